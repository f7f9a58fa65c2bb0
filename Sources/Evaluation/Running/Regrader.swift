import Judging

/// A stored program that was graded again.
public struct Regrade: Sendable, Codable, Equatable {
    /// The problem's id.
    public var problem: String
    /// Which sample of the problem, from 0.
    public var sample: Int
    /// The verdict that the run has; nil for a failure of the machine.
    public var before: Verdict?
    /// The verdict of now; nil for a failure of the machine.
    public var after: Verdict?
    /// The run's verdict by the errata, where they have one.
    public var correctedBefore: Verdict?
    /// The verdict of now by the errata, where they have one.
    public var correctedAfter: Verdict?
    /// Why it is not accepted now, or not judged, in one line.
    public var message: String?

    private enum CodingKeys: String, CodingKey {
        case problem, sample, before, after, message
        case correctedBefore = "corrected_before"
        case correctedAfter = "corrected_after"
    }

    /// Whether the machine failed this time: nothing can be said then.
    public var isFailed: Bool { after == nil }

    /// Whether one of the two verdicts is another one now.
    public var isFlipped: Bool { !isFailed && (before != after || correctedBefore != correctedAfter) }
}

/// Grades the programs and answers of a run again, without a call of a model.
public struct Regrader: Sendable {
    private let judge: Judge

    /// Prepares to grade.
    public init(judge: Judge) { self.judge = judge }

    /// Grades programs, several at once; the results come in the order in which they end.
    ///
    /// - Parameters:
    ///   - results: Samples with a program or an answer, as `RunStore.gradable` has them; those without are passed over.
    ///   - jobs: How many at once, at least one.
    ///   - read: Reads a problem, with the limits that it is to have.
    ///   - report: Is told of each, with the result as it would be now.
    /// - Throws: `ProblemError`, `JudgingError`, `CancellationError`; what `report` throws.
    public func regrade(
        _ results: [EvalResult], jobs: Int, read: @Sendable (String) throws -> any ScenarioQuestion,
        report: (Regrade, EvalResult, JudgeReport) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Regrade, EvalResult, JudgeReport).self) { group in
            var inTheWorks = 0
            // Samples of one problem follow each other: it is read once.
            var last: (id: String, question: any ScenarioQuestion)?
            for result in results {
                guard let program = result.program else { continue }
                let question: any ScenarioQuestion
                if let last, last.id == result.problem {
                    question = last.question
                } else {
                    question = try read(result.problem)
                }
                last = (result.problem, question)
                if inTheWorks >= max(jobs, 1), let (regrade, now, grade) = try await group.next() {
                    inTheWorks -= 1
                    try await report(regrade, now, grade)
                }
                group.addTask { try await self.regrade(result, program, question) }
                inTheWorks += 1
            }
            while let (regrade, now, grade) = try await group.next() { try await report(regrade, now, grade) }
        }
    }

    private func regrade(
        _ result: EvalResult, _ program: String, _ question: any ScenarioQuestion
    ) async throws -> (Regrade, EvalResult, JudgeReport) {
        let grade = try await question.grade(program, judge: judge)
        var now = result
        now.take(grade, of: question.testCount)
        let regrade = Regrade(
            problem: result.problem, sample: result.sample, before: result.verdict, after: now.verdict,
            correctedBefore: result.corrected, correctedAfter: now.corrected, message: now.message)
        return (regrade, now, grade)
    }
}

/// What grading a run again came to.
public struct RegradeSummary: Sendable, Codable, Equatable {
    /// `atlas.regrade/1`.
    public var schema = "atlas.regrade/1"
    /// Programs that were graded again.
    public var graded = 0
    /// Programs that the grader failed on this time.
    public var failed = 0
    /// Those with another verdict, by problem and sample.
    public var flipped: [Regrade] = []
    /// Whether the new verdicts are the run's now; nil where they were not meant to be.
    public var applied: Bool?
    /// Whether every verdict of the run would be of this grading: the grader failed on no program that has one.
    public private(set) var isWhole = true

    private enum CodingKeys: String, CodingKey {
        case schema, graded, failed, flipped, applied
    }

    /// Begins with nothing graded.
    public init() {}

    /// Counts a program.
    public mutating func take(_ regrade: Regrade) {
        if regrade.isFailed { failed += 1 } else { graded += 1 }
        if regrade.isFailed, regrade.before != nil { isWhole = false }
        guard regrade.isFlipped else { return }
        flipped.append(regrade)
        flipped.sort { ($0.problem, $0.sample) < ($1.problem, $1.sample) }
    }
}
