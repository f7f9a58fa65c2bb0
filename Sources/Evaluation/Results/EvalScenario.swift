/// What a model is asked to do, under the names of LiveCodeBench's own harness.
///
/// Source: Jain et al. 2024, arXiv 2403.07974, section 3; `lcb_runner/utils/scenarios.py`.
public enum EvalScenario: String, Sendable, Codable, CaseIterable {
    /// Write a program for a problem.
    case codeGeneration = "codegeneration"
    /// Mend a program, with what went wrong at hand.
    case selfRepair = "selfrepair"
    /// State what a test's output is, from the statement and the input.
    case testOutputPrediction = "testoutputprediction"
    /// State what a program prints, from its source and the input.
    case codeExecution = "codeexecution"

    /// Whether answers are programs, which public tests and the errata's checkers can be run on; else they are values.
    public var asksForProgram: Bool { self == .codeGeneration || self == .selfRepair }
}
