import Foundation
import ScriptedServer
import Synchronization
import TestSupport
import Testing

/// What is done with runs: repeating failures, grading again, verifying, shards.
@Suite struct EvalRunsTests {
    private func evaluate(
        _ data: String, _ server: ScriptedServer, _ run: String, _ more: [String] = []
    ) async throws -> CommandLineTool.Result {
        try await CommandLineTool.run(
            ["eval", data, "--method", "single", "--model", "m@\(server.baseURL)", "--run", run, "--quiet", "--json"]
                + more)
    }

    private func all(_ result: CommandLineTool.Result) throws -> [String: Any] {
        try #require(EvalData.rows(result).last?["all"] as? [String: Any], "\(result.stderr)")
    }

    @Test func `a failure of the server is told apart, and --retry-failed repeats it alone`() async throws {
        let folder = try TemporaryFolder()
        let fails = Mutex(true)
        let server = try ScriptedServer.start { request in
            request.text.contains("(b)") && fails.withLock { $0 }
                ? [OpenAIScript.error(status: 400, message: "no")] : EvalData.answer(request)
        }
        defer { server.stop() }
        let data = try EvalData.file(folder)
        let first = try await evaluate(data, server, "\(folder.path)/run", ["--ids", "a,b"])
        #expect(first.status == 3, "\(first.stderr)")
        let failed = try #require(EvalData.rows(first).first { $0["problem"] as? String == "b" })
        #expect(failed["failure"] as? String == "machine")
        #expect(failed["verdict"] == nil)
        #expect(try all(first)["samples"] as? Int == 1, "what failed is in no figure")
        fails.withLock { $0 = false }
        let second = try await evaluate(data, server, "\(folder.path)/run", ["--retry-failed"])
        #expect(second.status == 0, "\(second.stderr)")
        #expect(try EvalData.rows(second).dropLast().map { $0["problem"] as? String } == ["b"], "c is not begun")
        let model = try await evaluate(data, server, "\(folder.path)/run")
        #expect(try EvalData.rows(model).first?["failure"] as? String == "model", "c's answer holds no program")
    }

    @Test func `a sample that lost a call is in no figure whatever the others came to, and is not graded again`()
        async throws
    {
        let folder = try TemporaryFolder()
        let asked = Mutex<[String: Int]>([:])
        let refuses = Mutex(true)
        // One explore of each problem is answered: of a with a right program, of b with a wrong one.
        let server = try ScriptedServer.start { request in
            let problem = request.text.contains("(a)") ? "(a)" : "(b)"
            let count = asked.withLock { asked -> Int in
                asked[problem, default: 0] += 1
                return asked[problem, default: 0]
            }
            return count > 1 && refuses.withLock { $0 }
                ? [OpenAIScript.error(status: 400, message: "filtered")] : EvalData.answer(request)
        }
        defer { server.stop() }
        let (data, run) = (try EvalData.file(folder, ["a", "b"]), "\(folder.path)/run")
        func evaluate() async throws -> CommandLineTool.Result {
            try await CommandLineTool.run([
                "eval", data, "--method", "best-of-n", "--max-explores", "2", "--probes", "off", "--model",
                "m@\(server.baseURL)", "--run", run, "--json",
            ])
        }
        for isAgain in [false, true] {
            let result = try await evaluate()
            #expect(result.status == 3, "\(result.stderr)")
            let rows = try EvalData.rows(result)
            #expect(rows.count == 3, "\(result.stdout)")
            for row in rows.dropLast() {
                #expect(row["failure"] as? String == "machine" && row["verdict"] == nil, "\(row)")
                #expect(row["program"] != nil && row["tests"] == nil)
                let message = row["message"] as? String ?? ""
                #expect(message.hasPrefix("1 call had no answer from the model: "), "\(message)")
                #expect(message.contains("filtered"))
            }
            #expect(try all(result)["samples"] as? Int == 0)
            #expect(rows.last?["failed"] as? Int == 2)
            #expect(rows.last?["failed_again"] as? Int == (isAgain ? 2 : nil))
            #expect(result.stderr.contains("of these, 2 samples failed before, too") == isAgain, "\(result.stderr)")
        }
        let regraded = try await CommandLineTool.run(["regrade", run, "--apply"])
        #expect(regraded.status == 0, "\(regraded.stderr)")
        #expect(regraded.stdout == "0 programs graded again, 0 flipped\n")
        refuses.withLock { $0 = false }
        let healed = try await evaluate()
        #expect(healed.status == 0, "\(healed.stderr)")
        let verdicts = Dictionary(
            uniqueKeysWithValues: try EvalData.rows(healed).dropLast().map {
                ($0["problem"] as? String, $0["verdict"] as? String)
            })
        #expect(verdicts == ["a": "AC", "b": "WA"])
    }

