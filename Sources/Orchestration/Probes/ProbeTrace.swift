import Judging

/// What a candidate did on the probes: no verdict on its output, for nobody knows the right one.
struct ProbeTrace: Sendable, Codable, Equatable {
    /// One row per probe that was run; after a time-out the largest ones are not, after two none.
    var runs: [ProbeRun]
    /// Whether the statement was read as accepting several outputs for one input.
    var allowsSeveralAnswers: Bool
}

/// What a candidate did on one probe.
struct ProbeRun: Sendable, Codable, Equatable {
    /// What a trajectory says of it.
    var row: ProbeRow
    /// The probe's kind.
    var kind: Probe.Kind
    /// The input, cut.
    var input: Excerpt
    /// A hash of the output without what the problem's comparison passes over.
    var digest: String
    /// The output, cut.
    var output: Excerpt
}

/// What a candidate did on one probe, without its output.
public struct ProbeRow: Sendable, Codable, Equatable {
    /// The probe's name.
    public var probe: String
    /// Why it did not end by itself within its limits; nil when it did.
    ///
    /// `JE` says nothing about the candidate.
    public var verdict: Verdict?
    /// CPU time, in ms.
    public var cpuMilliseconds: Double
    /// Real time, in ms.
    public var wallMilliseconds: Double
    /// Peak memory, in KiB.
    public var peakKiB: Int
    /// Why it has a verdict, in one line.
    public var message: String?
    /// The candidate's line that a run-time error is about, where stderr tells.
    public var line: Int?

    /// Whether it broke a limit or died.
    public var isFailing: Bool { verdict != nil && verdict != .judgeError }

    private enum CodingKeys: String, CodingKey {
        case probe, verdict, message, line
        case cpuMilliseconds = "cpu_ms"
        case wallMilliseconds = "wall_ms"
        case peakKiB = "peak_kib"
    }
}
