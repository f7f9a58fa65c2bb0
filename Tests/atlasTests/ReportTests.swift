import Foundation
import ScriptedServer
import TestSupport
import Testing

/// `atlas report` and `atlas compare` over runs of a small data set, made with a local server.
@Suite struct ReportTests {
    /// Records that ask for the sum of two numbers.
    private static func dataset(_ folder: TemporaryFolder, _ ids: [String], name: String = "data.jsonl") throws
        -> String
    {
        let lines = try ids.map { id in
            try EvalData.text([
                "question_title": "Sum \(id)", "question_content": "Print the sum. (\(id))", "platform": "atcoder",
                "question_id": id, "contest_id": "1", "contest_date": "2024-01-01T00:00:00", "starter_code": "",
                "difficulty": "easy", "metadata": "{}",
                "public_test_cases": try EvalData.text([["input": "1 2\n", "output": "3\n", "testtype": "stdin"]]),
                "private_test_cases": try EvalData.text([["input": "4 5\n", "output": "9\n", "testtype": "stdin"]]),
            ])
        }
        return try folder.write(lines.joined(separator: "\n") + "\n", to: name)
    }

    /// A run in which the programs for some problems are right.
    private static func run(
        _ name: String, _ folder: TemporaryFolder, dataset: String, solved: Set<String>
    ) async throws -> String {
        let server = try ScriptedServer.start { request in
            let isSolved = solved.contains { request.text.contains("(\($0))") }
            return OpenAIScript.completion(
                text: "```python\n\(isSolved ? "print(sum(map(int, input().split())))" : "print(3)")\n```")
        }
        defer { server.stop() }
        let path = "\(folder.path)/\(name)"
        let result = try await CommandLineTool.run([
            "eval", dataset, "--method", "single", "--model", "m@\(server.baseURL)", "--run", path, "--quiet",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        return path
    }

    @Test func `runs are reported in every format, and compared`() async throws {
        let folder = try TemporaryFolder()
        let data = try Self.dataset(folder, ["a", "b", "c"])
        let first = try await Self.run("first", folder, dataset: data, solved: ["a", "b"])
        let second = try await Self.run("second", folder, dataset: data, solved: ["a", "c"])
        let text = try await CommandLineTool.run(["report", first, second, "--cutoff", "2024-02-01"])
        #expect(text.status == 0, "\(text.stderr)")
        #expect(text.stdout.contains("66.7 %   [20.8, 93.9]"))
        #expect(text.stdout.contains("before 2024-02-01"))
        let csv = try await CommandLineTool.run(["report", first, "--format", "csv"])
        #expect(csv.stdout.split(separator: "\r\n").count == 4)
        #expect(csv.stdout.hasSuffix("\r\n"))
        let json = try await CommandLineTool.run(["report", first, "--json"])
        let document = try JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any]
        #expect(document?["schema"] as? String == "atlas.report/1")
        #expect(try await CommandLineTool.run(["report", first, "--format", "json"]).stdout == json.stdout)
        #expect(try await CommandLineTool.run(["report", first, "--format", "markdown"]).stdout.hasPrefix("# "))
        let page = "\(folder.path)/report.html"
        #expect(try await CommandLineTool.run(["report", first, second, "--html", page]).status == 0)
        #expect(try String(contentsOfFile: page, encoding: .utf8).hasPrefix("<!doctype html>"))

        let comparison = try await CommandLineTool.run(["compare", first, second])
        #expect(comparison.status == 0, "\(comparison.stderr)")
        #expect(comparison.stdout.contains("only \(second)"))
        let changes = try await CommandLineTool.run(["compare", first, second, "--json"])
        let compared = try JSONSerialization.jsonObject(with: Data(changes.stdout.utf8)) as? [String: Any]
        let row = try #require((compared?["comparisons"] as? [[String: Any]])?.first)
        #expect((row["gained"] as? [[String: Any]])?.map { $0["problem"] as? String } == ["c"])
        #expect((row["lost"] as? [[String: Any]])?.map { $0["problem"] as? String } == ["b"])
    }

    @Test func `runs over other data are refused, or with --force compared with a warning`() async throws {
        let folder = try TemporaryFolder()
        let first = try await Self.run(
            "first", folder, dataset: try Self.dataset(folder, ["a", "b"]), solved: ["a"])
        let second = try await Self.run(
            "second", folder, dataset: try Self.dataset(folder, ["a", "b", "c"], name: "other.jsonl"), solved: ["b"])
        let refused = try await CommandLineTool.run(["compare", first, second])
        #expect(refused.status == 2)
        #expect(refused.stdout.isEmpty)
        #expect(refused.stderr.contains("were not measured alike: they differ in the data set"), "\(refused.stderr)")
        let forced = try await CommandLineTool.run(["compare", first, second, "--force"])
        #expect(forced.status == 0)
        #expect(
            forced.stderr.contains("warning: ") && forced.stdout.contains("On the 2 problems that both have judged"))
    }

    @Test(arguments: [
        (["report", "/nonexistent/run"], "/nonexistent/run: no run"),
        (["compare", "/nonexistent/run"], "one run; expected two or more to compare"),
        (["report", "a", "a"], "a: named twice"),
        (["report", "a", "--cutoff", "yesterday"], "--cutoff: \"yesterday\"; expected a day such as 2024-09-30"),
        (["report", "a", "--html", "x.html", "--format", "csv"], "--html excludes -o and other formats"),
        (["report", "a", "--json", "--format", "csv"], "--json excludes --html and other formats"),
        (["report", "a", "--json", "--html", "x.html"], "--json excludes --html and other formats"),
        (["report", "a", "--html", "/nonexistent/x.html"], "/nonexistent/x.html: there is no folder /nonexistent"),
    ])
    func `what cannot be reported is told in one line`(_ row: ([String], String)) async throws {
        let result = try await CommandLineTool.run(row.0)
        #expect(result.status == 2)
        #expect(result.stderr.contains(row.1), "\(result.stderr)")
        #expect(result.stderr.split(separator: "\n").count == 1)
    }
}
