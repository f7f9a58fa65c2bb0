import Foundation
import ScriptedServer
import TestSupport
import Testing

/// `--max-cost`, `--max-tokens` and `--max-calls`, against a local server that speaks the real protocol.
@Suite struct CapTests {
    private static let program = "```python\nprint(sum(map(int, input().split())))\n```"

    /// An orchestrator that explores as long as it may; solvers answer with a right program.
    private static func answer(_ request: ScriptedRequest) -> [ScriptedStep] {
        if request.method == "GET" { return [OpenAIScript.models(["m"])] }
        let isOrchestrator = request.text.contains("ACTION: EXPLORE")
        let hasAll = request.text.contains("used 3 of")
        return OpenAIScript.completion(
            text: isOrchestrator ? (hasAll ? "ACTION: SUBMIT explore 1" : "ACTION: EXPLORE") : program,
            usage: ScriptedUsage(input: 1000, output: 100))
    }

    private func solve(_ folder: TemporaryFolder, _ server: ScriptedServer, _ more: [String]) throws -> [String] {
        [
            "solve", try folder.writeSum(), "--model", "m@\(server.baseURL)", "--actions", "text", "--max-explores",
            "3", "--probes", "off", "--record", "\(folder.path)/record",
        ] + more
    }

    @Test func `at its cap a solution hands in the best so far, and goes on with a higher one`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        let capped = try await CommandLineTool.run(try solve(folder, server, ["--max-calls", "3", "--json"]))
        #expect(capped.status == 0, "\(capped.stderr)")
        #expect(capped.stdout.contains(#""stop_reason":"spending_cap""#))
        #expect(capped.stdout.contains("--max-calls 3: all of them are made"))
        #expect(server.requests.count == 3)

        let replayed = try await CommandLineTool.run([
            "solve", "\(folder.path)/sum", "--replay", "\(folder.path)/record", "--json",
        ])
        #expect(replayed.stdout == capped.stdout, "\(replayed.stderr)")

