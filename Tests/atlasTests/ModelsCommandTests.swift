import Foundation
import ScriptedServer
import TestSupport
import Testing

/// `atlas models`, and what a row of the models file does to the other commands.
@Suite struct ModelsCommandTests {
    private func write(_ text: String, _ folder: TemporaryFolder) throws -> String {
        let path = "\(folder.path)/models.yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func `the rows of the file come first, and can be read by programs`() async throws {
        let folder = try TemporaryFolder()
        let file = try write(
            """
            models:
              fast:
                provider: openrouter
                model: qwen/qwen3-coder
                price: {input: 0.22, output: 0.95}
                description: Cheap and quick.
            """, folder)
        let table = try await CommandLineTool.run(["models", "list", "--models", file])
        #expect(table.status == 0, "\(table.stderr)")
        let lines = table.stdout.split(separator: "\n")
        #expect(lines.count > 10)
        #expect(lines[0].hasPrefix("model "))
        #expect(lines[1].hasPrefix("fast ") && lines[1].hasSuffix("OPENROUTER_API_KEY  Cheap and quick."))
        let json = try await CommandLineTool.run(["models", "list", "--models", file, "--json"])
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any])
        #expect(document["schema"] as? String == "atlas.models/1")
        let first = try #require((document["models"] as? [[String: Any]])?.first)
        #expect(first["name"] as? String == "fast" && first["from_models_file"] as? Bool == true)
    }

    @Test(arguments: [
        (["openai:gpt-5-mini"], 0, "openai:gpt-5-mini: USD per million tokens: in 0.25, cached 0.025, out 2\n"),
        (
            ["anthropic:claude-sonnet-4-5", "--in", "200000", "--cached", "150000", "--out", "8000"], 0,
            "anthropic:claude-sonnet-4-5: USD per million tokens: in 3, cached 0.30, written to the cache 3.75, out 15\n"
                + "200000 tokens in, 8000 out: $0.3150, $0.4050 saved by the cache\n"
        ),
        (["openai:gpt-99"], 2, ""), (["openai:gpt-5", "--in", "1", "--cached", "2"], 2, ""),
    ])
    func `a price is shown and reckoned with`(_ arguments: [String], _ status: Int32, _ output: String) async throws {
        let result = try await CommandLineTool.run(["models", "price"] + arguments)
        #expect(result.status == status, "\(result.stderr)")
        #expect(result.stdout == output)
    }

    @Test func `a mistake in the models file is one line with its place, before anything is asked`() async throws {
        let folder = try TemporaryFolder()
        let file = try write("models:\n  a:\n    provider: openai\n    modle: x\n", folder)
        for command in [
            ["models", "list"], ["models", "ping", "a"], ["solve", try folder.writeSum(), "--model", "a"],
        ] {
            let result = try await CommandLineTool.run(command + ["--models", file])
            #expect(result.status == 2)
            #expect(result.stderr == "atlas: \(file):4: \"modle\" is no key of \"a\"; did you mean \"model\"?\n")
        }
    }

    @Test func `a ping shows what was seen and what it cost`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            if request.text.contains("\"tools\"") {
                return OpenAIScript.completion(
                    toolCalls: [ScriptedToolCall(name: "report", arguments: #"{"number":42}"#)])
            }
            return OpenAIScript.completion(text: request.text.contains("json_schema") ? #"{"city":"Paris"}"# : "one")
        }
        defer { server.stop() }
        let file = try write(
            "models:\n  m@\(server.baseURL):\n    price: {input: 1000, output: 2000}\n", folder)
        let result = try await CommandLineTool.run([
            "models", "ping", "m@\(server.baseURL)", "--models", file, "--json",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(result.stdout.utf8)) as? [String: Any])
        #expect(document["tools"] as? String == "works")
        #expect(document["json_schema"] as? String == "works")
        #expect(document["counts_usage"] as? Bool == true)
        #expect(document["calls"] as? Int == 3)
        // Three answers of 10 tokens in and 5 out.
        #expect(document["cost_usd"] as? Double == 0.06)
    }

    @Test func `effort and the row's defaults reach the server, and a replay needs neither`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { _ in
            OpenAIScript.completion(text: "```python\nprint(sum(map(int, input().split())))\n```")
        }
        defer { server.stop() }
        let file = try write(
            """
            models:
              mine:
                provider: compatible
                url: \(server.baseURL)
                model: big
                price: {input: 1, output: 1}
                defaults: {temperature: 0.25, max_tokens: 10000, extra: {top_k: 7}}
            """, folder)
        let record = "\(folder.path)/record"
        let solved = try await CommandLineTool.run([
            "solve", try folder.writeSum(), "--model", "mine", "--models", file, "--method", "single",
            "--effort", "low", "--record", record, "--json",
        ])
        #expect(solved.status == 0, "\(solved.stderr)")
        let sent = try #require(server.requests.first).text
        for part in [
            #""reasoning_effort":"low""#, #""temperature":0.25"#, #""max_tokens":10000"#, #""top_k":7"#,
            #""model":"big""#,
        ] { #expect(sent.contains(part), "\(part)") }
        let replayed = try await CommandLineTool.run([
            "solve", try folder.writeSum(), "--replay", record, "--models", file, "--json",
        ])
        #expect(replayed.status == 0, "\(replayed.stderr)")
        #expect(replayed.stdout == solved.stdout)
        #expect(server.requests.count == 1)
    }
}
