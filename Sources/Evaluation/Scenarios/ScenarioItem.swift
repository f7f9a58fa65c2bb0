import Judging
import Problems

/// A question of a data set, not read yet.
public struct ScenarioItem: EvalItem {
    /// What it is called and counted by.
    public private(set) var problem: EvalProblem
    /// Reads it, with its tests; throws `ProblemError`.
    public let read: @Sendable () throws -> any ScenarioQuestion

    /// Names a question.
    ///
    /// - Parameters:
    ///   - problem: What it is called and counted by.
    ///   - samples: How many samples it has; nil for the run's number.
    ///   - read: Reads it; throws `ProblemError`.
    public init(
        _ problem: EvalProblem, samples: Int? = nil, read: @escaping @Sendable () throws -> any ScenarioQuestion
    ) {
        self.problem = problem
        self.problem.samples = samples
        self.read = read
    }

    private init(_ question: any ScenarioQuestion) {
        self.init(question.problem, read: { question })
    }

    /// The questions of a scenario whose answers are values: of an `execution-v2` file for `codeExecution`, else of a
    /// `test_generation` file.
    ///
    /// - Throws: `ProblemError`.
    public static func values(
        _ scenario: EvalScenario, _ path: String, _ selection: ProblemSelection, thought: Bool
    ) throws(ProblemError) -> [ScenarioItem] {
        scenario == .codeExecution
            ? try executions(path, selection, thought: thought) : try testOutputs(path, selection)
    }

    /// The questions of a `test_generation` file, in the official order: by question, then by test.
    ///
    /// - Throws: `ProblemError`.
    public static func testOutputs(
        _ path: String, _ selection: ProblemSelection
    ) throws(ProblemError) -> [ScenarioItem] {
        try selection.apply(to: LCBTestOutput.read(path), of: path).map { ScenarioItem(TestOutputQuestion($0)) }
    }

    /// The questions of an `execution-v2` file, in the official order: by the number in their ids.
    ///
    /// - Throws: `ProblemError`.
    public static func executions(
        _ path: String, _ selection: ProblemSelection, thought: Bool
    ) throws(ProblemError) -> [ScenarioItem] {
        try selection.apply(to: LCBExecution.read(path), of: path).map {
            ScenarioItem(CodeExecutionQuestion($0, thought: thought))
        }
    }
}
