import Foundation
import Judging
import Models
import Problems
import Testing

@testable import Evaluation

@Suite struct OfficialFilesTests {
    private static let line = """
        {"question_title": "Sum", "question_content": "Print the sum.", "platform": "atcoder", "question_id": "b_1", \
        "contest_id": "abc300", "contest_date": "2024-01-02T00:00:00", "starter_code": "", "difficulty": "easy", \
        "public_test_cases": "[]", "private_test_cases": \
        "[{\\"input\\": \\"SECRET\\", \\"output\\": \\"3\\", \\"testtype\\": \\"stdin\\"}]", "metadata": "{}"}
        """

    private func question() throws -> OfficialFiles.Question {
        let path = NSTemporaryDirectory() + "/official-\(UUID().uuidString).jsonl"
        try Data(Self.line.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return OfficialFiles.Question(try LCBFile(path: path).record(id: "b_1"))
    }

    private func results() -> [EvalResult] {
        let problem = EvalProblem(id: "b_1", title: "Sum", difficulty: "easy")
        return (0..<4).map { sample in
            var result = EvalResult(problem: problem, sample: sample, language: "python")
            result.program = "program \(sample)"
            switch sample {
            case 0: (result.verdict, result.answer) = (.accepted, "text 0")
            case 1: result.verdict = .wrongAnswer
            case 2: (result.program, result.failure) = (nil, .model)
            default: (result.program, result.failure) = (nil, .machine)
            }
            return result
        }
    }

    private func settings() -> EvalSettings {
        EvalSettings(
            dataset: "", method: "single", model: "m", solvers: ["m"], language: "python", prompts: "", maxExplores: 8,
            actions: .auto, samples: 4, temperature: 0.2)
    }

    @Test func `a run becomes the four files under the official names`() throws {
        let official = OfficialFiles(results(), of: [try question()], settings: settings())
        let stem = "Scenario.codegeneration_4_0.2"
        #expect(
            official.files.map(\.name) == [
                "\(stem).json", "\(stem)_eval.json", "\(stem)_eval_all.json", "\(stem)_custom.json",
            ])
        #expect(official.leftOut == 1)
        let text = try official.files.map { String(decoding: try JSONEncoder().encode($0.json), as: UTF8.self) }
            .joined()
        #expect(!text.contains("SECRET"))
        guard case .array(let entries) = official.files[2].json, case .object(let entry)? = entries.first else {
            Issue.record("no list of objects")
            return
        }
        #expect(entry["graded_list"] == .array([.bool(true), .bool(false), .bool(false)]))
        #expect(entry["code_list"] == .array([.string("program 0"), .string("program 1"), .string("")]))
        #expect(entry["output_list"] == .array([.string("text 0"), .string("program 1"), .string("")]))
        #expect(entry["pass@1"] == .double(1.0 / 3))
        #expect(entry["contest_date"] == .string("2024-01-02T00:00:00"))
        #expect(entry["contest_id"] == .string("abc300"))
    }

    @Test func `metrics are stated for each k that every question has answers for`() throws {
        let official = OfficialFiles(results(), of: [try question()], settings: settings())
        guard case .array(let parts) = official.files[1].json, case .object(let figures)? = parts.first else {
            Issue.record("no list")
            return
        }
        guard case .double(let passAt1)? = figures["pass@1"] else {
            Issue.record("no pass@1")
            return
        }
        #expect(abs(passAt1 - 1.0 / 3) < 1e-12)
        #expect(figures["pass@5"] == nil)
        #expect(parts[1] == .object(["0": .array([.array([.bool(true)]), .array([.int(-2)]), .array([.int(-4)])])]))
    }

    /// The `_eval.json` of two questions of values: the first has one right answer of two, the second none of one.
    private func metrics(_ scenario: EvalScenario, _ records: [OfficialFiles.Question]) -> JSONValue {
        var settings = settings()
        settings.scenario = scenario
        let verdicts: [[Verdict]] = [[.accepted, .wrongAnswer], [.wrongAnswer]]
        let results = zip(records, verdicts).flatMap { record, verdicts -> [EvalResult] in
            verdicts.enumerated().map { sample, verdict -> EvalResult in
                var result = EvalResult(
                    problem: EvalProblem(id: record.id, title: record.id), sample: sample, language: "python",
                    scenario: scenario)
                (result.program, result.verdict) = ("1", verdict)
                return result
            }
        }
        return OfficialFiles(results, of: records, settings: settings).files[1].json
    }

    /// The results of those questions.
    private let graded: JSONValue = .object([
        "0": .array([.array([.bool(true)]), .array([.bool(false)])]), "1": .array([.array([.bool(false)])]),
    ])

    private func file(_ lines: [String]) throws -> String {
        let path = NSTemporaryDirectory() + "/official-\(UUID().uuidString).jsonl"
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    @Test func `of code execution pass@1 is stated in percent and alone, and answers are right or wrong`() throws {
        let path = try file(
            (0..<2).map { number in
                """
                {"question_id": "1", "id": "sample_\(number)", "function_name": "f", "code": "def f(): return 1", \
                "input": "f()", "output": "1", "numsteps": 1, "problem_id": "1", "contest_id": "1", \
                "contest_date": "2024-01-01T00:00:00", "difficulty": "easy"}
                """
            })
        defer { try? FileManager.default.removeItem(atPath: path) }
        // The mean of 1/2 and 0.
        let records = try LCBExecution.read(path).map { OfficialFiles.Question($0) }
        let expected: JSONValue = .array([.object(["pass@1": .double(25)]), graded])
        #expect(metrics(.codeExecution, records) == expected)
    }

    @Test func `of test output prediction pass@1 is a share with its details, and answers are right or wrong`() throws {
        let path = try file(
            (0..<2).map { number in
                """
                {"question_title": "T", "question_content": "C", "question_id": "1", "test_id": \(number), \
                "contest_id": "1", "contest_date": "2024-01-01T00:00:00", "difficulty": "easy", "starter_code": "", \
                "function_name": "f", "test": "[{\\"input\\": \\"1\\", \\"output\\": \\"1\\"}]"}
                """
            })
        defer { try? FileManager.default.removeItem(atPath: path) }
        let records = try LCBTestOutput.read(path).map { OfficialFiles.Question($0) }
        let detail: JSONValue = .object(["pass@1": .object(["0": .double(0.5), "1": .double(0)])])
        let expected: JSONValue = .array([.object(["pass@1": .double(0.25), "detail": detail]), graded])
        #expect(metrics(.testOutputPrediction, records) == expected)
    }

    @Test func `what was written is read back with the same grades`() throws {
        let official = OfficialFiles(results(), of: [try question()], settings: settings())
        let path = NSTemporaryDirectory() + "/official-\(UUID().uuidString).json"
        try JSONEncoder().encode(official.files[2].json).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let published = try PublishedResults(try LCBOutput.read(path), path: path)
        #expect(published.scenario == .codeGeneration)
        #expect(published.samples == 3)
        #expect(published.results.map(\.verdict) == [.accepted, .wrongAnswer, nil])
        #expect(published.results.map(\.failure) == [nil, nil, .model])
        #expect(published.results[0].answer == "text 0")
        #expect(published.problems.first?.difficulty == "easy")
    }
}
