import FoundationEssentials
import Testing

@testable import Problems

@Suite struct FolderFormatTests {
    private func open(_ path: String) throws -> Problem {
        try ProblemLocator.open(path + "/", library: ProblemLibrary(folder: path))
    }

    @Test func `a legacy package is read whole`() throws {
        let root = Fixture.path("packages/legacy")
        let problem = try open(root)
        #expect(problem.id == "legacy")
        #expect(problem.title == "Two Summands")
        #expect(problem.difficulty == "easy")
        #expect(problem.limits == ProblemLimits(cpuMilliseconds: 1_500, memoryKiB: 512 * 1024, outputBytes: 8 << 20))
        #expect(
            problem.comparison
                == .checker(
                    JudgeProgram(path: "\(root)/output_validators/check/check.cpp", arguments: ["strict", "3"])))
        #expect(problem.publicTests.map(\.name) == ["sample/1"])
        #expect(problem.privateTests.map(\.name) == ["secret/2", "secret/10", "secret/big/1"])
        #expect(problem.privateTests[2].input == .file(path: "\(root)/data/secret/big/1.in"))
        #expect(problem.statement.contains("Find two positive integers"))
        #expect(
            problem.statement.hasSuffix("## Sample Input 1\n\n```\n7\n```\n\n## Sample Output 1\n\n```\n3 4\n```\n"))
        #expect(
            problem.submissions == [
                LabelledSubmission(
                    path: "\(root)/submissions/accepted/one.py", label: "accepted", expectedVerdicts: ["AC"]),
                LabelledSubmission(
                    path: "\(root)/submissions/wrong_answer/silent.cpp", label: "wrong_answer",
                    expectedVerdicts: ["WA", "RTE"]),
            ])
    }

    @Test func `a package of 2023-07 is read whole`() throws {
        let problem = try open(Fixture.path("packages/recent"))
        #expect(problem.title == "Half")
        #expect(problem.difficulty == "medium")
        #expect(problem.limits.cpuMilliseconds == 500)
        #expect(
            problem.comparison
                == .tokens(TokenRule(caseSensitive: false, absoluteTolerance: 1e-6, relativeTolerance: 1e-6)))
        #expect(problem.statement.hasPrefix("Print half of a number.\n\n\n\n## Sample Input 1\n"))
        #expect(problem.submissions.map(\.expectedVerdicts) == [["AC"], ["WA", "TLE", "RTE", "MLE", "OLE"]])
    }

    @Test func `an ad-hoc folder needs a statement and tests alone`() throws {
        let tree = try FileTree([
            "statement.md": "# Double #\n\nPrint twice the number.\n", "tests/sample1.in": "1\n",
            "tests/sample1.ans": "2\n",
            "tests/10.in": "10", "tests/10.out": "20", "tests/9.in": "9", "tests/9.ans": "18",
            "tests/public/x.in": "3", "tests/public/x.ans": "6", "tests/private/sample.in": "4",
            "tests/private/sample.ans": "8", "tests/.hidden.in": "no test",
        ])
        let problem = try open(tree.path)
        #expect(problem.title == "Double")
        #expect(problem.publicTests.map(\.name) == ["public/x", "sample1"])
        #expect(problem.privateTests.map(\.name) == ["9", "10", "private/sample"])
        #expect(problem.comparison == .tokens(TokenRule()))
        #expect(problem.limits == ProblemLimits())
        #expect(try problem.privateTests[1].expected.load() == Data("20".utf8))
    }

    @Test func `names of tests may be in capitals, as archives from Windows have them`() throws {
        let tree = try FileTree([
            "statement.md": "Double.", "tests/3.IN": "3", "tests/3.ANS": "6", "tests/4.In": "4", "tests/4.out": "8",
            "tests/SAMPLE1.IN": "1", "tests/SAMPLE1.OUT": "2", "tests/PRIVATE/sample.in": "5",
            "tests/PRIVATE/sample.ans": "10",
        ])
        let problem = try open(tree.path)
        #expect(problem.publicTests.map(\.name) == ["SAMPLE1"])
        #expect(problem.privateTests.map(\.name) == ["3", "4", "PRIVATE/sample"])
        #expect(try problem.privateTests[0].input.load() == Data("3".utf8))
        #expect(try problem.privateTests[0].expected.load() == Data("6".utf8))
    }

    @Test func `a title's line may end as on Windows`() throws {
        let tree = try FileTree(["statement.md": "# Sum\r\nAdd.\r\n", "tests/1.in": "", "tests/1.ans": "1"])
        #expect(try open(tree.path).title == "Sum")
    }

    @Test func `a problem without samples has no public tests`() throws {
        let tree = try FileTree(["statement.md": "Print 1.", "tests/1.in": "", "tests/1.ans": "1"])
        let problem = try open(tree.path)
        #expect(problem.publicTests.isEmpty)
        #expect(problem.statement == "Print 1.")
    }

    @Test func `a statement that shows its samples is left as it is`() throws {
        let text = "Add.\n\n    1 2\n    3 4\n\ngives\n\n    10\n"
        let tree = try FileTree([
            "statement.md": text, "tests/sample.in": "1 2\n3 4\n", "tests/sample.ans": "10\n",
        ])
        #expect(try open(tree.path).statement == text)
        try tree.add("tests/sample2.in", "1 2\n10\n")
        try tree.add("tests/sample2.ans", "13\n")
        #expect(try open(tree.path).statement.contains("## Sample Input 2\n\n```\n1 2\n10\n```\n"))
    }

    @Test func `a sample cannot end the block it is shown in`() throws {
        let tree = try FileTree([
            "statement.md": "Echo.", "tests/sample.in": "```\n",
            "tests/sample.ans": String(repeating: "x", count: 9_000),
        ])
        let statement = try open(tree.path).statement
        #expect(statement.contains("``````````\n```\n``````````\n"))
        #expect(statement.hasSuffix("(cut: 808 more bytes)\n"))
        // What was written of it once is found again.
        try tree.add("statement.md", statement)
        #expect(try open(tree.path).statement == statement)
    }

    @Test func `notes and what compilers leave behind are no submissions`() throws {
        let left = ["Makefile", "Main.class", "a.out", "fast.o", "notes.md", "1.in", "1.ans"]
        var files = ["statement.md": "Echo.", "tests/1.in": "1", "tests/1.ans": "1", "submissions/accepted/a.py": ""]
        for name in left { files["submissions/accepted/\(name)"] = "x" }
        let tree = try FileTree(files)
        #expect(try open(tree.path).submissions.map(\.path) == ["\(tree.path)/submissions/accepted/a.py"])
    }

    @Test func `one LiveCodeBench record may have a folder and submissions`() throws {
        let line = try String(decoding: Fixture.data("lcb/four.jsonl"), as: UTF8.self).split(separator: "\n")[1]
        let tree = try FileTree(["submissions/accepted/a.py": "class Solution: pass\n"])
        try tree.add("problem.jsonl", line)
        let problem = try open(tree.path)
        #expect(problem.id == "3300")
        #expect(problem.submissions.map(\.label) == ["accepted"])
    }

    @Test func `what models may see holds neither private tests nor solutions`() throws {
        let problem = try open(Fixture.path("packages/legacy"))
        let shown = problem.withoutPrivateTests
        #expect(!problem.privateTests.isEmpty && !problem.submissions.isEmpty)
        #expect(shown.privateTests.isEmpty && shown.submissions.isEmpty)
        #expect(shown.publicTests.map(\.name) == problem.publicTests.map(\.name))
        #expect(shown.statement == problem.statement)
    }

    @Test func `links inside the folder are followed`() throws {
        let tree = try FileTree([
            "statement.md": "Echo.", "tests/1.in": "1", "tests/1.ans": "-> 1.in", "tests/more": "-> ../other",
            "other/2.in": "2", "other/2.ans": "2",
        ])
        #expect(try open(tree.path).privateTests.map(\.name) == ["1", "more/2"])
    }
}
