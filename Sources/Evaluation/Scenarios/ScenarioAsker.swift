import FoundationEssentials
import Judging
import Models

/// Asks a model the questions of a scenario, and finds its answers in what it says.
public struct ScenarioAsker: Sendable {
    /// Makes the model that one problem's calls are for, and says how long its answers may be, in tokens, thinking
    /// included.
    public typealias ModelMaker = @Sendable (_ problem: String) -> (model: any ChatModel, maxTokens: Int)

    private let settings: EvalSettings
    private let judge: Judge
    private let prices: PriceTable
    private let makeModel: ModelMaker

    /// Prepares to ask.
    ///
    /// - Parameters:
    ///   - settings: The run's; the model is asked with its temperature and effort of solvers.
    ///   - judge: Runs programs that are to be repaired.
    ///   - prices: What calls cost.
    ///   - makeModel: Makes the model that one problem's calls are for.
    public init(settings: EvalSettings, judge: Judge, prices: PriceTable, makeModel: @escaping ModelMaker) {
        self.settings = settings
        self.judge = judge
        self.prices = prices
        self.makeModel = makeModel
    }

    /// What became of a question, before it is graded.
    public struct Outcome: Sendable {
        /// The sample, with the model's text and the answer in it.
        public internal(set) var result: EvalResult
        var calls: [EvalCall] = []
    }

    /// Asks the model, and finds the answer in what it says.
    ///
    /// - Throws: `ProblemError`, `JudgingError`, `CancellationError`; `ModelError` where every further call would fail, too.
    public func ask(_ question: any ScenarioQuestion, sample: Int) async throws -> Outcome {
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
            outcome.result.program = answer.isEmpty ? nil : answer
            if answer.isEmpty { (outcome.result.failure, outcome.result.message) = (.model, "no program to repair") }
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

extension ScenarioAsker.Outcome {
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
        result.findAnswer(to: question)
        if result.program == nil { (result.failure, result.message) = (.model, "no answer in the model's text") }
    }
}

extension EvalResult {
    /// Finds the program or value in the model's text.
    public mutating func findAnswer(to question: any ScenarioQuestion) {
        let found = answer.map(question.answer(in:)) ?? ""
        program = found.isEmpty ? nil : found
    }
}
