import Digests
import Orchestration
import Spelling

/// What was found when a run was replayed and a part of it graded again.
public struct Verification: Sendable, Codable, Equatable {
    /// A sample of which something is not the same.
    public struct Difference: Sendable, Codable, Equatable {
        /// The problem's id.
        public var problem: String
        /// Which sample of the problem, from 0.
        public var sample: Int
        /// What is not the same, in one line.
        public var detail: String

        /// Names a sample.
        public init(problem: String, sample: Int, detail: String) {
            self.problem = problem
            self.sample = sample
            self.detail = detail
        }
    }

    /// `atlas.verify/1`.
    public var schema = "atlas.verify/1"
    /// Samples that were replayed from the record.
    public var replayed = 0
    /// Programs that were graded again.
    public var graded = 0
    /// Programs that could not be graded again for the machine's fault.
    public var failed = 0
    /// What is not the same.
    public var differences: [Difference] = []

    private enum CodingKeys: String, CodingKey {
        case schema, replayed, graded, failed, differences
    }

    /// Begins with nothing found.
    public init() {}

    /// Whether all that could be looked at is the same.
    public var isSame: Bool { differences.isEmpty }

    /// A random part of some results, the same for the same seed: of a share above 0 at least one.
    public static func sample(_ results: [EvalResult], share: Double, seed: UInt64) -> [EvalResult] {
        let count = min(results.count, Int((Double(results.count) * share).rounded(.up)))
        let ranked = results.indices.map { index in
            (rank: Digest.sha256("\(seed) \(results[index].problem) \(results[index].sample)"), index: index)
        }
        return ranked.sorted { $0.rank < $1.rank }.prefix(count).map(\.index).sorted().map { results[$0] }
    }

    /// Notes that a sample is not what it was, and how.
    public mutating func differ(_ problem: String, _ sample: Int, _ detail: String) {
        differences.append(Difference(problem: problem, sample: sample, detail: detail))
    }

    /// Compares a replayed trajectory with the stored one.
    public mutating func compare(_ replay: Trajectory, with stored: Trajectory, sample: Int) {
        replayed += 1
        guard replay != stored else { return }
        let detail: String
        if replay.final?.program != stored.final?.program {
            detail = "the replay hands in another program"
        } else if replay.explores.count != stored.explores.count {
            detail = "the replay makes \(replay.explores.count.counted("explore")), not \(stored.explores.count)"
        } else if replay.stopReason != stored.stopReason {
            detail = "the replay stops for \(replay.stopReason.rawValue), not \(stored.stopReason.rawValue)"
        } else {
            detail = "the replay goes another way"
        }
        differ(stored.problem, sample, detail)
    }

    /// Compares what a scenario's question came to when it was asked of the record, with the stored result.
    public mutating func compare(_ replay: EvalResult, with stored: EvalResult) {
        replayed += 1
        let detail: String
        if replay.answer != stored.answer {
            detail = "the record has another answer"
        } else if replay.program != stored.program {
            detail = "another program or value is found in the model's answer"
        } else {
            return
        }
        differ(stored.problem, stored.sample, detail)
    }

    /// Takes a program that was graded again.
    public mutating func take(_ regrade: Regrade) {
        if regrade.isFailed {
            failed += 1
            return
        }
        graded += 1
        if regrade.isFlipped {
            let before = regrade.before?.rawValue ?? "none"
            let after = regrade.after?.rawValue ?? "none"
            differ(regrade.problem, regrade.sample, "the verdict is \(after) now, and was \(before)")
        }
    }
}
