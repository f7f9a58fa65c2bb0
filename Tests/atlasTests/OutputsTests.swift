import Foundation
import TestSupport
import Testing

/// `atlas grade --lcb`, `atlas import lcb` and `atlas export lcb`.
@Suite struct OutputsTests {
    /// A question on stdin and one with a function.
    private func dataset(_ folder: TemporaryFolder) throws -> String {
        var lines: [String] = []
        for (id, kind, metadata, tests) in [
            ("sum", "stdin", "{}", [("1 2\n", "3\n"), ("4 5\n", "9\n")]),
            ("pairs", "functional", #"{"func_name": "pairs"}"#, [("2", "[[0, 0], [1, 1]]"), ("0", "[]")]),
        ] {
            let cases = tests.map { ["input": $0.0, "output": $0.1, "testtype": kind] }
            lines.append(
                try EvalData.text([
                    "question_title": id, "question_content": "Do \(id).", "platform": "atcoder", "question_id": id,
                    "contest_id": "1", "contest_date": "2024-01-01T00:00:00", "starter_code": "", "difficulty": "easy",
                    "public_test_cases": try EvalData.text([cases[0]]),
                    "private_test_cases": try EvalData.text([cases[1]]),
                    "metadata": metadata,
                ]))
        }
        return try folder.write(lines.joined(separator: "\n") + "\n", to: "data.jsonl")
    }

    private static let sum = "print(sum(map(int, input().split())))"
    private static let pairs = "class Solution:\n    def pairs(self, n):\n        return [[i, i] for i in range(n)]"

    @Test func `programs of a custom evaluator's input are scored`() async throws {
        let folder = try TemporaryFolder()
        let outputs = try folder.write(
            try EvalData.text([
                // The others are graded meanwhile, and told in the order of the file all the same.
                ["question_id": "sum", "code_list": ["import time\ntime.sleep(1)\n\(Self.sum)", "print(3)"]],
                ["question_id": "pairs", "code_list": [Self.pairs, ""]],
            ]), to: "outputs.json")
        let result = try await CommandLineTool.run([
            "grade", "--lcb", try dataset(folder), "--outputs", outputs, "--jobs", "4", "--json",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        let rows = try EvalData.rows(result)
        #expect(rows.dropLast().map { $0["verdict"] as? String } == ["AC", "WA", "AC", nil])
        let groups = try #require(rows.last?["groups"] as? [[String: Any]])
        #expect(groups[0]["pass_at"] as? [String: Double] == ["1": 0.5])
    }

    @Test func `what the errata exclude is in the official figures alone`() async throws {
        let folder = try TemporaryFolder()
        let data = try String(contentsOfFile: try dataset(folder), encoding: .utf8)
            .replacing("\"question_id\":\"pairs\"", with: "\"question_id\":\"abc350_c\"")
        let outputs = try folder.write(
            try EvalData.text([
                ["question_id": "sum", "code_list": [Self.sum]], ["question_id": "abc350_c", "code_list": ["no"]],
            ]), to: "outputs.json")
        let result = try await CommandLineTool.run([
            "grade", "--lcb", try folder.write(data, to: "excluding.jsonl"), "--outputs", outputs, "--json",
        ])
        let rows = try EvalData.rows(result)
        #expect(rows.dropLast().map { $0["excluded"] as? String } == [nil, "its tests are wrong"])
        let groups = try #require(rows.last?["groups"] as? [[String: Any]])
        #expect(groups[0]["pass_at"] as? [String: Double] == ["1": 0.5])
        let corrected = try #require(rows.last?["corrected"] as? [String: Any])
        #expect(corrected["pass_at"] as? [String: Double] == ["1": 1])
    }

    @Test func `a question without an answer is named`() async throws {
        let folder = try TemporaryFolder()
        let outputs = try folder.write("[{\"question_id\": \"sum\",\n\"code_list\": []}]", to: "outputs.json")
        let result = try await CommandLineTool.run(["grade", "--lcb", try dataset(folder), "--outputs", outputs])
        #expect(result.status == 2)
        #expect(
            result.stderr.contains("outputs.json:1: no answer to \"sum\"; expected at least one"), "\(result.stderr)")
        #expect(result.stderr.contains("1 of the 2 questions of"), "\(result.stderr)")
    }

    @Test func `where the file has grades, those that differ are named`() async throws {
        let folder = try TemporaryFolder()
        let outputs = try folder.write(
            try EvalData.text([
                ["question_id": "sum", "code_list": [Self.sum, "print(3)"], "graded_list": [false, false]]
            ]),
            to: "o_eval_all.json")
        let result = try await CommandLineTool.run(["grade", "--lcb", try dataset(folder), "--outputs", outputs])
        #expect(result.status == 0, "\(result.stderr)")
        #expect(result.stdout.contains("1 of 2 answers are graded alike in the file"))
        #expect(result.stdout.contains("sum #0: wrong in the file, AC here"))
        #expect(result.stderr.contains("1 of the 2 questions"))
    }

    @Test func `a list of lists is for the questions in the order of their ids`() async throws {
        let folder = try TemporaryFolder()
        let data = try dataset(folder)
        let outputs = try folder.write(try EvalData.text([[Self.pairs], [Self.sum]]), to: "lists.json")
        let result = try await CommandLineTool.run(["grade", "--lcb", data, "--outputs", outputs, "--json"])
        #expect(try EvalData.rows(result).dropLast().map { $0["verdict"] as? String } == ["AC", "AC"])
        let short = try folder.write(try EvalData.text([[Self.pairs]]), to: "short.json")
        let refused = try await CommandLineTool.run(["grade", "--lcb", data, "--outputs", short])
        #expect(refused.status == 2)
        #expect(refused.stderr.contains("one for each of the 2 questions"), "\(refused.stderr)")
    }

    @Test func `a list of lists has the answers that its data set asks for`() async throws {
        let folder = try TemporaryFolder()
        let records = try [("sample_10", "10"), ("sample_9", "9")].map { id, value -> String in
            let record: [String: Any] = [
                "question_id": "1", "id": id, "function_name": "f", "code": "def f():\n    return \(value)",
                "input": "f()", "output": value, "numsteps": 1, "problem_id": "1", "contest_id": "1",
                "contest_date": "2024-01-01T00:00:00", "difficulty": "easy",
            ]
            return try EvalData.text(record)
        }
        let data = try folder.write(records.joined(separator: "\n") + "\n", to: "e.jsonl")
        // By the number in their ids: 9 comes first.
        let outputs = try folder.write(try EvalData.text([["9", "10"], ["9", "10"]]), to: "lists.json")
        let result = try await CommandLineTool.run(["grade", "--lcb", data, "--outputs", outputs, "--json"])
        #expect(result.status == 0, "\(result.stderr)")
        let rows = try EvalData.rows(result).dropLast()
        #expect(rows.map { $0["question_id"] as? String } == ["sample_9", "sample_9", "sample_10", "sample_10"])
        #expect(rows.map { $0["verdict"] as? String == "AC" } == [true, false, false, true])
    }

    @Test func `a run that was imported without its data set is graded again with it`() async throws {
        let folder = try TemporaryFolder()
        let data = try dataset(folder)
        let file = try folder.write(
            try EvalData.text([["question_id": "sum", "code_list": [Self.sum], "graded_list": [false]]]),
            to: "M/Scenario.codegeneration_1_0.2_eval_all.json")
        let run = "\(folder.path)/run"
        #expect(try await CommandLineTool.run(["import", "lcb", file, "--run", run]).status == 0)
        let missing = try await CommandLineTool.run(["regrade", run])
        #expect(missing.status == 2)
        #expect(missing.stderr.contains("--dataset: missing"), "\(missing.stderr)")
        let graded = try await CommandLineTool.run(["regrade", run, "--dataset", data])
        #expect(graded.status == 1, "\(graded.stderr)")
        #expect(graded.stdout.contains("sum #0: WA -> AC"), "\(graded.stdout)")
        let other = try await CommandLineTool.run([
            "regrade", run, "--dataset", try EvalData.file(folder, ["a"], name: "other.jsonl"),
        ])
        #expect(other.status == 2)
        #expect(other.stderr.contains("its problem sum is not in the data set"), "\(other.stderr)")
        let again = try await CommandLineTool.run(["import", "lcb", file, "--run", run, "--dataset", data])
        #expect(again.status == 2)
        #expect(again.stderr.contains("begun with the data set none, not "), "\(again.stderr)")
    }

    @Test func `a file that is cut off, an unknown question and half a pair of options are told`() async throws {
        let folder = try TemporaryFolder()
        let data = try dataset(folder)
        let cut = try folder.write("[{\"question_id\": \"sum\", \"code_list\": [\"x\"]},\n{\"que", to: "cut.json")
        let run = try await CommandLineTool.run(["import", "lcb", cut, "--run", "\(folder.path)/run"])
        #expect(run.status == 2)
        #expect(run.stderr.contains("cut.json:2: the list is cut off after 1 whole items"), "\(run.stderr)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/run"))
        let unknown = try folder.write(try EvalData.text([["question_id": "sun", "code_list": ["x"]]]), to: "u.json")
        let graded = try await CommandLineTool.run(["grade", "--lcb", data, "--outputs", unknown])
        #expect(graded.status == 2)
        #expect(graded.stderr.contains("did you mean \"sum\"?"), "\(graded.stderr)")
        let half = try await CommandLineTool.run(["grade", "--lcb", data])
        #expect(half.status == 2)
        #expect(half.stderr.contains("belong together"))
    }

    @Test(arguments: [
        (["--batch", "batch.jsonl"], "--batch and --outputs exclude each other"),
        (["--stop-at-first-failure"], "mean nothing to --outputs"), (["--calibrate"], "mean nothing to --outputs"),
        (["--problems", "/nonexistent"], "mean nothing to --outputs"),
    ])
    func `options that would be passed over beside a file of outputs are refused`(
        _ options: [String], _ told: String
    ) async throws {
        let result = try await CommandLineTool.run(
            ["grade", "--lcb", "data.jsonl", "--outputs", "outputs.json"] + options)
        #expect(result.status == 2)
        #expect(result.stderr.contains(told), "\(result.stderr)")
    }

    @Test func `a published file becomes a run, and that the same files again`() async throws {
        let folder = try TemporaryFolder()
        let data = try dataset(folder)
        let entry: [String: Any] = [
            "question_title": "sum", "question_id": "sum", "difficulty": "easy", "platform": "atcoder",
            "contest_date": "2024-01-01T00:00:00", "output_list": ["text", "other"],
            "code_list": [Self.sum, "print(3)"], "graded_list": [true, false], "pass@1": 0.5,
            "metadata": ["{}", "{\"error_code\": -3, \"error_message\": \"Time Limit Exceeded\"}"],
        ]
        let file = try folder.write(
            try EvalData.text([entry]), to: "output/GPT/Scenario.codegeneration_2_0.2_eval_all.json")
        let run = "\(folder.path)/run"
        let imported = try await CommandLineTool.run(["import", "lcb", file, "--run", run, "--dataset", data])
        #expect(imported.status == 0, "\(imported.stderr)")
        #expect(imported.stdout.contains("1 question, 2 answers, 1 right"))
        let verified = try await CommandLineTool.run(["verify", run])
        #expect(verified.status == 2)
        #expect(verified.stderr.contains("it was imported and has no record to replay"), "\(verified.stderr)")
        let exported = try await CommandLineTool.run(["export", "lcb", run, "-o", "\(folder.path)/again"])
        #expect(exported.status == 0, "\(exported.stderr)")
        let again = try Data(
            contentsOf: URL(filePath: "\(folder.path)/again/Scenario.codegeneration_2_0.2_eval_all.json"))
        let list = try #require(try JSONSerialization.jsonObject(with: again) as? [[String: Any]])
        #expect(list.first?["graded_list"] as? [Bool] == [true, false])
        #expect(list.first?["output_list"] as? [String] == ["text", "other"])
        #expect((list.first?["metadata"] as? [String])?[1].contains("-3") == true)
        // Graded here, it is another grader's run no more.
        let other = "\(folder.path)/other"
        _ = try await CommandLineTool.run(["import", "lcb", file, "--run", other, "--dataset", data])
        let alike = try await CommandLineTool.run(["compare", other, run])
        #expect(alike.status == 0, "\(alike.stderr)")
        #expect(alike.stdout.contains("not known"), "\(alike.stdout)")
        let graded = try await CommandLineTool.run(["regrade", run, "--apply", "--dataset", data])
        #expect(graded.status == 0, "\(graded.stderr)")
        let refused = try await CommandLineTool.run(["compare", other, run])
        #expect(refused.status == 2)
        #expect(refused.stderr.contains("another grader's, until atlas regrade --apply"), "\(refused.stderr)")
    }

    @Test func `of an import is known what its grader says, until it is graded here, and then it is not overwritten`()
        async throws
    {
        let folder = try TemporaryFolder()
        let data = try dataset(folder)
        func file(_ name: String, _ grades: [Bool]) throws -> String {
            let entry: [String: Any] = [
                "question_title": "sum", "question_id": "sum", "difficulty": "easy", "platform": "atcoder",
                "contest_date": "2024-01-01T00:00:00", "code_list": [Self.sum, "print(0)", "print(0)"],
                "graded_list": grades, "pass@1": 0.5,
            ]
            return try folder.write(try EvalData.text([entry]), to: "\(name)/GPT/s_eval_all.json")
        }
        let run = "\(folder.path)/run"
        func load(_ file: String) async throws -> CommandLineTool.Result {
            try await CommandLineTool.run(["import", "lcb", file, "--run", run, "--dataset", data])
        }
        func figures() async throws -> [String: Any] {
            let report = try await CommandLineTool.run(["report", run, "--format", "json"])
            let document = try JSONSerialization.jsonObject(with: Data(report.stdout.utf8)) as? [String: Any]
            let first = try #require((document?["runs"] as? [[String: Any]])?.first, "\(report.stderr)")
            return try #require(first["figures"] as? [String: Any])
        }
        let right = try file("right", [true, false, false])
        #expect(try await load(right).status == 0)
        #expect(try await load(right).status == 0, "the same again changes nothing")
        let mixed = try await load(file("other", [false, true, false]))
        #expect(mixed.status == 2)
        #expect(mixed.stderr.contains("this run was begun with the imported file "), "\(mixed.stderr)")
        let unknown = try await figures()["majority_at_k"] as? [Any]
        #expect(unknown?.isEmpty == true)
        let graded = try await CommandLineTool.run(["regrade", run, "--apply", "--dataset", data])
        #expect(graded.stdout == "3 programs graded again, 0 flipped\n", "\(graded.stderr)")
        // Both programs that fail the public test are outvoted by the one that passes it.
        let majority = try #require(try await figures()["majority_at_k"] as? [[String: Any]])
        #expect((majority.last?["estimate"] as? [String: Any])?["value"] as? Double == 1)
        let again = try await load(right)
        #expect(again.status == 2)
        #expect(again.stderr.contains("graded again, and importing would undo that"), "\(again.stderr)")
    }

    @Test func `asserted results are evaluated in the sandbox and compared as Python compares them`() async throws {
        let folder = try TemporaryFolder()
        let tests = try EvalData.text([["input": "2", "output": "[[0, 0], [1, 1]]", "testtype": "functional"]])
        let record: [String: Any] = [
            "question_title": "Pairs", "question_content": "Pairs.", "question_id": "3", "contest_id": "1",
            "test_id": 0,
            "contest_date": "2024-01-01T00:00:00", "starter_code": "def pairs(n):\n    pass", "function_name": "pairs",
            "difficulty": "easy", "test": tests,
        ]
        let data = try folder.write(try EvalData.text(record) + "\n", to: "t.jsonl")
        let answers = [
            "assert pairs(2) == [[0, 0], [1, 1]]", "assert pairs(2) == [(0, 0), (1, 1)]", "[[i, i] for i in range(2)]",
            "assert pairs(2) == [[0, 0], [True, 1.0]]", "assert pairs(2) == [[0, 0]", "assert pairs(2)",
            "expected_output",
            "json.loads(expected_output)", "# note\nassert pairs(2) == [[0, 0], [1, 1]], 'so'",
        ]
        let outputs = try folder.write(
            try EvalData.text([["question_id": "3", "test_id": 0, "pred_list": answers]]), to: "o.json")
        let result = try await CommandLineTool.run(["grade", "--lcb", data, "--outputs", outputs, "--json"])
        let accepted = try EvalData.rows(result).dropLast().map { $0["verdict"] as? String == "AC" }
        #expect(accepted == [true, false, true, true, false, false, false, false, true], "\(result.stdout)")
    }

    @Test func `stated results are evaluated after the function, and win by their value alone`() async throws {
        let folder = try TemporaryFolder()
        let record: [String: Any] = [
            "question_id": "1", "id": "sample_0", "function_name": "f", "code": "def f(n):\n    return (n, {1: 'a'})",
            "input": "f(n = 3)", "output": "(3, {1: 'a'})", "numsteps": 3, "problem_id": "1", "contest_id": "1",
            "contest_date": "2024-01-01T00:00:00", "difficulty": "easy",
        ]
        let data = try folder.write(try EvalData.text(record) + "\n", to: "e.jsonl")
        let answers = [
            "(3, {1: 'a'})", "f(3)", "f(n = 3)", "[3, {1: 'a'}]", "(3, {'1': 'a'})", "(4, {}) or True",
            "(3, {1: \"a\"})  # so", "(3.0, {True: 'a'})", "(3,", "1 / 0", "(3, {1: 'a'}), 'message'",
        ]
        let outputs = try folder.write(try EvalData.text([["id": "sample_0", "pred_list": answers]]), to: "o.json")
        let result = try await CommandLineTool.run(["grade", "--lcb", data, "--outputs", outputs, "--json"])
        let accepted = try EvalData.rows(result).dropLast().map { $0["verdict"] as? String == "AC" }
        #expect(
            accepted == [true, true, false, false, false, false, true, true, false, false, true], "\(result.stdout)")
    }
}
