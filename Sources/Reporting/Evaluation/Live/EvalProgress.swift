import Evaluation
import Problems

/// How far an evaluation is: a value that is told of events and can be shown at any moment.
///
/// It knows no clock; times are the caller's.
public struct EvalProgress: Sendable, Equatable {
    /// How the samples of one difficulty stand.
    public struct Group: Sendable, Equatable {
        /// `easy`, `medium`, `hard`, or `other`.
        public let name: String
        /// Samples in all.
        public var total: Int
        /// Samples by how they ended, one of `EvalResult.endings`.
        public var endings: [String: Int] = [:]

        /// Samples that ended.
        public var done: Int { endings.values.reduce(0, +) }
    }

    /// The run's folder.
    public let run: String
    /// By difficulty, in order; problems that state none are `other`.
    public private(set) var groups: [Group]
    /// Answered calls of the samples that ended.
    public private(set) var calls = 0
    /// Tokens of those calls.
    public private(set) var tokens = 0
    /// USD of those calls; nil when a price is not known.
    public private(set) var costUSD: Double? = 0
    /// Calls that are under way.
    public private(set) var callsInFlight = 0
    /// Requests that had to be sent again, in this session.
    public private(set) var retries = 0
    /// Samples that ended in this session.
    public private(set) var doneNow = 0
    /// Seconds since this session began.
    public var elapsed: Double = 0

    /// Starts with what earlier sessions did.
    ///
    /// - Parameters:
    ///   - run: The run's folder.
    ///   - problems: The problems that are worked on.
    ///   - samples: Samples of each that states no other number.
    ///   - results: The results of earlier sessions; a sample that failed is done again, and does not count as ended.
    public init(run: String, problems: [EvalProblem], samples: Int, results: [EvalResult]) {
        self.run = run
        let byName = Dictionary(grouping: problems, by: { $0.difficulty ?? Self.other })
        groups = Problem.sortedDifficulties(Set(byName.keys)).map { name in
            Group(name: name, total: byName[name]?.reduce(0) { $0 + ($1.samples ?? samples) } ?? 0)
        }
        self.samples = samples
        let known = Set(problems.map(\.id))
        for result in results where known.contains(result.problem) && result.failure != .machine { count(result) }
    }

    private static let other = "other"
    private let samples: Int

    /// Samples in all.
    public var total: Int { groups.reduce(0) { $0 + $1.total } }
    /// Samples that ended.
    public var done: Int { groups.reduce(0) { $0 + $1.done } }

    /// Samples a minute, in this session; nil before the first.
    public var rate: Double? { doneNow > 0 && elapsed > 0 ? Double(doneNow) / elapsed * 60 : nil }
    /// Seconds until all samples have ended, if it goes on as in this session; nil before the first.
    public var secondsLeft: Double? { rate.map { Double(max(total - done, 0)) / $0 * 60 } }
    /// USD in all, if it goes on as so far; nil when a price is not known, or before the first sample.
    public var expectedCostUSD: Double? {
        guard let costUSD, done > 0 else { return nil }
        return costUSD / Double(done) * Double(total)
    }

    /// A sample ended.
    public mutating func ended(_ result: EvalResult) {
        count(result)
        doneNow += 1
    }

    /// A problem is left out after all.
    public mutating func leftOut(_ problem: EvalProblem) {
        let name = problem.difficulty ?? Self.other
        if let place = groups.firstIndex(where: { $0.name == name }) {
            groups[place].total -= problem.samples ?? samples
        }
    }

    /// A request goes out.
    public mutating func callBegan() { callsInFlight += 1 }

    /// A call ended; it took so many attempts, 1 for an answer to the first.
    public mutating func callEnded(attempts: Int) {
        callsInFlight -= 1
        retries += max(attempts - 1, 0)
    }

    private mutating func count(_ result: EvalResult) {
        let name = result.difficulty ?? Self.other
        if let place = groups.firstIndex(where: { $0.name == name }) {
            groups[place].endings[result.ending, default: 0] += 1
        }
        calls += result.calls
        tokens += result.inputTokens + result.outputTokens
        if result.calls > 0 { costUSD = costUSD.flatMap { known in result.costUSD.map { known + $0 } } }
    }
}
