import Judging
import Models

/// A step of a solution as it happens, for people to watch.
///
/// Events of concurrent explores interleave.
public enum SolveEvent: Sendable {
    /// The orchestrator is being asked; turns count from 1.
    case orchestratorCalled(turn: Int, model: String)
    /// It answered: its thought (bounded, perhaps empty) and the action taken from it (`explore x2`, `submit`, `malformed`).
    case orchestratorAnswered(turn: Int, thought: String, action: String, usage: TokenUsage, seconds: Double)
    /// Its action was not readable and it is reminded, or, after the last reminder, not asked again.
    case actionMalformed(turn: Int, reason: String, isRepaired: Bool)
    /// So many of the explores that it asked for are not made, as none is left.
    case exploresRefused(turn: Int, count: Int)
    /// Explore `n`, counted from 1, asks a fresh solver.
    case exploreStarted(n: Int, model: String)
    /// The solver of explore `n` answered; it was cut off if `finish` is `.length`.
    case solverAnswered(n: Int, usage: TokenUsage, seconds: Double, finish: ChatResponse.FinishReason)
    /// The solver of explore `n` could not be reached, or was not asked because of a cap: an explore without evidence.
    case solverFailed(n: Int, reason: String, isMade: Bool)
    /// A call of any role was not answered, and is made again after a wait.
    case callRetried(CallRetry)
    /// A model is asked for a generator and a validator of probes; attempts count from 1.
    case probesAsked(attempt: Int, model: String)
    /// The probes are made; `note` says why there are none, or how many inputs were refused.
    case probesMade(count: Int, note: String?)
    /// The candidate of explore `n` was judged on the public tests, and not yet run on probes.
    case candidateJudged(n: Int, judgement: Judgement)
    /// The answer of explore `n` holds no program; `finish` may say why.
    case noProgram(n: Int, finish: ChatResponse.FinishReason)
    /// A call for something other than a program was answered: a score, a choice, tests.
    case callAnswered(CallSummary)
    /// A call for something other than a program was not answered.
    case callFailed(role: CallSummary.Role, n: Int, reason: String)
    /// The orchestrator submits a program.
    case synthesis(source: ProgramSource)
    /// The submitted program was judged on the public tests.
    case finalJudged(Judgement)
    /// The program of another is handed in, which does better than the submitted one.
    case finalKept(source: ProgramSource)
    /// The submitted program is handed back, with the reason; revisions count from 1.
    case revision(n: Int, reason: String)
    /// The end, with a sentence where there is more to say than the reason.
    case stopped(StopReason, note: String?)
    /// The end by an error, which is thrown: what had been made by then.
    case failed(Trajectory)
}
