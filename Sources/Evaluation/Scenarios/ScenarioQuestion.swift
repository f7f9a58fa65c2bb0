import Judging
import Models
import Problems

/// One thing that a model is asked in a scenario of LiveCodeBench: what it is shown, where its answer stands in its text, and
/// how that is graded.
///
/// One call an answer. The prompts and the rules are those of LiveCodeBench's own harness; `docs/livecodebench.md` says
/// where ours differ and why.
public protocol ScenarioQuestion: Sendable {
    /// Which scenario it belongs to.
    static var scenario: EvalScenario { get }

    /// What it is called and counted by.
    var problem: EvalProblem { get }

    /// What the model is asked for a sample.
    ///
    /// Nothing in it derives from a private test or an expected result.
    ///
    /// - Parameters:
    ///   - sample: Which sample, from 0.
    ///   - judge: Runs programs on public tests, where the prompt tells of them.
    /// - Returns: What is to be done.
    /// - Throws: `ProblemError`, `JudgingError`, `CancellationError`.
    func request(sample: Int, judge: Judge) async throws -> ScenarioRequest

    /// The answer in a model's text, as the official harness finds it; empty where there is none.
    func answer(in text: String) -> String

    /// How many tests an answer is graded on.
    var testCount: Int { get }

    /// Grades an answer.
    ///
    /// A failure of the grader is the verdict `JE`, not an error.
    ///
    /// - Throws: `JudgingError` for what the user has to mend; `ProblemError`; `CancellationError`.
    func grade(_ answer: String, judge: Judge) async throws -> JudgeReport
}

extension ScenarioQuestion {
    /// Which scenario it belongs to.
    public var scenario: EvalScenario { Self.scenario }
}

/// What is to be done for one sample.
public enum ScenarioRequest: Sendable, Equatable {
    /// The model is asked this.
    case ask([ChatMessage])
    /// Nothing is to be asked: this answer stands.
    case keep(String)
    /// The judge failed on a public test, for this reason: the sample is to be tried again.
    case judgeFailed(String)
}
