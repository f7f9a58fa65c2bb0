import Judging
import Models
import Problems

/// Asks fresh solvers and has their candidates judged.
///
/// A solver is shown the problem and nothing else.
struct Solver {
    /// An explore with what the evidence needs beyond it.
    struct Result: Sendable {
        var explore: Explore
        var trace: CandidateTrace?
        /// The transient failure of the model, if that is what became of the explore.
        var error: ModelError?
    }

    let task: SolveTask
    /// The conversation that every solver gets.
    private let messages: [ChatMessage]

    init(_ task: SolveTask) throws {
        self.task = task
        let text = ProblemText(problem: task.problem, language: task.language, prompts: task.prompts)
        // Asked for labelled lines, the embedded model wrote those and, in two of six answers, no program.
        let instruction = task.prompts.text(
            task.solver.prefersTools ? .solver : .solverPlain,
            ["language": task.language.name, "fence": task.language.fence, "interface": text.interface])
        messages = [.system(instruction), .user(try text.text())]
    }

    /// Asks one solver and judges its candidate; relation and evidence are left to the caller, who knows the others.
    ///
    /// - Throws: `ModelError` that would meet every call; what `CandidateJudge` throws; `CancellationError`.
    func explore(_ n: Int) async throws -> Result {
        task.events(.exploreStarted(n: n, model: task.solver.name))
        let request = ChatRequest(
            messages: messages, temperature: task.temperature,
            maxTokens: task.longestSolverAnswer, effort: task.solverEffort,
            sample: task.sampleBase + n)
        let response: ChatResponse
        do {
            response = try await task.solver.respond(to: request)
        } catch {
            try Task.checkCancellation()
            if error == .cancelled { throw CancellationError() }
            let failure = try task.judge.failure(of: request, to: task.solver.name, error)
            guard let failure else { throw error }
            task.events(.solverFailed(n: n, reason: "\(failure)"))
            return failed(n, failure)
        }
        task.events(
            .solverAnswered(n: n, usage: response.usage, seconds: response.seconds, finish: response.finishReason))
        let answer = SolverAnswer(response.text, language: task.language, interface: task.problem.interface)
        var trace: CandidateTrace?
        if let program = answer.program {
            let submission = Submission(name: "explore \(n)", source: program, language: task.language)
            trace = try await task.judge.trace(submission, on: task.problem)
        }
        task.events(.candidateJudged(n: n, judgement: trace?.judgement))
        let explore = Explore(
            n: n, model: task.solver.name, approach: answer.approach, reasoning: answer.reasoning,
            confidence: answer.confidence, claimedComplexity: answer.claimedComplexity, program: answer.program,
            judgement: trace?.judgement, finish: response.finishReason, usage: response.usage,
            seconds: response.seconds, evidence: "")
        return Result(explore: explore, trace: trace, error: nil)
    }

    private func failed(_ n: Int, _ error: ModelError) -> Result {
        let explore = Explore(
            n: n, model: task.solver.name, failure: "\(error)", usage: TokenUsage(), seconds: 0, evidence: "")
        return Result(explore: explore, trace: nil, error: error)
    }
}
