import Foundation
import ScriptedServer
import Testing

/// `atlas eval` over a small data set, against a local server that speaks the real protocol.
@Suite struct EvalTests {
    /// Three records: add two numbers, each with other tests.
    private func dataset(_ folder: TemporaryFolder) throws -> String {
        let lines = try ["a", "b", "c"].enumerated().map { index, id in
            let tests = [["input": "\(index) 2\n", "output": "\(index + 2)\n", "testtype": "stdin"]]
            let hidden = [["input": "\(index) 10\n", "output": "\(index + 10)\n", "testtype": "stdin"]]
            func text(_ value: Any) throws -> String {
                String(decoding: try JSONSerialization.data(withJSONObject: value, options: .sortedKeys), as: UTF8.self)
            }
            return try text([
                "question_title": "Sum \(id)", "question_content": "Print the sum. (\(id))", "platform": "atcoder",
                "question_id": id, "contest_id": "1", "contest_date": "2024-01-0\(index + 1)T00:00:00",
                "starter_code": "", "difficulty": "easy", "public_test_cases": try text(tests),
                "private_test_cases": try text(hidden), "metadata": "{}",
            ])
        }
        return try folder.write(lines.joined(separator: "\n") + "\n", to: "data.jsonl")
    }

    /// Right for problem a, wrong on private tests for b, no program for c.
    private static func answer(_ request: ScriptedRequest) -> [ScriptedStep] {
        if request.text.contains("(a)") {
            return OpenAIScript.completion(text: "```python\nprint(sum(map(int, input().split())))\n```")
        }
        return OpenAIScript.completion(text: request.text.contains("(b)") ? "```python\nprint(3)\n```" : "No idea.")
    }

    private func rows(_ result: CommandLineTool.Result) throws -> [[String: Any]] {
        try result.stdout.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test func `each sample is a line, and the summary has the figures`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        let result = try await CommandLineTool.run([
            "eval", try dataset(folder), "--method", "single", "--model", "m@\(server.baseURL)", "--run",
            "\(folder.path)/run", "--json",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        let rows = try rows(result)
        let verdicts = Dictionary(
            uniqueKeysWithValues: rows.dropLast().map { ($0["problem"] as? String, $0["verdict"] as? String) })
        #expect(verdicts == ["a": "AC", "b": "WA", "c": nil])
        let all = try #require(rows.last?["all"] as? [String: Any])
        #expect(all["problems"] as? Int == 3)
        #expect(all["accepted"] as? Int == 1)
    }

    @Test func `an interrupted run goes on where it was`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            request.text.contains("(b)") ? [.hangUntilClosed] : Self.answer(request)
        }
        let arguments = [
            "eval", try dataset(folder), "--method", "single", "--run", "\(folder.path)/run", "--concurrency", "1",
            "--model", "m@\(server.baseURL)",
        ]
        let running = try CommandLineTool.start(arguments)
        _ = await server.waitUntil { $0.requests.contains { $0.text.contains("(b)") } }
        kill(running.process.processIdentifier, SIGKILL)
        let killed = await running.finish()
        #expect(try rows(killed).map { $0["problem"] as? String } == ["a"])
        let port = server.port
        server.stop()

        let second = try ScriptedServer.start(Self.answer)
        defer { second.stop() }
        // The same name, served at another port: the run would be refused under another model's name.
        let refused = try await CommandLineTool.run(arguments.dropLast() + ["m@\(second.baseURL)"])
        #expect(refused.status == 2)
        #expect(refused.stderr.contains("begun with --model m@http://127.0.0.1:\(port)/v1"), "\(refused.stderr)")
    }

    @Test func `a malformed line is found before the first call`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        let file = try dataset(folder)
        let bad = try String(contentsOfFile: file, encoding: .utf8) + "{\"question_id\": \n"
        let result = try await CommandLineTool.run([
            "eval", try folder.write(bad, to: "bad.jsonl"), "--method", "single", "--model", "m@\(server.baseURL)",
            "--run", "\(folder.path)/run",
        ])
        #expect(result.status == 2)
        #expect(result.stderr.contains("bad.jsonl:4: "), "\(result.stderr)")
        #expect(server.requests.isEmpty)
    }

    @Test func `an error that ends the run loses no sample in the works`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            guard request.text.contains("(a)") else { return [.respond(status: 401, body: "{}")] }
            return Self.answer(request)
        }
        defer { server.stop() }
        let result = try await CommandLineTool.run([
            "eval", try dataset(folder), "--method", "single", "--model", "m@\(server.baseURL)", "--run",
            "\(folder.path)/run", "--concurrency", "3",
        ])
        #expect(result.status == 2, "\(result.stderr)")
        #expect(try rows(result).map { $0["problem"] as? String } == ["a"])
    }

    @Test func `what is done is not asked again`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        let arguments = [
            "eval", try dataset(folder), "--method", "single", "--run", "\(folder.path)/run", "--model",
            "m@\(server.baseURL)",
        ]
        #expect(try await CommandLineTool.run(arguments + ["--limit", "1"]).status == 0)
        #expect(server.requests.count == 1)
        let rest = try await CommandLineTool.run(arguments)
        #expect(rest.status == 0, "\(rest.stderr)")
        #expect(Set(try rows(rest).map { $0["problem"] as? String }) == ["b", "c"])
        #expect(server.requests.count == 3)
        #expect(try await CommandLineTool.run(arguments).stdout.isEmpty)
        #expect(server.requests.count == 3)
    }
}
