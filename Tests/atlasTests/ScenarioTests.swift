import Foundation
import ScriptedServer
import TestSupport
import Testing

/// `atlas eval --scenario` and `--prompt-style lcb`, against a local server that speaks the real protocol.
@Suite struct ScenarioTests {
    /// One problem whose private test has numbers that are nowhere else.
    private func sum(_ folder: TemporaryFolder) throws -> String {
        func tests(_ input: String, _ output: String) throws -> String {
            try EvalData.text([["input": input, "output": output, "testtype": "stdin"]])
        }
        let record: [String: Any] = [
            "question_title": "Sum", "question_content": "Print the sum.", "platform": "atcoder", "question_id": "sum",
            "contest_id": "1", "contest_date": "2024-01-01T00:00:00", "starter_code": "", "difficulty": "easy",
            "public_test_cases": try tests("1 2\n", "3\n"), "private_test_cases": try tests("70707 1\n", "70708\n"),
            "metadata": "{}",
        ]
        return try folder.write(try EvalData.text(record) + "\n", to: "data.jsonl")
    }

    @Test func `code generation by the official prompts takes the last fenced block`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { _ in
            OpenAIScript.completion(
                text: "```python\nprint(0)\n```\nBetter:\n```python\nprint(sum(map(int, input().split())))\n```")
        }
        defer { server.stop() }
        let result = try await CommandLineTool.run([
            "eval", try sum(folder), "--prompt-style", "lcb", "--model", "m@\(server.baseURL)", "--run",
            "\(folder.path)/run",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        #expect(try EvalData.rows(result).first?["verdict"] as? String == "AC")
        let request = try #require(server.requests.first { $0.text.contains("Print the sum.") })
        #expect(request.text.contains("### Format: Read the inputs from stdin solve the problem"))
        #expect(!request.text.contains("70707"))
    }

    @Test func `a failing program is repaired by its public test, and one that passes it is kept`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { _ in
            OpenAIScript.completion(text: "It prints 4.\n```python\nprint(sum(map(int, input().split())))\n```")
        }
        defer { server.stop() }
        let programs = try folder.write(
            try EvalData.text([["question_id": "sum", "code_list": ["print(4)", "print(3)"]]]), to: "programs.json")
        let result = try await CommandLineTool.run([
            "eval", try sum(folder), "--scenario", "selfrepair", "--programs", programs, "--model",
            "m@\(server.baseURL)", "--run", "\(folder.path)/run",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        let rows = try EvalData.rows(result).sorted { ($0["sample"] as? Int ?? 0) < ($1["sample"] as? Int ?? 0) }
        #expect(rows.map { $0["verdict"] as? String } == ["AC", "WA"])
        #expect(rows.map { $0["calls"] as? Int } == [1, 0])
        let asked = server.requests.filter { $0.text.contains("Print the sum.") }
        #expect(asked.count == 1)
        #expect(asked.allSatisfy { !$0.text.contains("70707") && !$0.text.contains("70708") })
        #expect(asked.first?.text.contains("Generated Output: 4") == true)
        let verified = try await CommandLineTool.run(["verify", "\(folder.path)/run", "--part", "1"])
        #expect(verified.status == 0, "\(verified.stderr)")
        #expect(verified.stdout == "1 sample replayed, 2 programs graded again: all is the same\n")
    }

    @Test func `a problem with fewer programs to repair than another leaves no run unfinished`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: EvalData.right) }
        defer { server.stop() }
        let programs = try folder.write(
            try EvalData.text([
                ["question_id": "a", "code_list": ["print(4)", "print(5)"]],
                ["question_id": "b", "code_list": ["print(4)"]],
            ]), to: "programs.json")
        let run = "\(folder.path)/run"
        let result = try await CommandLineTool.run([
            "eval", try EvalData.file(folder, ["a", "b"]), "--scenario", "selfrepair", "--programs", programs,
            "--model",
            "m@\(server.baseURL)", "--run", run,
        ])
        #expect(result.status == 0, "\(result.stderr)")
        let report = try await CommandLineTool.run(["report", run])
        #expect(report.status == 0 && !report.stdout.contains("not finished"), "\(report.stdout)")
    }

    @Test func `samples of a run without a program are repaired too, each under its own number`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            OpenAIScript.completion(text: request.text.contains("(a)") ? EvalData.right : "No idea.")
        }
        defer { server.stop() }
        let right = "print(sum(map(int, input().split())))"
        let file = try folder.write(
            try EvalData.text([
                ["question_id": "a", "code_list": ["", right], "graded_list": [false, true]],
                ["question_id": "b", "code_list": ["", ""], "graded_list": [false, false]],
            ]), to: "Scenario.codegeneration_2_0.2_eval_all.json")
        let first = "\(folder.path)/first"
        let imported = try await CommandLineTool.run(["import", "lcb", file, "--run", first])
        #expect(imported.status == 0, "\(imported.stderr)")
        let result = try await CommandLineTool.run([
            "eval", try EvalData.file(folder, ["a", "b"]), "--scenario", "selfrepair", "--programs", first, "--model",
            "m@\(server.baseURL)", "--run", "\(folder.path)/run", "--quiet", "--json",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        let rows = try EvalData.rows(result)
        let samples = rows.dropLast().map { row in
            "\(row["problem"] ?? "")#\(row["sample"] ?? "") \(row["verdict"] ?? "none") \(row["calls"] ?? "")"
        }
        #expect(samples.sorted() == ["a#0 AC 1", "a#1 AC 0", "b#0 none 1", "b#1 none 1"])
        let all = try #require(rows.last?["all"] as? [String: Any])
        // a: 2 of 2, b: 0 of 2.
        #expect(all["problems"] as? Int == 2 && all["samples"] as? Int == 4 && all["pass_at_1"] as? Double == 0.5)
    }

    /// One question of code execution.
    private func execution(_ folder: TemporaryFolder) throws -> String {
        let record: [String: Any] = [
            "question_id": "1", "id": "sample_0", "function_name": "f", "code": "def f(n):\n    return [n, n]",
            "input": "f(n = 3)", "output": "[3, 3]", "numsteps": 3, "problem_id": "1", "contest_id": "1",
            "contest_date": "2024-01-01T00:00:00", "difficulty": "easy",
        ]
        return try folder.write(try EvalData.text(record) + "\n", to: "e.jsonl")
    }

    @Test func `what a model executes in its head is graded by its value`() async throws {
        let folder = try TemporaryFolder()
        let data = try execution(folder)
        let server = try ScriptedServer.start { _ in
            OpenAIScript.completion(text: "Steps.\n[ANSWER]\nassert f(n = 3) == [3] * 2\n[/ANSWER]")
        }
        defer { server.stop() }
        let result = try await CommandLineTool.run([
            "eval", data, "--scenario", "codeexecution", "--cot", "--model", "m@\(server.baseURL)", "--run",
            "\(folder.path)/run",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        let row = try #require(try EvalData.rows(result).first)
        #expect(row["scenario"] as? String == "codeexecution")
        #expect(row["problem"] as? String == "sample_0")
        #expect(row["verdict"] as? String == "AC")
        #expect(row["program"] as? String == "[3] * 2")
        let requests = server.requests.count
        let run = "\(folder.path)/run"
        let regraded = try await CommandLineTool.run(["regrade", run])
        #expect(regraded.status == 0, "\(regraded.stderr)")
        #expect(regraded.stdout == "1 program graded again, 0 flipped\n")
        let limited = try await CommandLineTool.run(["regrade", run, "--cpu-ms", "1"])
        #expect(limited.status == 2)
        #expect(limited.stderr.contains("the answers of codeexecution are values"), "\(limited.stderr)")
        let verified = try await CommandLineTool.run(["verify", run, "--part", "1"])
        #expect(verified.status == 0, "\(verified.stderr)")
        #expect(verified.stdout == "1 sample replayed, 1 program graded again: all is the same\n")
        #expect(server.requests.count == requests, "no model was asked again")
    }

    @Test(arguments: [
        ("scenario: codeexecution\ncot: true\n", [String]()), ("scenario: codeexecution\n", ["--cot"]),
        ("cot: true\n", ["--scenario", "codeexecution"]),
    ])
    func `options that need each other stand in a file, or one there and one on the command line`(
        _ file: String, _ given: [String]
    ) async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "[ANSWER]\n[3, 3]\n[/ANSWER]") }
        defer { server.stop() }
        let data = try execution(folder)
        let config = try folder.write(
            "\(file)dataset: \(data)\nmodel: m@\(server.baseURL)\nrun: \(folder.path)/run\n", to: "eval.yaml")
        let result = try await CommandLineTool.run(["eval", "--config", config] + given)
        #expect(result.status == 0, "\(result.stderr)")
        #expect(try EvalData.rows(result).first?["scenario"] as? String == "codeexecution")
    }

    @Test func `the programs to repair are named in a file too`() async throws {
        let folder = try TemporaryFolder()
        let data = try sum(folder)
        let config = try folder.write(
            """
            dataset: \(data)
            scenario: selfrepair
            programs: \(folder.path)/none.json
            model: m@http://127.0.0.1:9/v1
            run: \(folder.path)/run
            """, to: "eval.yaml")
        let result = try await CommandLineTool.run(["eval", "--config", config])
        #expect(result.status == 2)
        #expect(result.stderr.contains("none.json") && !result.stderr.contains("belongs to"), "\(result.stderr)")
    }

    @Test(arguments: [
        (["--scenario", "selfrepair"], "--programs belongs to"), (["--cot"], "--cot belongs to"),
        (["--scenario", "codeexecution", "--prompt-style", "atlas"], "there is lcb alone"),
        (["--prompt-style", "lcb", "--method", "atlas"], "is one call a sample"),
        (["--prompt-style", "lcb", "--language", "cpp"], "asks for Python"),
        (["--prompt-style", "lcb", "--explore-effort"], "--explore-effort: --method single makes no use of it"),
        (["--prompt-style", "lcb", "--prompts", "{}"], "--prompts: --prompt-style lcb has prompts of its own"),
        (["--scenario", "execution"], "execution"),
    ])
    func `options that do not go together are told`(_ options: [String], _ told: String) async throws {
        let folder = try TemporaryFolder()
        let empty = "\(folder.path)/empty"
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
        let options = options.map { $0 == "{}" ? empty : $0 }
        let result = try await CommandLineTool.run(
            ["eval", try sum(folder), "--model", "m@http://127.0.0.1:9", "--run", "\(folder.path)/run"] + options)
        #expect(result.status == 2)
        #expect(result.stderr.contains(told), "\(result.stderr)")
    }
}
