import FoundationEssentials
import Judging
import Problems

/// Finds the value of an answer in the sandbox, and compares it outside with the expected one.
///
/// The official harness evaluates an answer as Python, beside the expected value and outside any sandbox. Here the same is
/// done by a program that knows the answer alone: an answer may be any expression, and cannot reach what it is compared
/// with.
struct AnswerValue {
    /// What the answer is called in reports.
    let name: String
    /// The program in whose scope the answer is evaluated; nil for an answer by itself, perhaps an assertion.
    let code: String?
    /// The expected value, as JSON data.
    let expected: String
    /// How long it may take, in ms of CPU time.
    let cpuMilliseconds: Int

    private struct Request: Encodable {
        let code: String?
        let answer: String

        private enum CodingKeys: String, CodingKey {
            case code, answer
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(code, forKey: .code)
            try container.encode(answer, forKey: .answer)
        }
    }

    private static let program = String(decoding: PackageResources.answer_value_py, as: UTF8.self)

    /// Grades an answer.
    ///
    /// - Throws: `JudgingError`; `CancellationError`.
    func grade(_ answer: String, judge: Judge) async throws -> JudgeReport {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        guard let request = try? encoder.encode(Request(code: code, answer: answer)) else {
            preconditionFailure("texts are always JSON")
        }
        let test = TestCase(
            name: "answer", group: .private, input: .bytes(request), expected: .bytes(Data(expected.utf8)))
        let problem = Problem(
            id: name, title: name, statement: "", interface: .functional(name: "value", starterCode: ""),
            limits: ProblemLimits(cpuMilliseconds: cpuMilliseconds), comparison: .json, privateTests: [test])
        let python = try LanguageTable.builtIn.named("python")
        return try await judge.judge(
            Submission(name: name, source: Self.program, language: python), on: problem, tests: [test])
    }
}
