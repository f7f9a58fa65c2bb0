import Judging
import Models
import Problems

extension Trajectory {
    /// A trajectory with what the task says; calls, final program and sums follow.
    init(_ task: SolveTask, method: String, explores: [Explore], stopReason: StopReason) {
        problem = task.problem.id
        self.method = method
        language = task.language.id
        solver = task.solver.name
        pool = task.pool.count > 1 ? task.pool.map(\.name) : nil
        prompts = task.prompts.fingerprint
        maxExplores = task.budget.maxExplores
        self.explores = explores
        calls = []
        self.stopReason = stopReason
        malformedActions = 0
        revisions = 0
        totals = Totals(calls: 0, failedExplores: 0, inputTokens: 0, outputTokens: 0, callSeconds: 0)
    }

    /// How many explores were made: a cap may keep some of those that were asked for from it.
    public var madeExplores: Int { explores.count { $0.notMade != true } }

    /// Sums up calls and explores.
    mutating func addTotals() {
        let usage = calls.reduce(TokenUsage()) { $0 + $1.usage }
        totals = Totals(
            calls: calls.count, failedExplores: explores.count { $0.failure != nil && $0.notMade != true },
            inputTokens: usage.input, outputTokens: usage.output,
            cachedInputTokens: usage.cachedInput == 0 ? nil : usage.cachedInput,
            reasoningTokens: usage.reasoning == 0 ? nil : usage.reasoning,
            callSeconds: calls.reduce(0) { $0 + $1.seconds })
    }
}

extension CallSummary {
    /// The call of an explore; nil when it was not answered.
    init?(_ explore: Explore) {
        guard let finish = explore.finish else { return nil }
        self.init(
            role: explore.revises == nil ? .solver : .reviser, n: explore.n, model: explore.model, usage: explore.usage,
            seconds: explore.seconds,
            finish: finish)
    }
}

extension ChatModel {
    /// Answers a request, without its schema where a server that cannot constrain its output refuses that; the record of such
    /// a run has no answer to the constrained request either.
    func respond(droppingSchemaOf request: inout ChatRequest) async throws(ModelError) -> ChatResponse {
        if request.responseSchema != nil {
            do {
                return try await answer(to: request)
            } catch {
                switch error {
                case .rejected, .notRecorded: request.responseSchema = nil
                default: throw error
                }
            }
        }
        return try await answer(to: request)
    }
}

extension SolveTask {
    /// The failure of a call, when it concerns that call alone and the solution goes on without its answer.
    ///
    /// - Throws: `error`, when it would meet every call; `OrchestrationError`; `CancellationError`.
    func failure(_ error: ModelError, of request: ChatRequest, to model: any ChatModel) throws -> ModelError {
        try Task.checkCancellation()
        let failure = try judge.failure(of: request, to: model.name, error)
        if failure == .cancelled { throw CancellationError() }
        guard failure.isLimitedToOneCall else { throw failure }
        return failure
    }

    /// Refuses, before any call is paid for, what could not be judged.
    ///
    /// - Throws: `JudgingError.languageUnfit`.
    func requireFit() throws(JudgingError) {
        if let reason = Entry(problem).unfitness(of: language) {
            throw .languageUnfit(problem: problem.id, language: language.name, reason: reason)
        }
    }
}

extension Evidence {
    /// Describes a program, without a word of its writer's.
    init(
        title: String, program: String?, showsProgram: Bool, trace: CandidateTrace?, relation: Relation? = nil,
        task: SolveTask
    ) {
        self.init(
            title: title, remarks: [], program: program, showsProgram: showsProgram, trace: trace, relation: relation,
            problem: task.problem, language: task.language, tokens: task.tokenLimits.evidence)
    }

    /// Describes an explore.
    init(_ result: Solver.Result, relation: Relation?, task: SolveTask) {
        let explore = result.explore
        if explore.failure != nil {
            self.init(
                note: result.error?.isCap == true
                    ? "Explore \(explore.n): not made, as a cap was reached. This says nothing about the problem."
                    : "Explore \(explore.n): the solver could not be reached. This says nothing about the problem.")
            return
        }
        var remarks: [String] = []
        var first: [String] = []
        if let approach = explore.approach { first.append("approach: \(approach)") }
        if let complexity = explore.claimedComplexity { first.append("claimed complexity: \(complexity)") }
        if let confidence = explore.confidence { first.append("confidence: \(Int((confidence * 100).rounded()))%") }
        if !first.isEmpty { remarks.append(first.joined(separator: "; ")) }
        if let reasoning = explore.reasoning { remarks.append("reasoning: \(reasoning)") }
        if explore.finish == .refusal { remarks.append("The solver refused to answer.") }
        if explore.finish?.isCut == true { remarks.append("The solver's answer was cut off: it was too long.") }
        self.init(
            title: "Explore \(explore.n)", remarks: remarks, program: explore.program, trace: result.trace,
            relation: relation, problem: task.problem, language: task.language, tokens: task.tokenLimits.evidence)
    }
}
