import Judging

/// What judging a sample's program on all tests came to, in figures.
public struct TestSummary: Sendable, Codable, Equatable {
    /// Tests of the problem.
    public var total: Int
    /// Tests that were run: judging stops at the first that is not accepted.
    public var run: Int
    /// Tests that were accepted.
    public var accepted: Int
    /// The name of the first test that was not accepted; nil when all were.
    public var firstFailure: String?
    /// The most CPU time of one test, in ms.
    public var cpuMilliseconds: Double
    /// The most memory of one test, in KiB.
    public var peakKiB: Int
    /// Tests that were run again alone because their time-out was doubtful.
    public var doubtful: Int

    private enum CodingKeys: String, CodingKey {
        case total, run, accepted, doubtful
        case firstFailure = "first_failure"
        case cpuMilliseconds = "cpu_ms"
        case peakKiB = "peak_kib"
    }

    /// Sums a report up.
    ///
    /// - Parameters:
    ///   - report: What the judge found.
    ///   - total: How many tests the problem has.
    public init(_ report: JudgeReport, of total: Int) {
        self.total = total
        run = report.tests.count
        accepted = report.tests.count { $0.verdict == .accepted }
        firstFailure = report.firstFailure?.name
        cpuMilliseconds = report.tests.map(\.cpuMilliseconds).max() ?? 0
        peakKiB = report.tests.map(\.peakKiB).max() ?? 0
        doubtful = report.doubtfulTests
    }
}
