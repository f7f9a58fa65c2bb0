import Judging
import Problems

/// Judges candidates on a problem's public tests, and on no others.
///
/// With a store every judgement is durable before it is used, and the same program is not run again: a run that was
/// interrupted goes on with the evidence it had, and a replay needs no sandbox.
public struct CandidateJudge: Sendable {
    private enum Mode: Sendable {
        case live(Judge, ProgramBuilder, JudgementStore?)
        case replay(JudgementStore)
    }

    private let mode: Mode

    /// Judges in the sandbox, and records each judgement where there is a store.
    public init(judge: Judge, builder: ProgramBuilder, recordingTo store: JudgementStore? = nil) {
        mode = .live(judge, builder, store)
    }

    /// Repeats recorded judgements; runs nothing.
    public init(replaying store: JudgementStore) {
        mode = .replay(store)
    }

    /// The report on one candidate; nil verdict stands for "not run" in `Judgement`, here it is a report without tests.
    ///
    /// - Throws: `JudgingError`, `OrchestrationError`, `CancellationError`.
    func report(_ submission: Submission, on problem: Problem) async throws -> JudgeReport {
        fatalError("follows")
    }
}