        let whole = try await CommandLineTool.run(try solve(folder, server, ["--max-calls", "30", "--json"]))
        #expect(whole.status == 0, "\(whole.stderr)")
        #expect(!whole.stdout.contains("spending_cap"))
        // An orchestrator's turn before each of three explores, and one to submit; none was made twice.
        #expect(server.requests.count == 7)
    }

    @Test(arguments: ["best-of-n", "atlas"])
    func `at a cap met after an explore without a program a solution ends, and says what was not made`(
        _ method: String
    ) async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            request.text.contains("ACTION: EXPLORE")
                ? OpenAIScript.completion(text: "ACTION: EXPLORE x2") : OpenAIScript.completion(text: "I cannot.")
        }
        defer { server.stop() }
        let (cap, actions) = method == "atlas" ? ("2", ["--actions", "text"]) : ("1", [])
        let capped = try await CommandLineTool.run(
            [
                "solve", try folder.writeSum(), "--model", "m@\(server.baseURL)", "--max-explores", "2", "--probes",
                "off", "--record", "\(folder.path)/record", "--method", method, "--max-calls", cap, "--json",
            ] + actions)
        #expect(capped.status == 1, "\(capped.stderr)")
        #expect(capped.stdout.contains(#""stop_reason":"spending_cap""#), "\(capped.stdout)")
        #expect(capped.stdout.contains(#""failed_explores":0"#), "\(capped.stdout)")
        #expect(capped.stderr.contains("explore 2: not made: --max-calls \(cap): all of them are made"))
        let replayed = try await CommandLineTool.run([
            "solve", "\(folder.path)/sum", "--replay", "\(folder.path)/record", "--json",
        ])
        #expect(replayed.status == 1 && replayed.stdout == capped.stdout, "\(replayed.stderr)")
        let shown = try await CommandLineTool.run(["show", "-"], stdin: capped.stdout)
        #expect(shown.stdout.contains("  not made: --max-calls \(cap): all of them are made"), "\(shown.stdout)")
        #expect(shown.stdout.contains("no program: no answer holds one\n"), "\(shown.stdout)")
        #expect(shown.stdout.contains(" 1 explore, "), "\(shown.stdout)")
    }

    @Test func `a cap that bears no call is an error that says how to go on`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        let result = try await CommandLineTool.run(try solve(folder, server, ["--max-tokens", "500"]))
        #expect(result.status == 2)
        #expect(result.stderr.contains("--max-tokens 500: 0 are spent, and the next call may take"))
        #expect(result.stderr.contains("the same command with a higher one goes on from what is recorded"))
        #expect(server.requests.isEmpty)
    }

    @Test func `a cap on cost needs prices, and says where to put them`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        let result = try await CommandLineTool.run(try solve(folder, server, ["--max-cost", "1"]))
        #expect(result.status == 2)
        #expect(result.stderr.contains("--max-cost: no price is known for \"m@"), "\(result.stderr)")
        #expect(result.stderr.contains("models file"))
        #expect(server.requests.isEmpty)
    }

    @Test func `a cap on cost counts in flight what a call can cost at worst`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        // 8,192 tokens of an answer of gpt-4o cost 8.2 cents; what is answered costs 0.35 cents.
        let result = try await CommandLineTool.run(
            [
                "solve", try folder.writeSum(), "--model", "openai:gpt-4o", "--actions", "text", "--max-explores", "3",
                "--probes", "off", "--max-cost", "0.10", "--json",
            ], environment: ["OPENAI_BASE_URL": server.baseURL])
        #expect(result.status == 0, "\(result.stderr)")
        #expect(result.stdout.contains("spending_cap"), "\(result.stdout)")
        #expect((2...5).contains(server.requests.count))
    }

    /// A data set of problems that are all the same but for their names.
    private func dataset(_ folder: TemporaryFolder, problems: Int) throws -> String {
        let lines = try (0..<problems).map { index in
            let tests = #"[{"input":"1 2\n","output":"3\n","testtype":"stdin"}]"#
            let record: [String: Any] = [
                "question_title": "Sum", "question_content": "Print the sum. (\(index))", "platform": "atcoder",
                "question_id": "p\(index)", "contest_id": "1", "contest_date": "2024-01-01T00:00:00",
                "starter_code": "", "difficulty": "easy", "public_test_cases": tests, "private_test_cases": tests,
                "metadata": "{}",
            ]
            return String(
                decoding: try JSONSerialization.data(withJSONObject: record, options: .sortedKeys), as: UTF8.self)
        }
        return try folder.write(lines.joined(separator: "\n") + "\n", to: "data.jsonl")
    }

    @Test func `a run stops at its cap, and goes on with a higher one without a call made twice`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        func eval(_ more: String...) async throws -> CommandLineTool.Result {
            try await CommandLineTool.run(
                [
                    "eval", try dataset(folder, problems: 5), "--method", "single", "--model", "m@\(server.baseURL)",
                    "--run", "\(folder.path)/run", "--concurrency", "4",
                ] + more)
        }
        let capped = try await eval("--max-calls", "2")
        #expect(capped.status == 2, "\(capped.stderr)")
        #expect(server.requests.count == 2)
        #expect(capped.stdout.split(separator: "\n").count == 2)
        #expect(capped.stderr.contains("--max-calls 2: all of them are made; the same command with a higher one"))
        let again = try await eval("--max-calls", "2")
        #expect(again.status == 2)
        #expect(server.requests.count == 2)
        let whole = try await eval("--max-calls", "5")
        #expect(whole.status == 0, "\(whole.stderr)")
        #expect(server.requests.count == 5)
        #expect(whole.stdout.split(separator: "\n").count == 3)
    }

    @Test func `the samples of a problem share its cap`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        let result = try await CommandLineTool.run([
            "eval", try dataset(folder, problems: 2), "--method", "single", "--model", "m@\(server.baseURL)", "--run",
            "\(folder.path)/run", "--samples", "3", "--max-calls-per-problem", "2",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        #expect(server.requests.count == 4)
        let rows = result.stdout.split(separator: "\n")
        #expect(rows.count == 6)
        #expect(rows.count { $0.contains(#""stop_reason":"spending_cap""#) } == 2)
        #expect(!result.stdout.contains(#""failed":true"#))
    }

    @Test func `a turn that a cap forbids is no lost call, and its sample is judged`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        let solved = try await CommandLineTool.run(try solve(folder, server, ["--max-calls", "2", "--json"]))
        #expect(solved.status == 0, "\(solved.stderr)")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(solved.stdout.utf8)) as? [String: Any], "\(solved.stdout)")
        let failure = try #require((document["failures"] as? [[String: Any]])?.first, "\(solved.stdout)")
        #expect(failure["role"] as? String == "orchestrator")
        #expect(failure["not_made"] as? Bool == true)
        let result = try await CommandLineTool.run([
            "eval", try dataset(folder, problems: 1), "--method", "atlas", "--actions", "text", "--max-explores", "3",
            "--probes", "off", "--model", "m@\(server.baseURL)", "--run", "\(folder.path)/run",
            "--max-calls-per-problem", "2",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        #expect(result.stdout.contains(#""stop_reason":"spending_cap""#), "\(result.stdout)")
        #expect(result.stdout.contains(#""verdict":"AC""#), "\(result.stdout)")
    }

    @Test func `a problem's cap that allows no call makes no figure`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(Self.answer)
        defer { server.stop() }
        let arguments = [
            "eval", try dataset(folder, problems: 2), "--method", "best-of-n", "--model", "m@\(server.baseURL)",
            "--run", "\(folder.path)/run", "--max-tokens-per-problem", "100", "--json",
        ]
        // The same command again tells the same.
        for count in [3, 1] {
            let result = try await CommandLineTool.run(arguments)
            #expect(result.status == 2, "\(result.stderr)")
            let sentence = "atlas: --max-tokens-per-problem 100: 0 are spent, and the next call may take"
            #expect(result.stderr.contains(sentence), "\(result.stderr)")
            #expect(result.stderr.contains("no model was asked for 2 samples"), "\(result.stderr)")
            let lines = result.stdout.split(separator: "\n")
            #expect(lines.count == count)
            #expect(lines.dropLast().allSatisfy { $0.contains(#""failure":"cap""#) }, "\(result.stdout)")
            #expect(lines.last?.contains(#""not_asked":2"#) == true && !result.stdout.contains("pass_at_1"))
        }
        #expect(server.requests.isEmpty)
        let report = try await CommandLineTool.run(["report", "\(folder.path)/run", "--format", "json"])
        #expect(report.status == 0 && report.stdout.contains(#""pass_at_k":[],"#), "\(report.stdout)\(report.stderr)")
        #expect(report.stdout.contains(#""name":"not asked""#) && !report.stdout.contains(#""name":"failed""#))
    }

    @Test func `a run in which every call failed replays with the same status`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            request.text.contains("ACTION: EXPLORE")
                ? OpenAIScript.completion(text: "ACTION: EXPLORE") : [OpenAIScript.error(status: 400, message: "bad")]
        }
        defer { server.stop() }
        let live = try await CommandLineTool.run([
            "solve", try folder.writeSum(), "--model", "m@\(server.baseURL)", "--method", "single", "--record",
            "\(folder.path)/record",
        ])
        #expect(live.status == 3, "\(live.stderr)")
        let replayed = try await CommandLineTool.run([
            "solve", "\(folder.path)/sum", "--replay", "\(folder.path)/record",
        ])
        #expect(replayed.status == 3, "\(replayed.stderr)")
        #expect(replayed.stderr.contains("status 400: bad"), "\(replayed.stderr)")
    }
}

