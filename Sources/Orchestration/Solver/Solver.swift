import Judging
import Models
import Problems

/// Asks fresh solvers and has their candidates judged.
///
/// A solver is shown the problem, an instruction where the explore has one, and nothing else.
struct Solver {
    /// An explore with what the evidence needs beyond it.
    struct Result: WorkResult {
        var explore: Explore
        var trace: CandidateTrace?
        /// The transient failure of the model, if that is what became of the explore.
        var error: ModelError?
        /// The error that would meet every call; what was answered before is in the explore.
        var fatal: (any Error)?
    }

    let task: SolveTask
    /// The problem as every model is shown it.
    let problem: String
    private let interface: String

    init(_ task: SolveTask) throws {
        self.task = task
        let text = ProblemText(problem: task.problem, language: task.language, prompts: task.prompts)
        problem = try text.text()
        interface = text.interface
    }

    /// What is asked of a solver where nothing is said; with a pool each of its models in turn.
    func brief(turn n: Int = 1) -> SolverBrief {
        guard task.pool.count > 1 else {
            return SolverBrief(
                model: task.solver, effort: task.solverEffort, answerTokens: task.tokenLimits.solverAnswer,
                mostTokens: task.tokenLimits.solverMost)
        }
        let solver = task.pool[(n - 1) % task.pool.count]
        return SolverBrief(
            model: solver.model, effort: solver.effort, answerTokens: solver.answerTokens,
            mostTokens: solver.mostTokens)
    }

    /// The conversation that a fresh solver gets.
    func messages(_ brief: SolverBrief) -> [ChatMessage] {
        let text = brief.strategy.map {
            task.prompts.text(.solverStrategy, ["problem": problem, "strategy": $0])
        }
        return [instruction(brief.model), .user(text ?? problem)]
    }

    /// What a model is told that has to write a program.
    func instruction(_ model: any ChatModel) -> ChatMessage {
        // Asked for labelled lines, the embedded model wrote those and, in two of six answers, no program.
        .system(task.prompts.text(model.prefersTools ? .solver : .solverPlain, words))
    }

    /// What the prompts of all roles are filled in with.
    var words: [String: String] {
        ["language": task.language.name, "fence": task.language.fence, "interface": interface]
    }

    /// Asks one solver and judges its candidate; relation and evidence are left to the caller, who knows the others.
    ///
    /// Explore `n` with the same brief is the same request in every method: on one record it is asked once.
    ///
    /// - Parameters:
    ///   - n: The number of the explore, from 1.
    ///   - brief: What it is asked with.
    ///   - messages: The conversation; nil for that of a fresh solver.
    ///   - revises: The explore whose program is rewritten; nil for none.
    /// - Returns: The explore, as far as it came.
    func explore(
        _ n: Int, _ brief: SolverBrief, messages: [ChatMessage]? = nil, revises: Int? = nil
    ) async -> Result {
        var result = Result(
            explore: Explore(
                n: n, model: brief.model.name, arguments: brief.arguments, revises: revises, usage: TokenUsage(),
                seconds: 0, evidence: ""))
        let request = ChatRequest(
            messages: messages ?? self.messages(brief), temperature: task.temperature,
            maxTokens: brief.longestAnswer, effort: brief.effort,
            sample: task.sampleBase + n)
        do {
            try await ask(brief.model, request, &result)
        } catch {
            result.fatal = error
            if result.explore.finish == nil {
                result.explore.failure =
                    error is CancellationError ? "the solution ended before the answer" : "\(error)"
            }
        }
        return result
    }

    /// Asks, and has the program of the answer judged.
    ///
    /// - Throws: `ModelError` that would meet every call; what `CandidateJudge` throws; `CancellationError`.
    private func ask(_ model: any ChatModel, _ request: ChatRequest, _ result: inout Result) async throws {
        let n = result.explore.n
        task.events(.exploreStarted(n: n, model: model.name))
        let response: ChatResponse
        do {
            response = try await model.answer(to: request)
        } catch {
            let failure = try task.failure(error, of: request, to: model)
            task.events(.solverFailed(n: n, reason: "\(failure)", isMade: !failure.isCap))
            result.explore.failure = "\(failure)"
            result.explore.notMade = failure.isCap ? true : nil
            result.error = failure
            return
        }
        task.events(
            .solverAnswered(n: n, usage: response.usage, seconds: response.seconds, finish: response.finishReason))
        let answer = SolverAnswer(response.text, language: task.language, interface: task.problem.interface)
        result.explore.approach = answer.approach
        result.explore.reasoning = answer.reasoning
        result.explore.confidence = answer.confidence
        result.explore.claimedComplexity = answer.claimedComplexity
        result.explore.program = answer.program
        result.explore.finish = response.finishReason
        result.explore.usage = response.usage
        result.explore.seconds = response.seconds
        guard let program = answer.program else {
            task.events(.noProgram(n: n, finish: response.finishReason))
            return
        }
        let submission = Submission(name: "explore \(n)", source: program, language: task.language)
        var trace = try await task.judge.trace(submission, on: task.problem)
        // Where an error means that there are no probes, what passes the public tests is still to be told.
        (result.trace, result.explore.judgement) = (trace, trace.judgement)
        // The probes may still be in the making.
        task.events(.candidateJudged(n: n, judgement: trace.judgement))
        try await task.judge.addProbes(to: &trace, submission, on: task.problem, task.probeDesk)
        (result.trace, result.explore.judgement) = (trace, trace.judgement)
    }
}
