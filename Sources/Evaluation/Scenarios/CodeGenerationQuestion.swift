import Judging
import Models
import Problems

/// Code generation as the official harness asks it: the statement in its own words, and a program in Python.
public struct CodeGenerationQuestion: ScenarioQuestion {
    /// `codegeneration`.
    public static let scenario = EvalScenario.codeGeneration

    private let solved: Problem
    /// What models may be shown.
    private let shown: Problem
    private let language: Language

    /// Asks for a program for a problem.
    public init(_ problem: Problem, language: Language) {
        solved = problem
        shown = problem.withoutPrivateTests
        self.language = language
    }

    /// The problem.
    public var problem: EvalProblem { EvalProblem(solved) }

    /// The statement, and the starter code if there is one.
    public func request(sample: Int, judge: Judge) -> ScenarioRequest {
        var values = ["question": shown.statement]
        var prompt = LCBPrompt.codeGenerationStreams
        if case .functional(_, let code) = shown.interface, !code.isEmpty {
            values["starter"] = code
            prompt = .codeGenerationFunction
        }
        return .ask([.system(LCBPrompt.codeGenerationSystem.filled()), .user(prompt.filled(values))])
    }

    /// The last fenced block.
    public func answer(in text: String) -> String { OfficialAnswer.program(in: text) }

    /// All tests of the problem.
    public var testCount: Int { solved.allTests.count }

    /// Judges the program on all tests.
    public func grade(_ answer: String, judge: Judge) async throws -> JudgeReport {
        try await judge.finalGrade(of: answer, language, on: solved)
    }
}