/// `atlas models log`.
@Suite struct ModelsLogTests {
    @Test func `calls, retries and costs are added up by model`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            switch request.index {
            case 0: [OpenAIScript.error(status: 500, message: "oops")]
            case 1: [OpenAIScript.chunk(#"{"content":"a"}"#), .reset]
            default:
                OpenAIScript.completion(
                    text: "```python\nprint(3)\n```", usage: ScriptedUsage(input: 1_000_000, output: 1000))
            }
        }
        defer { server.stop() }
        let record = "\(folder.path)/record"
        let solved = try await CommandLineTool.run(
            [
                "solve", try folder.writeSum(), "--model", "openai:gpt-4o", "--method", "single", "--record", record,
            ], environment: ["OPENAI_BASE_URL": server.baseURL])
        #expect(solved.status == 0, "\(solved.stderr)")
        let log = try await CommandLineTool.run(["models", "log", record, "--json"])
        #expect(log.status == 0, "\(log.stderr)")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(log.stdout.utf8)) as? [String: Any])
        let row = try #require((document["models"] as? [[String: Any]])?.first)
        #expect(row["model"] as? String == "openai:gpt-4o")
        #expect(row["answered"] as? Int == 1)
        #expect(row["retries"] as? Int == 2)
        #expect(row["input_tokens"] as? Int == 1_000_000)
        #expect(row["cost_usd"] as? Double == 2.51)
        #expect(row["uncounted_attempts"] as? Int == 1)
        let setbacks = try #require(row["setbacks"] as? [String: Int])
        #expect(setbacks["status 500: oops"] == 1)
        #expect(setbacks.count == 2)
        let table = try await CommandLineTool.run(["models", "log", record])
        #expect(table.stdout.contains("openai:gpt-4o  "))
        #expect(table.stdout.contains("1 × status 500: oops"))
    }

    @Test func `the record's own prices tell the costs, whatever the models file says by then`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { _ in
            OpenAIScript.completion(
                text: "```python\nprint(3)\n```", usage: ScriptedUsage(input: 1_000_000, output: 1_000_000))
        }
        defer { server.stop() }
        func models(_ name: String, _ price: String) throws -> String {
            try folder.write(
                "models: {m: {provider: compatible, model: m, url: \(server.baseURL)\(price)}}\n", to: name)
        }
        let record = "\(folder.path)/record"
        let solved = try await CommandLineTool.run([
            "solve", try folder.writeSum(), "--models", try models("then.yaml", ", price: {input: 1, output: 10}"),
            "--model", "m", "--method", "single", "--record", record,
        ])
        #expect(solved.status == 0, "\(solved.stderr)")
        for price in ["", ", price: {input: 5, output: 5}"] {
            let log = try await CommandLineTool.run([
                "models", "log", record, "--json", "--models", try models("now.yaml", price),
            ])
            #expect(log.stdout.contains(#""cost_usd":11,"#), "\(log.stdout)\(log.stderr)")
        }
    }

    @Test func `a folder without calls is said to be none`() async throws {
        let folder = try TemporaryFolder()
        let result = try await CommandLineTool.run(["models", "log", folder.path])
        #expect(result.status == 2)
        #expect(result.stderr.contains("no calls; expected a folder that eval --run or solve --record wrote"))
    }
}
