import FoundationEssentials
import Testing

@testable import Problems

/// A record with some fields replaced by other JSON, and the message it gets.
struct MalformedRecord: Sendable, CustomTestStringConvertible {
    let why: String
    let fields: [String: String]
    let message: String
    var testDescription: String { why }

    init(_ why: String, _ fields: [String: String], _ message: String) {
        self.why = why
        self.fields = fields
        self.message = message
    }

    /// The record on line 2 of a file, after a blank one.
    var text: String {
        let test = #"[{\"input\": \"1\", \"output\": \"2\", \"testtype\": \"stdin\"}]"#
        let good = [
            "question_id": "\"q\"", "question_title": "\"Q\"", "question_content": "\"Text.\"", "metadata": "\"{}\"",
            "public_test_cases": "\"\(test)\"", "private_test_cases": "\"[]\"",
        ]
        let all = good.merging(fields) { $1 }.sorted { $0.key < $1.key }
        return "\n{\(all.filter { !$0.value.isEmpty }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", "))}\n"
    }
}

@Suite struct LCBErrorTests {
    private static let tests = LCBTests.expected

    @Test(arguments: [
        MalformedRecord(
            "a difficulty that does not exist", ["difficulty": "\"mediun\""],
            "DIR/a.jsonl:2: \"difficulty\" is \"mediun\"; expected easy, medium or hard"),
        MalformedRecord(
            "control characters", ["difficulty": #""a\nb\u001b[31m""#],
            #"DIR/a.jsonl:2: "difficulty" is "a\nb\u{1B}[31m"; expected easy, medium or hard"#),
        MalformedRecord(
            "no id", ["question_id": ""], "DIR/a.jsonl:2: \"question_id\" is missing or empty; expected text"),
        MalformedRecord(
            "a number for an id", ["question_id": "12"], "DIR/a.jsonl:2: \"question_id\" is a number; expected text"),
        MalformedRecord(
            "a list for a statement", ["question_content": "[]"],
            "DIR/a.jsonl:2: \"question_content\" is a list; expected text"),
        MalformedRecord(
            "an empty statement", ["question_content": "\"\""],
            "DIR/a.jsonl:2: \"question_content\" is missing or empty; expected text"),
        MalformedRecord(
            "an object for metadata", ["metadata": "{\"func_name\": \"f\"}"],
            "DIR/a.jsonl:2: \"metadata\" is an object; expected text"),
        MalformedRecord(
            "metadata that are not JSON", ["metadata": "\"f\""],
            "DIR/a.jsonl:2: \"metadata\" is \"f\"; expected a JSON object in a text, such as {\"func_name\": \"f\"}"),
        MalformedRecord(
            "a date in another order", ["contest_date": "\"31.05.2024\""],
            "DIR/a.jsonl:2: \"contest_date\" is \"31.05.2024\"; expected a day such as 2024-05-31"),
        MalformedRecord(
            "a day that is in no calendar", ["contest_date": "\"2024-02-30T00:00:00\""],
            "DIR/a.jsonl:2: \"contest_date\" is \"2024-02-30T00:00:00\"; expected a day such as 2024-05-31"),
        MalformedRecord(
            "no private tests at all", ["private_test_cases": ""],
            "DIR/a.jsonl:2: \"private_test_cases\" is missing or empty; expected text"),
        MalformedRecord(
            "private tests that are no base64", ["private_test_cases": "\"%%%\""],
            "DIR/a.jsonl:2: \"private_test_cases\" is neither a JSON list nor base64; expected \(tests)"),
        MalformedRecord(
            "base64 of something else", ["private_test_cases": "\"aGVsbG8gd29ybGQ=\""],
            "DIR/a.jsonl:2: \"private_test_cases\" is data that are not zlib's, or damaged; expected \(tests)"),
        MalformedRecord(
            "a test without output", ["public_test_cases": #""[{\"input\": \"1\", \"testtype\": \"stdin\"}]""#],
            "DIR/a.jsonl:2: \"public_test_cases\" is a list whose test 1 has no \"output\" that is text; expected \(tests)"
        ),
        MalformedRecord(
            "a test of an unknown type",
            ["public_test_cases": #""[{\"input\": \"1\", \"output\": \"1\", \"testtype\": \"file\"}]""#],
            "DIR/a.jsonl:2: \"public_test_cases\" is a list whose test 1 has no \"testtype\" that is stdin, functional or asserts; "
                + "expected \(tests)"),
        MalformedRecord(
            "asserts with an answer",
            [
                "public_test_cases": "\"[]\"",
                "private_test_cases":
                    #""[{\"input\": \"assert f()\", \"output\": \"1\", \"testtype\": \"asserts\"}]""#,
            ],
            "DIR/a.jsonl:2: tests of type asserts with an output; expected an empty output: the asserts decide"),
        MalformedRecord(
            "a list of numbers", ["public_test_cases": "\"[1]\""],
            "DIR/a.jsonl:2: \"public_test_cases\" is a list whose test 1 is no object; expected \(tests)"),
        MalformedRecord(
            "a list that is cut off", ["public_test_cases": "\"[{\""],
            "DIR/a.jsonl:2: \"public_test_cases\" is no JSON list of tests; expected \(tests)"),
        MalformedRecord(
            "functional tests without a method",
            ["public_test_cases": #""[{\"input\": \"1\", \"output\": \"1\", \"testtype\": \"functional\"}]""#],
            "DIR/a.jsonl:2: functional tests, but \"metadata\" has no func_name; expected the name of the method"),
        MalformedRecord(
            "a method's name that is none",
            [
                "public_test_cases": #""[{\"input\": \"1\", \"output\": \"1\", \"testtype\": \"functional\"}]""#,
                "metadata": #""{\"func_name\": \"f(1).g\"}""#,
            ],
            "DIR/a.jsonl:2: \"metadata\" has the func_name \"f(1).g\"; expected the name of a method"),
        MalformedRecord(
            "tests of two types",
            ["private_test_cases": #""[{\"input\": \"1\", \"output\": \"1\", \"testtype\": \"functional\"}]""#],
            "DIR/a.jsonl:2: tests of several types; expected one type"),
        MalformedRecord(
            "no tests", ["public_test_cases": "\"[]\""],
            "DIR/a.jsonl#q: there are no tests; an empty test suite accepts nothing"),
    ])
    func `a malformed record is told by line and field`(record: MalformedRecord) throws {
        let tree = try FileTree(["a.jsonl": record.text])
        #expect(message(tree, "a.jsonl") == record.message)
    }

    @Test func `the record these are made from is a good one`() throws {
        let tree = try FileTree(["a.jsonl": MalformedRecord("", [:], "").text])
        #expect(try LCBFile(path: "\(tree.path)/a.jsonl").onlyRecord().problem().publicTests.count == 1)
    }

    @Test(arguments: [
        (
            "{\"question_id\": \"q\", \"question_ti",
            "DIR/a.jsonl:1: a record that is cut off; expected one JSON object on the line"
        ),
        ("\n\n[1]\n", "DIR/a.jsonl:3: JSON that is no object; expected one JSON object on the line"),
        ("{'question_id': 1}", "DIR/a.jsonl:1: text that is not JSON; expected one JSON object on the line"),
        ("", "DIR/a.jsonl: no record; expected one JSON object a line"),
        (" \n\n", "DIR/a.jsonl: no record; expected one JSON object a line"),
    ])
    func `a line that is no record is told by its number`(text: String, expected: String) throws {
        let tree = try FileTree(["a.jsonl": text])
        #expect(message(tree, "a.jsonl") == expected)
    }

    @Test(
        arguments: [
            ([0xFF], "text whose byte 0 is not UTF-8"),
            (Array("\\ud800".utf8), "text with control characters, or escapes that are no Unicode"),
        ] as [([UInt8], String)])
    func `a text that is not Unicode is told by line and field`(bytes: [UInt8], why: String) throws {
        let tree = try FileTree([:])
        try tree.add("a.jsonl", Data("{\"question_id\": \"".utf8) + Data(bytes) + Data("\"}".utf8))
        #expect(message(tree, "a.jsonl") == "DIR/a.jsonl:1: \"question_id\" is \(why); expected text in UTF-8")
    }

    @Test func `every cut of a record is refused`() throws {
        let file = try Fixture.data("lcb/four.jsonl")
        let line = file.prefix { $0 != 10 }
        #expect(try LCBRecord(line, path: "a.jsonl", line: 1).id == "sum_a")
        for count in 1..<line.count {
            #expect(throws: ProblemError.self) { _ = try LCBRecord(line.prefix(count), path: "a.jsonl", line: 1) }
        }
    }

    @Test func `deeply nested JSON and YAML are refused, not followed`() throws {
        let deep = String(repeating: "[", count: 100_000)
        let tree = try FileTree(["a.jsonl": "{\"question_id\": \(deep)}"])
        #expect(
            message(tree, "a.jsonl") == "DIR/a.jsonl:1: a record that is cut off; expected one JSON object on the line")
        try tree.add("p/problem.yaml", "name: \(deep)")
        #expect(message(tree, "p").hasPrefix("DIR/p/problem.yaml:1: "))
    }

    @Test func `an id that two records share is noticed`() throws {
        let record = MalformedRecord("", [:], "").text
        let tree = try FileTree(["a.jsonl": record + record])
        #expect(
            message(tree, "a.jsonl#q")
                == "DIR/a.jsonl:4: \"question_id\" is \"q\", as on line 2; expected an id of its own for each record")
    }

    @Test func `several records need an id`() throws {
        let path = Fixture.path("lcb/four.jsonl")
        #expect(throws: ProblemError.recordNotNamed(path: path, example: "sum_a")) {
            try ProblemLocator.open(path, library: ProblemLibrary(folder: "/"))
        }
    }

    @Test func `a pickle that calls a command is refused and not executed`() throws {
        let pickle = try Fixture.data("pickles/command.pickle")
        let text = try Deflated.pack(pickle).base64EncodedString()
        let record = MalformedRecord("", ["private_test_cases": "\"\(text)\""], "")
        let tree = try FileTree(["a.jsonl": record.text])
        #expect(message(tree, "a.jsonl").contains("is a pickle that does not hold exactly one string;"))
        #expect(!FileManager.default.fileExists(atPath: "pickle-was-executed"))
    }

    private func message(_ tree: FileTree, _ reference: String) -> String {
        do throws(ProblemError) {
            _ = try ProblemLocator.open("\(tree.path)/\(reference)", library: ProblemLibrary(folder: tree.path))
            return "no error"
        } catch {
            return tree.stable(error.description)
        }
    }
}
