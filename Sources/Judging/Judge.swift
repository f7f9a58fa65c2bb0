import Problems
import Sandbox

/// Compiles a submission, runs it on tests, compares outside its sandbox, and reports.
public struct Judge: Sendable {
    /// Which tests are run.
    public enum Policy: Sendable {
        /// All of them.
        case all
        /// Up to the first that is not accepted.
        case stopAtFirstFailure
    }

    /// Uses a pool's launchers; as many tests run at once as it has workers.
    public init(pool: SandboxPool) { fatalError() }

    /// Judges one submission on some of a problem's tests.
    ///
    /// A failure of the grader is the verdict `JE`, with its reason, not an error.
    ///
    /// - Throws: `JudgingError` for what the user has to mend; `CancellationError` when the task is cancelled.
    public func judge(
        _ submission: Submission, on problem: Problem, tests: [TestCase], policy: Policy = .all
    ) async throws -> JudgeReport { fatalError() }
}
