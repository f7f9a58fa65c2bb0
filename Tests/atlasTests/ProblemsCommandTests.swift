import Foundation
import TestSupport
import Testing

/// `atlas problems`, on the bundled problems and on a user's own.
@Suite struct ProblemsCommandTests {
    private static func document(_ result: CommandLineTool.Result) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(result.stdout.utf8)) as? [String: Any])
    }

    /// The rows of a list in a document or a row.
    private static func rows(_ key: String, of fields: [String: Any]) throws -> [[String: Any]] {
        try #require(fields[key] as? [[String: Any]])
    }

    @Test func `the bundled problems are listed`() async throws {
        let result = try await CommandLineTool.run(["problems", "list"])
        #expect(result.status == 0, "\(result.stderr)")
        #expect(result.stdout.split(separator: "\n").count >= 7)
    }

    @Test func `every label of the bundled problems comes true`() async throws {
        let result = try await CommandLineTool.run(["problems", "check"])
        #expect(result.status == 0, "\(result.stdout)")
        let rows = result.stdout.split(separator: "\n")
        #expect(rows.allSatisfy { $0.hasPrefix("ok  ") }, "\(result.stdout)")
        #expect(rows.count >= 30)
    }

    @Test func `a label that does not come true fails the check`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("problem_format_version: 2023-07\nname: Sum\n", to: "sum/problem.yaml")
        try folder.write("Print the sum.\n", to: "sum/statement/problem.en.md")
        try folder.write("1 2\n", to: "sum/data/sample/1.in")
        try folder.write("3\n", to: "sum/data/sample/1.ans")
        try folder.write("1 3\n", to: "sum/data/secret/1.in")
        try folder.write("4\n", to: "sum/data/secret/1.ans")
        try folder.write("print(3)\n", to: "sum/submissions/accepted/three.py")
        let result = try await CommandLineTool.run(["problems", "check", "\(folder.path)/sum"])
        #expect(result.status == 1, "\(result.stderr)")
        #expect(
            result.stdout
                == "FAIL  sum  accepted/three.py  WA, expected AC; line 1, token 1: expected \"4\", got \"3\"\n")
        let json = try await CommandLineTool.run(["problems", "check", "\(folder.path)/sum", "--json"])
        #expect(json.status == 1, "\(json.stderr)")
        let document = try Self.document(json)
        #expect(document["schema"] as? String == "atlas.problems-check/1")
        #expect(document["faults"] as? Int == 0)
        let problem = try #require(try Self.rows("problems", of: document).first)
        #expect(problem["id"] as? String == "sum")
        #expect(problem["public_tests"] as? Int == 1)
        #expect(problem["private_tests"] as? Int == 1)
        let submission = try #require(try Self.rows("submissions", of: problem).first)
        #expect((submission["file"] as? String)?.hasSuffix("/submissions/accepted/three.py") == true)
        #expect(submission["label"] as? String == "accepted")
        #expect(submission["expected"] as? [String] == ["AC"])
        #expect(submission["verdict"] as? String == "WA")
        #expect(submission["came_true"] as? Bool == false)
        #expect(try Self.rows("tests", of: submission).count == 2)
    }

    @Test func `a submission of several files is judged, and one that cannot be checked stops nothing but the check`()
        async throws
    {
        let folder = try TemporaryFolder()
        let sum = try folder.writeSum()
        let right = try folder.write(
            "import helper\nprint(helper.sum_of(input()))\n", to: "sum/submissions/accepted/multi/main.py")
        try folder.write(
            "def sum_of(line): return sum(map(int, line.split()))\n",
            to: "sum/submissions/accepted/multi/helper.py")
        try folder.write(
            "public class Main { public static void main(String[] a) { System.out.println(Helper.sum()); } }\n",
            to: "sum/submissions/accepted/java/Main.java")
        try folder.write(
            """
            class Helper {
                static int sum() { var in = new java.util.Scanner(System.in); return in.nextInt() + in.nextInt(); }
            }

            """, to: "sum/submissions/accepted/java/Helper.java")
        try folder.write("print(1)\n", to: "sum/submissions/slow_accepted/x.py")
        try folder.write("print(1)\n", to: "sum/submissions/y.py")
        let check = try await CommandLineTool.run(["problems", "check", sum])
        #expect(check.status == 2)
        #expect(check.stdout.contains("ok    sum  accepted/multi  AC\n"), "\(check.stdout)")
        #expect(check.stdout.contains("ok    sum  accepted/java  AC\n"), "\(check.stdout)")
        #expect(
            check.stderr.contains("slow_accepted/x.py: the label \"slow_accepted\" is not known"), "\(check.stderr)")
        #expect(check.stderr.contains("submissions/y.py: this submission has no label"), "\(check.stderr)")
        #expect(try await CommandLineTool.run(["problems", "show", sum]).status == 0)
        let importing = ["problems", "import", sum, "-o", "\(folder.path)/written", "--json"]
        let imported = try await CommandLineTool.run(importing)
        #expect(imported.status == 0)
        let document = try Self.document(imported)
        #expect(document["schema"] as? String == "atlas.problems-import/1")
        #expect(document["output"] as? String == "\(folder.path)/written")
        #expect(document["form"] as? String == "folder")
        #expect(document["faults"] as? Int == 2)
        #expect(try Self.rows("problems", of: document).map { $0["id"] as? String } == ["sum"])
        let lines = imported.stderr.split(separator: "\n").filter { $0.hasSuffix("; its verdict is not checked") }
        #expect(lines.count == 2, "\(imported.stderr)")
        // It stands alone here, and misses its helper.
        #expect(try await CommandLineTool.run(["grade", sum, right]).status == 1)
    }

    @Test(arguments: [
        ("", "3", "AC", "3 points"), ("range: 0 10\n", "3", "AC", "3 of 10 points"),
        ("range: 0 10\n", "20", "JE", "more than its maximum of 10"),
        ("grader_flags: accept_if_any_accepted\non_reject: continue\n", "3", "AC", "3 points"),
    ])
    func `the points of a legacy validator are what it writes`(
        group: String, points: String, verdict: String, shown: String
    ) async throws {
        let folder = try TemporaryFolder()
        try folder.write("name: Sum\ntype: scoring\nvalidation: custom score\n", to: "sum/problem.yaml")
        try folder.write("Print the sum.\n", to: "sum/problem_statement/problem.en.md")
        try folder.write(group, to: "sum/data/testdata.yaml")
        try folder.write("1\n", to: "sum/data/secret/1.in")
        try folder.write("", to: "sum/data/secret/1.ans")
        if group.contains("any") {
            try folder.write("2\n", to: "sum/data/secret/2.in")
            try folder.write("", to: "sum/data/secret/2.ans")
        }
        try folder.write(
            """
            import sys
            if input() != "1": sys.exit(43)
            open(sys.argv[3] + "score.txt", "w").write("\(points)")
            sys.exit(42)

            """, to: "sum/output_validators/validate.py")
        let program = try folder.write("print(input())\n", to: "sum.py")
        let result = try await CommandLineTool.run(["grade", "\(folder.path)/sum", program])
        #expect(result.stdout.contains("  python  \(verdict)  "), "\(result.stdout)")
        #expect(result.stdout.contains(shown), "\(result.stdout)")
    }

    @Test func `a submission in no known language is told without an option that is not there`() async throws {
        let folder = try TemporaryFolder()
        let sum = try folder.writeSum()
        try folder.write("puts 3\n", to: "sum/submissions/accepted/sum.rb")
        let result = try await CommandLineTool.run(["problems", "check", sum])
        #expect(result.status == 2)
        let start =
            "atlas: \(sum)/submissions/accepted/sum.rb: the name's ending belongs to no language; expected .py, .py3, "
        #expect(result.stderr.hasPrefix(start), "\(result.stderr)")
        #expect(!result.stderr.contains("--language"))
        let json = try await CommandLineTool.run(["problems", "check", sum, "--json"])
        #expect(json.status == 2)
        let document = try Self.document(json)
        #expect(document["faults"] as? Int == 1)
        let problem = try #require(try Self.rows("problems", of: document).first)
        #expect(try Self.rows("submissions", of: problem).isEmpty)
    }

    @Test func `an exported problem is judged as the original`() async throws {
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/sum.jsonl"
        let exported = try await CommandLineTool.run(["problems", "export", try folder.writeSum(), "-o", file])
        #expect(exported.status == 0, "\(exported.stderr)")
        #expect(
            exported.stderr
                == "atlas: sum: judged otherwise by LiveCodeBench's rule, where a line of numbers is right by their "
                + "values: 3.0 for 3\n")
        let right = try folder.write("print(sum(map(int, input().split())))\n", to: "right.py")
        let wrong = try folder.write("print(3)\n", to: "wrong.py")
        #expect(try await CommandLineTool.run(["grade", "\(file)#sum", right]).status == 0)
        #expect(try await CommandLineTool.run(["grade", "\(file)#sum", wrong]).status == 1)
    }

    @Test func `a private test is never shown`() async throws {
        let folder = try TemporaryFolder()
        let sum = try folder.writeSum()
        let result = try await CommandLineTool.run(["problems", "show", sum])
        #expect(result.status == 0)
        #expect(result.stdout.contains("1 public and 1 private tests"))
        #expect(!result.stdout.contains("123456789"))
        let json = try await CommandLineTool.run(["problems", "show", sum, "--json"])
        #expect(json.status == 0, "\(json.stderr)")
        #expect(!json.stdout.contains("123456789"))
        let fields = try Self.document(json)
        #expect(fields["schema"] as? String == "atlas.problem/1")
        #expect(fields["id"] as? String == "sum")
        #expect(fields["interface"] as? String == "stdin")
        #expect(fields["private_tests"] as? Int == 1)
        #expect((fields["statement"] as? String)?.hasPrefix("Print the sum of the two integers") == true)
        #expect(fields["starter_code"] is NSNull)
    }

    @Test func `of several problems each has a document, on a line of its own`() async throws {
        let folder = try TemporaryFolder()
        let sum = try folder.writeSum()
        try FileManager.default.copyItem(atPath: sum, toPath: "\(folder.path)/twice")
        let result = try await CommandLineTool.run(["problems", "show", folder.path, "--limit", "2", "--json"])
        #expect(result.status == 0, "\(result.stderr)")
        let ids = try result.stdout.split(separator: "\n").map { line in
            (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["id"] as? String
        }
        #expect(ids == ["sum", "twice"])
    }

    @Test(arguments: ["../escaped", "a/b", ".hidden", ""])
    func `an id that is no folder's name says nowhere where the package goes`(id: String) async throws {
        let folder = try TemporaryFolder()
        let tests = #"[{"input":"1 2\n","output":"3\n","testtype":"stdin"}]"#
        let record: [String: Any] = [
            "question_title": "Sum", "question_content": "Add.", "question_id": id, "public_test_cases": tests,
            "private_test_cases": tests,
        ]
        try folder.write(try EvalData.text(record) + "\n", to: "in/lcb/problem.jsonl")
        try FileManager.default.createDirectory(atPath: "\(folder.path)/in/a", withIntermediateDirectories: true)
        let result = try await CommandLineTool.run(["problems", "import", "lcb"], in: "\(folder.path)/in")
        #expect(result.status == 2)
        if !id.isEmpty {
            #expect(
                result.stderr
                    == "atlas: the problem's id \"\(id)\" is no name for a folder; name one with -o\n")
        }
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == ["in", "in/a", "in/lcb", "in/lcb/problem.jsonl"])
    }

    @Test func `records are imported into a new file and into no other`() async throws {
        let folder = try TemporaryFolder()
        let record: [String: Any] = [
            "task_id": 1, "text": "Add.", "code": "def add(a, b):\n    return a + b",
            "test_list": ["assert add(1, 2) == 3"],
        ]
        let source = try folder.write(try EvalData.text(record) + "\n", to: "mbpp.jsonl")
        let command = ["problems", "import", "--form", "mbpp", source, "-o", "\(folder.path)/lcb.jsonl"]
        let first = try await CommandLineTool.run(command + ["--json"])
        #expect(first.status == 0, "\(first.stderr)")
        let document = try Self.document(first)
        #expect(document["output"] as? String == "\(folder.path)/lcb.jsonl")
        #expect(document["form"] as? String == "mbpp")
        #expect(document["faults"] as? Int == 0)
        let problem = try #require(try Self.rows("problems", of: document).first)
        #expect(problem["interface"] as? String == "function add")
        let again = try await CommandLineTool.run(command)
        #expect(again.status == 2)
        #expect(again.stderr.contains("lcb.jsonl: it is there already"), "\(again.stderr)")
    }
}
