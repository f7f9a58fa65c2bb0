import Models
import Orchestration
import Spelling

extension ChatResponse.FinishReason {
    /// Where an answer was cut off, and how it may be longer; nil for one that was not.
    var cut: String? {
        switch self {
        case .length: "the answer was cut off at max_tokens, which the model's row in the models file can raise"
        case .contextLength: "the answer was cut off where the model's context was full"
        case .stop, .toolCalls, .refusal: nil
        }
    }

    /// Why an answer that ended so holds no program.
    var lackOfProgram: String {
        self == .refusal
            ? "the solver refused to answer" : "\(cut.map { "\($0): it" } ?? "the answer") holds no program"
    }
}

/// The lines that a person sees while a problem is being solved, one an event.
public enum SolveProgress {
    /// The line of an event; nil for one that is told elsewhere.
    public static func line(_ event: SolveEvent) -> String? {
        switch event {
        case .orchestratorCalled(let turn, let model): "turn \(turn): asking \(model) what to do"
        case .orchestratorAnswered(let turn, let thought, let action, let usage, let seconds):
            "turn \(turn): \(action) (\(spent(usage, seconds)))"
                + (thought.isEmpty ? "" : ": \(TerminalText.line(thought))")
        case .actionMalformed(let turn, let reason, let isRepaired):
            "turn \(turn): not a readable action: \(reason)" + (isRepaired ? "; reminding it" : "; not asking again")
        case .exploresRefused(let turn, let count): "turn \(turn): \(refused(count))"
        case .exploreStarted(let n, let model): "explore \(n): asking \(model)"
        case .solverAnswered(let n, let usage, let seconds, let finish):
            "explore \(n): answered (\(spent(usage, seconds)))"
                + (finish.isCut ? ", cut off at its length" : finish == .refusal ? ", refused to answer" : "")
        case .callRetried(let retry):
            "\(retry.model): \(TerminalText.line(retry.reason)); asking again in \(Quantity.fixed(retry.seconds, 1)) s"
        case .solverFailed(let n, let reason, let isMade):
            "explore \(n): \(isMade ? "no answer" : "not made"): \(TerminalText.line(reason))"
        case .probesAsked(let attempt, let model):
            attempt == 1 ? "probes: asking \(model) for a generator and a validator" : "probes: asking it to mend them"
        case .probesMade(let count, let note):
            (count == 0 ? "probes: none" : "probes: \(count.counted("input"))")
                + (note.map { ": \(TerminalText.line($0))" } ?? "")
        case .candidateJudged(let n, let judgement): "explore \(n): \(verdicts(judgement))"
        case .noProgram(let n, let finish): "explore \(n): \(finish.lackOfProgram)"
        case .callAnswered(let call):
            "\(call.role.rawValue) \(call.n): \(call.action ?? "answered") (\(spent(call.usage, call.seconds)))"
                + (call.malformed.map { ": \($0)" } ?? "")
        case .callFailed(let role, let n, let reason):
            "\(role.rawValue) \(n): no answer: \(TerminalText.line(reason))"
        case .synthesis(let source): "synthesis: a program by \(source.name)"
        case .finalJudged(let judgement): "final program: \(verdicts(judgement))"
        case .finalKept(let source):
            "handed in: a program by \(source.name), which does better"
        case .revision(let n, let reason): "revision \(n): handed back: \(TerminalText.line(reason))"
        // The closing lines say it.
        case .stopped, .failed: nil
        }
    }

    /// What is said of explores that were not made: `2 explores refused: none is left`.
    static func refused(_ count: Int) -> String { "\(count.counted("explore")) refused: none is left" }

    /// What a call took: `120 tokens in, 40 out, 1.5 s`.
    static func spent(_ usage: TokenUsage, _ seconds: Double) -> String {
        "\(usage.input.counted("token")) in, \(usage.output) out, \(Quantity.fixed(seconds, 1)) s"
    }

    /// The verdict on each public test, then the first reason.
    private static func verdicts(_ judgement: Judgement) -> String {
        guard let verdict = judgement.verdict else { return judgement.summary }
        guard !judgement.tests.isEmpty else { return judgement.summary }
        let rows = judgement.tests.map { "\($0.name) \($0.verdict.rawValue)" }.joined(separator: ", ")
        let reason = judgement.message.map { "; \(TerminalText.line($0))" } ?? ""
        return "\(verdict.rawValue) (\(rows))\(reason)\(judgement.doubts)"
    }
}
