import Foundation
import Testing

@testable import Problems

@Suite struct LCBWriterTests {
    private static let problem = Problem(
        id: "add/1", title: "Add \"it\"", statement: "Add.\n\tÉ😀\u{2028}\u{0}", limits: ProblemLimits(),
        publicTests: [test("sample", .public, "1 2\n", "3\n")],
        privateTests: [test("a", .private, "2 2\n", "4\n"), test("b", .private, "é\\ \"\n", "\u{1F600}\n")],
        difficulty: "hard", contestDate: "2024-02-29")

    private static func test(_ name: String, _ group: TestCase.Group, _ input: String, _ output: String) -> TestCase {
        TestCase(
            name: name, group: group, input: .bytes(Data(input.utf8)), expected: .bytes(Data(output.utf8)))
    }

    @Test(arguments: [LCBWriter.PrivateTests.packed, .json])
    func `what is written is read again`(form: LCBWriter.PrivateTests) throws {
        let line = try LCBWriter(privateTests: form).line(for: Self.problem)
        #expect(line.filter { $0 == 10 }.count == 1)
        let tree = try FileTree([:])
        try tree.add("a.jsonl", line)
        let read = try LCBFile(path: "\(tree.path)/a.jsonl").record(id: "add/1").problem()
        #expect(read.title == Self.problem.title)
        #expect(read.statement == Self.problem.statement)
        #expect(read.difficulty == "hard")
        #expect(read.contestDate == "2024-02-29")
        #expect(read.platform == nil)
        #expect(read.publicTests.map(\.input) == Self.problem.publicTests.map(\.input))
        #expect(read.privateTests.map(\.input) == Self.problem.privateTests.map(\.input))
        #expect(read.privateTests.map(\.expected) == Self.problem.privateTests.map(\.expected))
    }

    @Test func `a functional problem keeps its method and starter code`() throws {
        let problem = try LCBFile(path: Fixture.path("lcb/four.jsonl")).record(id: "3300").problem()
        let tree = try FileTree([:])
        try tree.add("a.jsonl", LCBWriter().line(for: problem))
        let read = try LCBFile(path: "\(tree.path)/a.jsonl").onlyRecord().problem()
        #expect(read.interface == problem.interface)
        #expect(read.comparison == .lcb)
        #expect(read.privateTests.map(\.expected) == problem.privateTests.map(\.expected))
    }

    @Test(
        arguments: [
            (
                Comparison.checker(JudgeProgram(path: "v.cpp")), "4\n",
                "p: cannot be written as a LiveCodeBench record: it has a checker of its own, and the format has none"
            ),
            (
                .unordered(.lines), "4\n",
                "p: cannot be written as a LiveCodeBench record: its lines may come in any order, "
                    + "and the format has them in one"
            ),
            (
                .interactor, "4\n",
                "p: cannot be written as a LiveCodeBench record: it is interactive, and the format has no interactor"
            ),
            (
                .tokens(TokenRule(absoluteTolerance: 1e-6)), "4\n",
                "p: cannot be written as a LiveCodeBench record: it tolerates differences between numbers, "
                    + "and the format does not"
            ),
            (
                .tokens(TokenRule(spaceSensitive: true)), "4\n",
                "p: cannot be written as a LiveCodeBench record: white space counts in it, and the format ignores some"
            ),
            (
                .tokens(TokenRule(caseSensitive: false)), "Yes\n",
                "p: cannot be written as a LiveCodeBench record: it ignores case, and the format does not"
            ),
            (
                .unordered(.tokens), "4\n",
                "p: cannot be written as a LiveCodeBench record: what it prints may come in any order, "
                    + "and the format has it in one"
            ),
            (
                .everyLine, "4\n",
                "p: cannot be written as a LiveCodeBench record: white space counts in it, and the format ignores some"
            ),
            (.tokens(TokenRule(caseSensitive: false)), "4 -7\n", nil),
            (.tokens(TokenRule(lineEnds: .counted)), "4\n", nil),
            (.lcb, "Yes\n", nil),
        ] as [(Comparison, String, String?)])
    func `a problem that would be judged otherwise is refused`(
        comparison: Comparison, output: String, message: String?
    ) {
        let problem = Problem(
            id: "p", title: "P", statement: "P", comparison: comparison,
            privateTests: [Self.test("a", .private, "1", output)])
        do throws(ProblemError) {
            _ = try LCBWriter().line(for: problem)
            #expect(message == nil)
        } catch {
            #expect(error.description == message)
        }
    }

    @Test(
        arguments: [
            (.tokens(TokenRule()), "yes\n", []),
            (.tokens(TokenRule()), "yes no\n", ["what a program prints must be cut into lines as the answer is"]),
            (.tokens(TokenRule()), "yes\r\nno", ["what a program prints must be cut into lines as the answer is"]),
            (.tokens(TokenRule()), "\n4\n", ["a line of numbers is right by their values: 3.0 for 3"]),
            (.tokens(TokenRule()), "Case 1:\n", ["what a program prints must be cut into lines as the answer is"]),
            (.tokens(TokenRule(lineEnds: .counted)), "yes no\n", []),
            (.tokens(TokenRule(lineEnds: .counted)), "yes\nno\n", ["empty lines between those of the answer count"]),
            (
                .tokens(TokenRule(lineEnds: .countedWithBlankLines)), "yes\n1 2\n",
                ["a line of numbers is right by their values: 3.0 for 3"]
            ),
            (.lcb, "1 2\n3\n", []),
        ] as [(Comparison, String, [String])])
    func `what is judged otherwise by LiveCodeBench's rule is told`(
        comparison: Comparison, output: String, differences: [String]
    ) throws {
        let problem = Problem(
            id: "p", title: "P", statement: "P", comparison: comparison,
            privateTests: [Self.test("a", .private, "1", output)])
        #expect(try LCBWriter().differences(of: problem) == differences)
    }

    @Test func `tests that are not UTF-8 are refused`() {
        let test = TestCase(name: "a", group: .private, input: .bytes(Data([0xFF])), expected: .bytes(Data()))
        let problem = Problem(id: "p", title: "P", statement: "P", privateTests: [test])
        #expect(throws: ProblemError.notExportable(problem: "p", reason: "test a is not UTF-8")) {
            try LCBWriter().line(for: problem)
        }
    }

    /// Whether `python3` runs here; LiveCodeBench's own way of reading is Python's.
    private static let hasPython = (try? run(["-c", "pass"])) != nil

    @Test(.enabled(if: hasPython, "python3 is not installed here"))
    func `Python decodes the private tests as LiveCodeBench does`() throws {
        let tree = try FileTree([:])
        try tree.add("a.jsonl", LCBWriter().line(for: Self.problem))
        let program = """
            import base64, json, pickle, sys, zlib
            record = json.loads(open(sys.argv[1]).read())
            tests = json.loads(record["public_test_cases"])
            tests += json.loads(pickle.loads(zlib.decompress(base64.b64decode(record["private_test_cases"]))))
            print(json.dumps([record["question_id"], record["question_content"]]
                + [[t["input"], t["output"], t["testtype"]] for t in tests]))
            """
        let text = try Self.run(["-c", program, "\(tree.path)/a.jsonl"])
        #expect(
            text == #"["add/1", "Add.\n\t\u00c9\ud83d\ude00\u2028\u0000", ["1 2\n", "3\n", "stdin"], "#
                + #"["2 2\n", "4\n", "stdin"], ["\u00e9\\ \"\n", "\ud83d\ude00\n", "stdin"]]"# + "\n")
    }

    /// What `python3` writes to stdout.
    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
        return String(decoding: data, as: UTF8.self)
    }
}
