import Foundation
import ScriptedServer
import TestSupport

/// A small data set in LiveCodeBench's form, and a model that solves it as told.
enum EvalData {
    /// A record: add two numbers, with tests of its own.
    static func record(_ index: Int, _ id: String, difficulty: String = "easy", platform: String = "atcoder") throws
        -> String
    {
        let tests = [["input": "\(index) 2\n", "output": "\(index + 2)\n", "testtype": "stdin"]]
        let hidden = [["input": "\(index) 10\n", "output": "\(index + 10)\n", "testtype": "stdin"]]
        return try text([
            "question_title": "Sum \(id)", "question_content": "Print the sum. (\(id))", "platform": platform,
            "question_id": id, "contest_id": "1", "contest_date": "2024-01-0\(index % 9 + 1)T00:00:00",
            "starter_code": "", "difficulty": difficulty, "public_test_cases": try text(tests),
            "private_test_cases": try text(hidden), "metadata": "{}",
        ])
    }

    /// A file with records of these ids.
    static func file(_ folder: TemporaryFolder, _ ids: [String] = ["a", "b", "c"], name: String = "data.jsonl") throws
        -> String
    {
        let lines = try ids.enumerated().map { try record($0, $1) }
        return try folder.write(lines.joined(separator: "\n") + "\n", to: name)
    }

    static let right = "```python\nprint(sum(map(int, input().split())))\n```"
    static let wrong = "```python\nprint(3)\n```"

    /// Right for problem a, wrong on private tests for b, no program for others.
    static func answer(_ request: ScriptedRequest) -> [ScriptedStep] {
        if request.text.contains("(a)") { return OpenAIScript.completion(text: right) }
        return OpenAIScript.completion(text: request.text.contains("(b)") ? wrong : "No idea.")
    }

    /// A value as JSON, keys in order.
    static func text(_ value: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: value, options: .sortedKeys), as: UTF8.self)
    }

    /// The JSON lines of stdout.
    static func rows(_ result: CommandLineTool.Result) throws -> [[String: Any]] { try rows(result.stdout) }

    /// The JSON lines of a text.
    static func rows(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            guard let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
                throw CocoaError(.coderReadCorrupt)
            }
            return row
        }
    }
}
