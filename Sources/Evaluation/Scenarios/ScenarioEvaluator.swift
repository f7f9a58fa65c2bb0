import FoundationEssentials
import Judging
import Models
import Orchestration
import Problems

/// Asks a model the questions of a scenario, one call a sample, grades its answers, and stores each result as it ends.
public struct ScenarioEvaluator: Sendable {
    /// Makes the model that one problem's calls are for, and says how long its answers may be, in tokens, thinking
    /// included.
    public typealias ModelMaker = @Sendable (_ problem: String) -> (model: any ChatModel, maxTokens: Int)

    private let run: EvalRun
    private let judge: Judge
    private let prices: PriceTable
    private let makeModel: ModelMaker

    /// Prepares an evaluation.
    ///
    /// - Parameters:
    ///   - run: Where results go, and what is already done; the model is asked with its temperature and effort of solvers.
    ///   - judge: Runs and grades programs.
    ///   - prices: What calls cost.
    ///   - makeModel: Makes the model that one problem's calls are for.
    public init(run: EvalRun, judge: Judge, prices: PriceTable, makeModel: @escaping ModelMaker) {
        self.run = run
        self.judge = judge
        self.prices = prices
        self.makeModel = makeModel
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

    fileprivate struct Outcome {
        var result: EvalResult
        var calls: [EvalCall] = []
        var grade: JudgeReport?
    }

    private func stored(_ question: any ScenarioQuestion, _ sample: Int) async throws -> EvalResult {
        var outcome = try await answered(question, sample)
        if let answer = outcome.result.program {
            let grade = try await question.grade(answer, judge: judge)
            outcome.grade = grade
            outcome.result.take(grade, of: grade.tests.count)
        }
        outcome.result.ended = Date().formatted(.iso8601)
        try await run.append(outcome.result, calls: outcome.calls, grade: outcome.grade)
        return outcome.result
    }

    /// Asks the model, and finds the answer in what it says.
    private func answered(_ question: any ScenarioQuestion, _ sample: Int) async throws -> Outcome {
        let settings = run.settings
        let seed = settings.firstCall(of: sample)
        var outcome = Outcome(
            result: EvalResult(
                problem: question.problem, sample: sample, language: settings.language, scenario: question.scenario,
                seed: seed))
        outcome.result.started = Date().formatted(.iso8601)
        outcome.result.stopReason = .fixed
        let messages: [ChatMessage]
        switch try await question.request(sample: sample, judge: judge) {
        case .ask(let request): messages = request
        case .keep(let answer):
            outcome.result.program = answer
            return outcome
        case .judgeFailed(let reason):
            (outcome.result.failure, outcome.result.message) = (.machine, reason)
            return outcome
        }
        let (model, maxTokens) = makeModel(question.problem.id)
        let request = ChatRequest(
            messages: messages, temperature: settings.temperature, maxTokens: maxTokens,
            effort: settings.solverEffort, sample: seed)
        do throws(ModelError) {
            let response = try await model.respond(to: request)
            outcome.take(response, from: model.name, question, prices)
        } catch {
            guard error.isLimitedToOneCall else { throw error }
            outcome.result.take(error)
        }
        return outcome
    }
}

extension ScenarioEvaluator.Outcome {
    /// Takes what a model answered.
    fileprivate mutating func take(
        _ response: ChatResponse, from model: String, _ question: any ScenarioQuestion, _ prices: PriceTable
    ) {
        let usage = response.usage
        let cost = prices.cost(model: model, usage: usage)
        calls = [
            EvalCall(
                problem: result.problem, sample: result.sample, position: 0, role: .solver, n: 1, model: model,
                action: nil, finish: response.finishReason, inputTokens: usage.input,
                cachedInputTokens: usage.cachedInput, outputTokens: usage.output, reasoningTokens: usage.reasoning,
                seconds: response.seconds, costUSD: cost)
        ]
        (result.explores, result.calls) = (1, 1)
        (result.inputTokens, result.outputTokens) = (usage.input, usage.output)
        (result.costUSD, result.callSeconds) = (cost, response.seconds)
        result.answer = response.text
        let answer = question.answer(in: response.text)
        if answer.isEmpty {
            (result.failure, result.message) = (.model, "no answer in the model's text")
        } else {
            result.program = answer
        }
    }
}