    @Test func `a call for something other than a program is lost, too, where it has no answer`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            request.text.contains("You prepare the solving") || request.text.contains("You write tests")
                ? [OpenAIScript.error(status: 400, message: "filtered")] : EvalData.answer(request)
        }
        defer { server.stop() }
        let result = try await evaluate(
            try EvalData.file(folder, ["a", "b"]), server, "\(folder.path)/run",
            ["--method", "alphacodium", "--max-explores", "2", "--probes", "off"])
        #expect(result.status == 3, "\(result.stderr)")
        let rows = try EvalData.rows(result).dropLast()
        #expect(rows.count == 2, "\(result.stdout)")
        for row in rows {
            #expect(row["failure"] as? String == "machine" && row["verdict"] == nil, "\(row)")
            #expect((row["message"] as? String)?.hasPrefix("2 calls had no answer from the model: ") == true, "\(row)")
        }
    }

    @Test func `the calls of a sample that an error ends are counted`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            request.text.contains("ACTION")
                ? [OpenAIScript.error(status: 400, message: "no")] : EvalData.answer(request)
        }
        defer { server.stop() }
        let result = try await evaluate(
            try EvalData.file(folder), server, "\(folder.path)/run",
            ["--ids", "c", "--method", "atlas", "--actions", "text", "--first-explores", "2", "--probes", "off"])
        #expect(result.status == 3, "\(result.stderr)")
        let failed = try #require(EvalData.rows(result).first)
        #expect(failed["failure"] as? String == "machine")
        #expect(failed["calls"] as? Int == 2, "\(failed)")
        #expect(failed["explores"] as? Int == 2)
    }

    @Test func `shards put together are the run made in one`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let data = try EvalData.file(folder, ["a", "b", "c", "d", "e"])
        let whole = try await evaluate(data, server, "\(folder.path)/whole")
        #expect(whole.status == 0, "\(whole.stderr)")
        for part in ["1/2", "2/2"] {
            let result = try await evaluate(
                data, server, "\(folder.path)/part\(part.first ?? "0")", ["--shard", part])
            #expect(result.status == 0, "\(result.stderr)")
        }
        func merge(_ runs: [String], _ output: String) async throws -> CommandLineTool.Result {
            try await CommandLineTool.run(
                ["runs", "merge"] + runs.map { "\(folder.path)/\($0)" } + ["-o", "\(folder.path)/\(output)"])
        }
        let incomplete = try await merge(["part1"], "none")
        #expect(incomplete.status == 2)
        #expect(incomplete.stderr.contains("shard 2/2 is missing"), "\(incomplete.stderr)")
        let twice = try await merge(["part1", "part2", "part1"], "none")
        #expect(twice.stderr.contains("a sample can be in one part only"), "\(twice.stderr)")
        let merged = try await merge(["part2", "part1"], "merged")
        #expect(merged.status == 0, "\(merged.stderr)")
        let requests = server.requests.count
        let resumed = try await evaluate(data, server, "\(folder.path)/merged")
        #expect(resumed.status == 0, "\(resumed.stderr)")
        #expect(server.requests.count == requests, "nothing is left to do")
        #expect(try all(resumed) as NSDictionary == all(whole) as NSDictionary)
        let verified = try await CommandLineTool.run(["verify", "\(folder.path)/merged", "--part", "1", "--json"])
        #expect(verified.status == 0, "\(verified.stdout)\(verified.stderr)")
        let row = try #require(EvalData.rows(verified).first)
        #expect(row["replayed"] as? Int == 5 && row["graded"] as? Int == 2)
    }

    @Test func `parts whose models files differ are no parts of one run, nor is one continued with another file`()
        async throws
    {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let data = try EvalData.file(folder, ["a", "b"])
        func part(_ number: Int, _ tokens: Int) async throws -> CommandLineTool.Result {
            let models = try folder.write(
                "models: {m: {provider: compatible, model: m, url: \"\(server.baseURL)\", "
                    + "defaults: {max_tokens: \(tokens)}}}\n", to: "models\(tokens).yaml")
            return try await CommandLineTool.run([
                "eval", data, "--method", "single", "--models", models, "--model", "m", "--shard", "\(number)/2",
                "--run", "\(folder.path)/part\(number)", "--quiet",
            ])
        }
        #expect(try await part(1, 1000).status == 0)
        #expect(try await part(2, 2000).status == 0)
        let merged = try await CommandLineTool.run([
            "runs", "merge", "\(folder.path)/part1", "\(folder.path)/part2", "-o", "\(folder.path)/whole",
        ])
        #expect(merged.status == 2)
        #expect(
            merged.stderr.contains("the models file's row of m is max_tokens 2000, and max_tokens 1000 in "),
            "\(merged.stderr)")
        let continued = try await part(1, 2000)
        #expect(continued.status == 2)
        #expect(
            continued.stderr.contains("begun with the models file's row of m max_tokens 1000, not max_tokens 2000"),
            "\(continued.stderr)")
    }

    @Test func `samples that come upon one program at once are replayed with one judgement`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let run = "\(folder.path)/run"
        let result = try await evaluate(
            EvalData.file(folder, ["a"]), server, run, ["--samples", "8", "--concurrency", "8"])
        #expect(result.status == 0, "\(result.stderr)")
        let verified = try await CommandLineTool.run(["verify", run, "--part", "0"])
        #expect(verified.stdout == "8 samples replayed, 0 programs graded again: all is the same\n")
    }

    @Test func `grading again with other limits shows what flipped, and changes nothing unless told to`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { _ in
            OpenAIScript.completion(
                text: "```python\nx = sum(i for i in range(3_000_000))\nprint(sum(map(int, input().split())))\n```")
        }
        defer { server.stop() }
        let data = try EvalData.file(folder, ["a"])
        let run = "\(folder.path)/run"
        #expect(try await evaluate(data, server, run).status == 0)
        let same = try await CommandLineTool.run(["regrade", run])
        #expect(same.status == 0, "\(same.stderr)")
        #expect(same.stdout == "1 program graded again, 0 flipped\n")
        let flipped = try await CommandLineTool.run(["regrade", run, "--cpu-ms", "1"])
        #expect(flipped.status == 1, "\(flipped.stderr)")
        #expect(flipped.stdout.contains("a #0: AC -> TLE"), "\(flipped.stdout)")
        #expect(try await CommandLineTool.run(["verify", run, "--part", "1"]).status == 0, "nothing was changed")
        let untouched = "\(folder.path)/untouched"
        try FileManager.default.copyItem(atPath: run, toPath: untouched)
        #expect(try await CommandLineTool.run(["regrade", run, "--cpu-ms", "1", "--apply"]).status == 0)
        let verified = try await CommandLineTool.run(["verify", run, "--part", "1"])
        #expect(verified.status == 0, "by the limits that the run has now: \(verified.stdout)\(verified.stderr)")
        let compared = try await CommandLineTool.run(["compare", untouched, run])
        #expect(compared.status == 2)
        #expect(compared.stderr.contains("they differ in limits of grading"), "\(compared.stderr)")
        #expect(compared.stderr.contains("; every problem 1 ms"), "\(compared.stderr)")
        let resumed = try await evaluate(data, server, run)
        #expect(resumed.status == 2)
        #expect(resumed.stderr.contains("begun with limits of grading "), "\(resumed.stderr)")
        #expect(try await CommandLineTool.run(["regrade", run, "--apply"]).status == 0)
        let alike = try await CommandLineTool.run(["compare", untouched, run])
        #expect(alike.status == 0, "\(alike.stderr)")
        #expect(try await evaluate(data, server, run).status == 0)
        #expect(server.requests.count == 1, "no model was asked again")
    }

    @Test func `a folder's problem that is judged otherwise since the run began is another data set`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: EvalData.right) }
        defer { server.stop() }
        let (problem, run) = (try folder.writeSum(), "\(folder.path)/run")
        #expect(try await evaluate(problem, server, run).status == 0)
        #expect(try await evaluate(problem, server, run).status == 0)
        let changes = [
            "comparison: exact", "test_comparisons: [{test: secret-1, comparison: exact}]", "scoring: fraction",
        ]
        for settings in changes {
            try folder.write(settings + "\n", to: "sum/atlas.yaml")
            let changed = try await evaluate(problem, server, run)
            #expect(changed.status == 2, "\(settings)")
            #expect(changed.stderr.contains("begun with the data set "), "\(changed.stderr)")
        }
    }

    @Test func `a data set that changed since the run began is refused`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let run = "\(folder.path)/run"
        #expect(try await evaluate(EvalData.file(folder, ["a"]), server, run).status == 0)
        let changed = try await evaluate(EvalData.file(folder, ["a", "b"]), server, run)
        #expect(changed.status == 2)
        #expect(changed.stderr.contains("begun with the data set "), "\(changed.stderr)")
        let regraded = try await CommandLineTool.run(["regrade", run])
        #expect(regraded.status == 2)
        #expect(regraded.stderr.contains("is not the data set of"), "\(regraded.stderr)")
        let data = try EvalData.file(folder, ["a"])
        try FileManager.default.moveItem(atPath: data, toPath: "\(folder.path)/elsewhere.jsonl")
        let lost = try await CommandLineTool.run(["regrade", run])
        #expect(lost.status == 2)
        #expect(lost.stderr == "atlas: \(data): the run's data set is not there; name it with --dataset\n")
        let found = try await CommandLineTool.run(["regrade", run, "--dataset", "\(folder.path)/elsewhere.jsonl"])
        #expect(found.status == 0, "\(found.stderr)")
    }

    @Test func `a run that was begun with other prompts is refused, with the fingerprints of both`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let (data, run) = (try EvalData.file(folder, ["a"]), "\(folder.path)/run")
        let prompts = ["--prompts", "\(folder.path)/prompts"]
        func fingerprint(_ options: [String]) async throws -> String {
            let listed = try await CommandLineTool.run(["prompts", "show", "--json"] + options)
            return try #require(EvalData.rows(listed).first?["fingerprint"] as? String, "\(listed.stderr)")
        }
        try folder.write("Write {{language}}, please.\n", to: "prompts/solver.md")
        let begun = try await fingerprint(prompts)
        #expect(try await evaluate(data, server, run, prompts).status == 0)
        try folder.write("Write {{language}}.\n", to: "prompts/solver.md")
        for options in [prompts, []] {
            let refused = try await evaluate(data, server, run, options)
            #expect(refused.status == 2)
            let given = try await fingerprint(options)
            let words = "\(run): this run was begun with prompts \(begun), not \(given); give the same settings"
            #expect(refused.stderr.contains(words), "\(words): \(refused.stderr)")
        }
        try folder.write("Write {{language}}, please.\n", to: "prompts/solver.md")
        #expect(try await evaluate(data, server, run, prompts).status == 0)
        #expect(server.requests.count == 1)
    }

    @Test func `a store that is damaged is named, and the record makes it again without a call`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let (data, run) = (try EvalData.file(folder), "\(folder.path)/run")
        let whole = try await evaluate(data, server, run)
        let requests = server.requests.count
        try Data(repeating: 7, count: 4096).write(to: URL(filePath: "\(run)/run.sqlite"))
        let damaged = try await evaluate(data, server, run)
        #expect(damaged.status == 2)
        #expect(damaged.stderr.contains("\(run)/run.sqlite: file is not a database"), "\(damaged.stderr)")
        #expect(damaged.stderr.split(separator: "\n").count == 1)
        try FileManager.default.removeItem(atPath: "\(run)/run.sqlite")
        let again = try await evaluate(data, server, run)
        #expect(try all(again) as NSDictionary == all(whole) as NSDictionary)
        #expect(server.requests.count == requests)
    }

    @Test func `the official files are chosen by release`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        _ = try EvalData.file(folder, ["a"], name: "test.jsonl")
        _ = try EvalData.file(folder, ["b"], name: "test2.jsonl")
        let span = try await evaluate(folder.path, server, "\(folder.path)/run", ["--release", "v2"])
        #expect(span.status == 0, "\(span.stderr)")
        #expect(try EvalData.rows(span).first?["problem"] as? String == "b")
        let both = try await evaluate(folder.path, server, "\(folder.path)/both", ["--release", "v1_v2"])
        #expect(both.status == 0, "\(both.stderr)")
        let exported = try await CommandLineTool.run([
            "export", "lcb", "\(folder.path)/both", "-o", "\(folder.path)/out",
        ])
        #expect(exported.status == 0, "\(exported.stderr)")
        let list = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(filePath: "\(folder.path)/out/Scenario.codegeneration_1_default_eval_all.json")))
        let entries = try #require(list as? [[String: Any]])
        #expect(entries.map { $0["question_id"] as? String } == ["a", "b"])
        #expect(entries.map { $0["graded_list"] as? [Bool] } == [[true], [false]])
        let missing = try await evaluate(folder.path, server, "\(folder.path)/other", ["--release", "v2_v3"])
        #expect(missing.status == 2)
        #expect(missing.stderr.contains("test3.jsonl: is not there; --release v2_v3 needs it"), "\(missing.stderr)")
    }

    @Test func `options stand in a YAML file, those of the command line win, and a wrong one is named with its line`()
        async throws
    {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let data = try EvalData.file(folder)
        let config = try folder.write(
            """
            dataset: \(data)
            model: m@\(server.baseURL)
            method: single
            ids: [a, b]
            run: \(folder.path)/run
            json: true
            limit: 2
            """, to: "eval.yaml")
        let result = try await CommandLineTool.run(["eval", "--config", config, "--limit", "1"])
        #expect(result.status == 0, "\(result.stderr)")
        #expect(try EvalData.rows(result).dropLast().map { $0["problem"] as? String } == ["a"])
        for (line, text, complaint) in [
            ("sampels: 3", "an unknown key", "\"sampels\" is no key of the file; did you mean \"samples\"?"),
            ("max_csot: 3", "an unknown key of two words", "did you mean \"max_cost\"?"),
            ("samples: many", "a wrong value", "The value 'many' is invalid for '--samples"),
            ("quiet: 3", "a flag that is none", "\"quiet\" is \"3\"; expected true or false"),
            ("ids: []", "an empty list", "\"ids\" is without a value; expected one, or not the key"),
            ("max-cost:", "no value", "\"max-cost\" is without a value; expected one, or not the key"),
            ("seed: [", "no YAML", "expected YAML"),
        ] {
            let bad = try folder.write("method: single\n\(line)\n", to: "bad.yaml")
            let refused = try await CommandLineTool.run(["eval", data, "--config", bad])
            #expect(refused.status == 2, "\(text)")
            #expect(refused.stderr.contains(complaint), "\(text): \(refused.stderr)")
            #expect(refused.stderr.contains("bad.yaml:") && !refused.stderr.contains("bad.yaml: "), "\(refused.stderr)")
        }
        let pair = try folder.write("method: single\nto: 2024-01-01\n", to: "pair.yaml")
        let refused = try await CommandLineTool.run(["eval", data, "--config", pair, "--from", "2024-02-01"])
        #expect(refused.status == 2)
        #expect(refused.stderr.contains("pair.yaml: --from: 2024-02-01 is later than --to"), "\(refused.stderr)")
    }

    @Test func `every option of eval can stand in the file`() async throws {
        let help = try await CommandLineTool.run(["eval", "--help"], environment: ["COLUMNS": "200"]).stdout
        let options = Set(help.matches(of: /--([a-z-]+)/).map { String($0.output.1) })
        let refused = options.subtracting(["config", "help", "version"])
        let folder = try TemporaryFolder()
        for option in refused.sorted() {
            // A mapping is wrong for every option, and tells that it is known.
            let file = try folder.write("\(option): {}\n", to: "one.yaml")
            let result = try await CommandLineTool.run(["eval", "x", "--config", file])
            #expect(result.stderr.contains("\"\(option)\" is keys with values; expected "), "\(result.stderr)")
        }
    }

    @Test func `a problem that the language cannot solve leaves no run unfinished`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let function = try EvalData.text([
            "question_title": "F", "question_content": "f", "platform": "leetcode", "question_id": "f",
            "contest_id": "1", "contest_date": "2024-01-01T00:00:00", "difficulty": "easy",
            "starter_code": "class Solution:\n    def f(self, n: int) -> int:\n        ",
            "public_test_cases": try EvalData.text([["input": "1", "output": "1", "testtype": "functional"]]),
            "private_test_cases": try EvalData.text([["input": "2", "output": "2", "testtype": "functional"]]),
            "metadata": try EvalData.text(["func_name": "f"]),
        ])
        let data = try folder.write(try EvalData.record(1, "c") + "\n" + function + "\n", to: "data.jsonl")
        let run = "\(folder.path)/run"
        let result = try await evaluate(data, server, run, ["--language", "c", "--samples", "2"])
        #expect(result.stderr.contains("f: left out"), "\(result.stderr)")
        let report = try await CommandLineTool.run(["report", run])
        #expect(report.status == 0 && !report.stdout.contains("not finished"), "\(report.stdout)")
    }

    @Test func `a run in a language of the user's names the option that it lacks`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let languages = try folder.write("languages:\n  mine: {like: python, name: Mine}\n", to: "languages.yaml")
        let run = "\(folder.path)/run"
        let made = try await evaluate(
            EvalData.file(folder, ["a"]), server, run, ["--language", "mine", "--languages", languages])
        #expect(made.status == 0, "\(made.stderr)")
        let refused = try await CommandLineTool.run(["regrade", run])
        #expect(refused.status == 2)
        let complaint = "\(run): its language \"mine\" is not known; name the file that describes it with --languages"
        #expect(refused.stderr == "atlas: \(complaint)\n")
        let graded = try await CommandLineTool.run(["regrade", run, "--languages", languages])
        #expect(graded.status == 0, "\(graded.stderr)")
    }

    @Test func `an export of a run that is not finished says so`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            // A key that is refused ends the run.
            request.text.contains("(b)")
                ? [OpenAIScript.error(status: 401, message: "no")] : EvalData.answer(request)
        }
        defer { server.stop() }
        let run = "\(folder.path)/run"
        let stopped = try await evaluate(EvalData.file(folder, ["a", "b"]), server, run)
        #expect(stopped.status != 0)
        let finished = try await evaluate(EvalData.file(folder, ["a", "b"]), server, run, ["--ids", "a"])
        #expect(finished.status == 0, "\(finished.stderr)")
        let exported = try await CommandLineTool.run(["export", "lcb", run, "-o", "\(folder.path)/out"])
        #expect(exported.status == 0, "\(exported.stderr)")
        #expect(exported.stderr == "\(run) is not finished: 1 sample is missing\n")
    }

    @Test func `a part of a run is finished when its own problems are`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let run = "\(folder.path)/run"
        let result = try await evaluate(EvalData.file(folder), server, run, ["--shard", "1/2"])
        #expect(result.status == 0, "\(result.stderr)")
        let report = try await CommandLineTool.run(["report", run])
        #expect(report.status == 0 && !report.stdout.contains("not finished"), "\(report.stdout)")
    }

    @Test func `problems that the errata exclude are left out when asked, and are marked otherwise`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let data = try EvalData.file(folder, ["a", "abc337_e"])
        let all = try await evaluate(data, server, "\(folder.path)/all")
        let marked = try #require(EvalData.rows(all).first { $0["problem"] as? String == "abc337_e" })
        #expect(marked["excluded"] as? String == "interactive")
        let kept = try await evaluate(data, server, "\(folder.path)/kept", ["--exclude-errata"])
        #expect(try EvalData.rows(kept).dropLast().map { $0["problem"] as? String } == ["a"])
    }
}
