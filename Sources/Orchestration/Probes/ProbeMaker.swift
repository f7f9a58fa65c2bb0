import Judging
import Models
import Problems

/// Has a model write an input generator and a validator from the statement, and makes probes with them.
///
/// The model is shown the problem and, when its programs fail, how: never a candidate, never a private test. Its failure
/// is no failure of the solution, which then goes on without probes.
struct ProbeMaker {
    /// How often the model is asked at the most: once, and once more to mend its programs.
    private static let attempts = 2

    let task: SolveTask
    private let messages: [ChatMessage]

    init(_ task: SolveTask) throws {
        self.task = task
        let text = ProblemText(problem: task.problem, language: task.language, prompts: task.prompts)
        let form =
            switch task.problem.interface {
            case .standardStreams: task.prompts.text(.probesStreams)
            case .functional(let name, _): task.prompts.text(.probesFunction, ["name": name])
            }
        messages = [.system(task.prompts.text(.probes, ["form": form])), .user(try text.text())]
    }

    /// Asks, and makes the probes.
    ///
    /// - Throws: `ModelError` that would meet every call; `OrchestrationError`; `CancellationError`.
    func make() async throws -> ProbeSet {
        var conversation = messages
        var calls: [CallSummary] = []
        var reason = ""
        for attempt in 1...Self.attempts {
            let response: ChatResponse
            switch try await ask(conversation, attempt) {
            case .success(let answer): response = answer
            case .failure(let error):
                let failure = CallFailure(role: .tester, n: attempt, model: task.solver.name, error: error)
                let note = error.isCap ? failure.reason : "the model did not answer"
                return finish(ProbeSet(note: note, calls: calls, failure: failure))
            }
            let programs = ProbePrograms(response.text)
            if programs == nil {
                reason =
                    response.finishReason == .refusal
                    ? MalformedAction.refused.reason : "the answer does not hold two whole fenced Python programs"
            }
            calls.append(
                CallSummary(
                    role: .tester, n: attempt, model: task.solver.name, action: programs == nil ? "malformed" : nil,
                    malformed: programs == nil ? reason : nil, usage: response.usage, seconds: response.seconds,
                    finish: response.finishReason))
            if let programs {
                let made = try await task.judge.probes(by: programs, for: task.problem, python: Self.python)
                if made.refusal == nil {
                    return finish(
                        ProbeSet(
                            probes: made.probes, allowsSeveralAnswers: programs.allowsSeveralAnswers, note: made.note,
                            calls: calls, inputs: made.inputs))
                }
                reason = made.refusal ?? ""
            }
            let answer = response.text.isEmpty ? "(nothing)" : response.text
            conversation += [
                .assistant(text: answer, toolCalls: []), .user(task.prompts.text(.probesRepair, ["reason": reason])),
            ]
        }
        return finish(ProbeSet(note: reason, calls: calls))
    }

    /// The answer, or the failure of this call alone.
    private func ask(_ messages: [ChatMessage], _ attempt: Int) async throws -> Result<ChatResponse, ModelError> {
        task.events(.probesAsked(attempt: attempt, model: task.solver.name))
        let request = ChatRequest(
            messages: messages, maxTokens: task.longestSolverAnswer, effort: task.solverEffort,
            sample: task.sampleBase)
        do {
            return .success(try await task.solver.respond(to: request))
        } catch {
            return .failure(try task.failure(error, of: request, to: task.solver))
        }
    }

    private func finish(_ set: ProbeSet) -> ProbeSet {
        task.events(.probesMade(count: set.probes.count, note: set.note))
        return set
    }

    private static var python: Language {
        get throws(JudgingError) { try LanguageTable.builtIn.named("python") }
    }
}

extension SolveTask {
    /// Whether candidates are to be run on probe inputs.
    var isProbed: Bool {
        guard problem.probeObstacle == nil, budget.maxExplores > 0 else { return false }
        switch probes {
        case .off: return false
        case .on: return true
        case .auto: return solver.prefersTools
        }
    }
}

extension Problem {
    /// Why there are no probe inputs for it, in one line; nil where there can be some.
    ///
    /// There are none where a program is one half of a conversation, or is run in several passes.
    public var probeObstacle: String? {
        let talk = comparison == .asserts ? "is judged by asserts" : "is interactive"
        let kind = isConversation ? talk : passes > 1 ? "has several passes" : nil
        return kind.map { "the problem \($0): an input alone is no test" }
    }
}
