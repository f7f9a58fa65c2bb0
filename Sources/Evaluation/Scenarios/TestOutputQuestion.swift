import Judging
import Models
import Problems

/// Test output prediction: from a statement and an input, the result is to be asserted.
public struct TestOutputQuestion: ScenarioQuestion {
    /// `testoutputprediction`.
    public static let scenario = EvalScenario.testOutputPrediction

    private let record: LCBTestOutput

    /// Asks for the result of a record's test.
    public init(_ record: LCBTestOutput) { self.record = record }

    /// The record, under `QUESTION#TEST`.
    public var problem: EvalProblem {
        EvalProblem(
            id: record.id, title: record.title, contestDate: record.contestDate, difficulty: record.difficulty)
    }

    /// The statement, the signature and the beginning of an assertion.
    public func request(sample: Int, judge: Judge) -> ScenarioRequest {
        let values = [
            "question": record.statement, "starter": record.starterCode, "function": record.functionName,
            "arguments": record.input.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: ", "),
        ]
        return .ask([
            .system(LCBPrompt.testOutputPredictionSystem.filled()),
            .user(LCBPrompt.testOutputPrediction.filled(values)),
        ])
    }

    /// The last line that begins with `assert`, else a fenced block.
    public func answer(in text: String) -> String { OfficialAnswer.assertion(in: text) }

    /// One: the value.
    public var testCount: Int { 1 }

    /// Right when what the answer's assertion compares with, evaluated, equals the expected value.
    public func grade(_ answer: String, judge: Judge) async throws -> JudgeReport {
        let value = AnswerValue(name: record.id, code: nil, expected: record.output, cpuMilliseconds: 6_000)
        return try await value.grade(answer, judge: judge)
    }
}
