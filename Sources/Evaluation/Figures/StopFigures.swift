import Orchestration

/// Why samples stopped, and after how many explores.
public struct StopFigures: Sendable, Codable, Equatable {
    /// Samples that stopped for one reason.
    public struct Reason: Sendable, Codable, Equatable {
        /// The reason.
        public var reason: StopReason
        /// How many samples.
        public var samples: Int
        /// How many of them are accepted.
        public var accepted: Int
    }

    /// Samples that made so many explores.
    public struct Explores: Sendable, Codable, Equatable {
        /// How many explores.
        public var explores: Int
        /// How many samples.
        public var samples: Int
        /// How many of them are accepted.
        public var accepted: Int
    }

    /// By reason, the most frequent first.
    public var reasons: [Reason]
    /// By the number of explores, from 0 to the most, numbers without a sample included.
    public var explores: [Explores]

    /// Counts the judged samples.
    public init(_ results: [EvalResult]) {
        let judged = results.filter(\.isJudged)
        reasons = StopReason.allCases.compactMap { reason in
            let samples = judged.filter { $0.stopReason == reason }
            guard !samples.isEmpty else { return nil }
            return Reason(reason: reason, samples: samples.count, accepted: samples.count(where: \.isAccepted))
        }.sorted { $0.samples > $1.samples }
        let most = judged.map(\.explores).max() ?? -1
        let byExplores = Dictionary(grouping: judged, by: \.explores)
        explores = (0..<most + 1).map { number in
            let samples = byExplores[number] ?? []
            return Explores(explores: number, samples: samples.count, accepted: samples.count(where: \.isAccepted))
        }
    }
}
