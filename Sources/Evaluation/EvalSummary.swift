import Problems

/// The figures of a run.
public struct EvalSummary: Sendable, Codable, Equatable {
    /// Figures of the problems of one difficulty, or of all.
    public struct Group: Sendable, Codable, Equatable {
        /// `all`, or a difficulty.
        public var name: String
        /// Problems with at least one judged sample.
        public var problems: Int
        /// Judged samples.
        public var samples: Int
        /// Accepted samples.
        public var accepted: Int
        /// The mean over problems of the chance that one sample is accepted; nil when nothing was judged.
        public var passAt1: Double?

        private enum CodingKeys: String, CodingKey {
            case name, problems, samples, accepted
            case passAt1 = "pass_at_1"
        }
    }

    /// `atlas.eval-summary/1`.
    public var schema = "atlas.eval-summary/1"
    /// All problems.
    public var all: Group
    /// By difficulty, where the data set states it.
    public var byDifficulty: [Group]
    /// Samples that the machine or the model's server failed on: in no figure above.
    public var failed: Int
    /// Those of them that failed before, too: what a server refuses each time, no repetition brings; nil for none.
    public var failedAgain: Int?
    /// Samples of which no model was asked, as their problem's cap allows no call: in no figure above; nil for none.
    public var notAsked: Int?
    /// Answered calls.
    public var calls: Int
    /// Tokens of the requests.
    public var inputTokens: Int
    /// Tokens of the answers.
    public var outputTokens: Int
    /// USD; nil when a model's price is not known.
    public var costUSD: Double?
    /// Seconds of all calls, as if one after the other.
    public var callSeconds: Double

    private enum CodingKeys: String, CodingKey {
        case schema, all, failed, calls
        case byDifficulty = "by_difficulty"
        case failedAgain = "failed_again"
        case notAsked = "not_asked"
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
        case costUSD = "cost_usd"
        case callSeconds = "call_seconds"
    }

    /// Computes the figures.
    ///
    /// - Parameters:
    ///   - results: The last result of each sample.
    ///   - failedAgain: How many samples failed now and before, as `RunStore.failedAgain` counts them.
    public init(_ results: [EvalResult], failedAgain: Int = 0) {
        all = Self.group("all", results)
        byDifficulty = Problem.sortedDifficulties(Set(results.compactMap(\.difficulty))).map { name in
            Self.group(name, results.filter { $0.difficulty == name })
        }
        failed = results.count { $0.failure == .machine }
        self.failedAgain = failedAgain > 0 ? failedAgain : nil
        let unasked = results.count { $0.failure == .cap }
        notAsked = unasked > 0 ? unasked : nil
        let use = ResourceUse(results)
        calls = Int(use.calls)
        inputTokens = Int(use.inputTokens)
        outputTokens = Int(use.outputTokens)
        costUSD = use.costUSD
        callSeconds = use.callSeconds
    }

    private static func group(_ name: String, _ results: [EvalResult]) -> Group {
        let tallies = SampleTally.byProblem(results).map(\.tally)
        return Group(
            name: name, problems: tallies.count, samples: tallies.judged, accepted: tallies.accepted,
            passAt1: tallies.meanPassAt(1))
    }
}
