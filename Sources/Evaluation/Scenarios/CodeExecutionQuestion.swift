import Judging
import Models
import Problems

/// Code execution: from a function's source and a call, the result is to be stated.
public struct CodeExecutionQuestion: ScenarioQuestion {
    /// `codeexecution`.
    public static let scenario = EvalScenario.codeExecution

    private let record: LCBExecution
    private let thought: Bool

    /// Asks for the result of a record's call.
    ///
    /// - Parameters:
    ///   - record: The function and the call.
    ///   - thought: Whether the model is to work it out step by step first, the official harness's `--cot_code_execution`.
    public init(_ record: LCBExecution, thought: Bool) {
        self.record = record
        self.thought = thought
    }

    /// The record, under its id.
    public var problem: EvalProblem {
        EvalProblem(
            id: record.id, title: record.functionName, contestDate: record.contestDate, difficulty: record.difficulty)
    }

    /// The function and the beginning of an assertion.
    public func request(sample: Int, judge: Judge) -> ScenarioRequest {
        let prompt = thought ? LCBPrompt.codeExecutionThought : .codeExecution
        return .ask([
            .system(LCBPrompt.codeExecutionSystem.filled()),
            .user(prompt.filled(["program": record.code, "call": record.input])),
        ])
    }

    /// What follows the first `==`.
    public func answer(in text: String) -> String { OfficialAnswer.value(in: text, thought: thought) }

    /// One: the value.
    public var testCount: Int { 1 }

    /// Right when the answer, evaluated after the function's definition, equals the expected value; an answer that holds
    /// the call itself is wrong.
    public func grade(_ answer: String, judge: Judge) async throws -> JudgeReport {
        if answer.contains(record.input) {
            return JudgeReport(
                file: record.id, language: "python", verdict: .wrongAnswer, tests: [], compile: nil,
                message: "the answer repeats the call instead of stating its result")
        }
        let value = AnswerValue(
            name: record.id, code: record.code, expected: record.expectedJSON, cpuMilliseconds: 3_000)
        return try await value.grade(answer, judge: judge)
    }
}
