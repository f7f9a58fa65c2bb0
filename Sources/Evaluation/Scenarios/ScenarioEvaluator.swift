import FoundationEssentials
import Judging
import Models

/// Asks a model the questions of a scenario, one call a sample, grades its answers, and stores each result as it ends.
public struct ScenarioEvaluator: Sendable {
    private let run: EvalRun
    private let judge: Judge
    private let asker: ScenarioAsker

    /// Prepares an evaluation.
    ///
    /// - Parameters:
    ///   - run: Where results go, and what is already done.
    ///   - judge: Runs and grades programs.
    ///   - prices: What calls cost.
    ///   - makeModel: Makes the model that one problem's calls are for.
    public init(run: EvalRun, judge: Judge, prices: PriceTable, makeModel: @escaping ScenarioAsker.ModelMaker) {
        self.run = run
        self.judge = judge
        asker = ScenarioAsker(settings: run.settings, judge: judge, prices: prices, makeModel: makeModel)
    }

    /// Works on all samples that are not done yet.
    ///
    /// A failure of the machine or of a model's server concerns one sample and is stored as such; an error that every
    /// further call would meet, such as a refused key, ends the evaluation.
    ///
    /// - Parameters:
    ///   - items: The questions; each is read when it is its turn.
    ///   - onlyFailed: Whether only samples are repeated that failed for the machine's fault.
    ///   - concurrency: Samples in the works at once.
    ///   - report: Is told of each result once it is stored.
    /// - Throws: `ProblemError`, `JudgingError`, `ModelError`, `EvaluationError`, `CancellationError`; whatever `report`
    ///   throws.
    public func evaluate(
        _ items: [ScenarioItem], onlyFailed: Bool = false, concurrency: Int, report: (EvalResult) throws -> Void
    ) async throws {
        try await run.work(
            on: items, onlyFailed: onlyFailed, width: concurrency, read: { try $0.read() }, report: report
        ) { _, question, sample in
            try await stored(question, sample)
        }
    }

    private func stored(_ question: any ScenarioQuestion, _ sample: Int) async throws -> EvalResult {
        var outcome = try await asker.ask(question, sample: sample)
        var grade: JudgeReport?
        if let answer = outcome.result.program {
            let found = try await question.grade(answer, judge: judge)
            outcome.result.take(found, of: question.testCount)
            grade = found
        }
        outcome.result.ended = Date().formatted(.iso8601)
        try await run.append(outcome.result, calls: outcome.calls, grade: grade)
        return outcome.result
    }
}
