import FoundationEssentials
import Testing

@testable import Problems

@Suite struct LCBScenarioDataTests {
    private static let prediction = """
        {"question_title": "Two Sums", "question_content": "Sum them.", "question_id": "3000", "contest_id": \
        "weekly-contest-1", "test_id": 4, "contest_date": "2023-08-19T00:00:00", "starter_code": "class Solution:\\n    \
        def total(self, a: int, b: int) -> int:\\n        ", "function_name": "total", "difficulty": "easy", "test": \
        "[{\\"input\\": \\"1\\\\n2\\", \\"output\\": \\"3\\", \\"testtype\\": \\"functional\\"}]"}
        """
    private static let execution = """
        {"question_id": "2777", "id": "sample_7", "function_name": "f", "code": "def f(n):\\n    return [n]", "input": \
        "f(n = 3)", "output": "[3]", "numsteps": 5, "problem_id": "2920", "contest_id": "weekly-contest-351", \
        "contest_date": "2023-06-25T00:00:00", "difficulty": "medium"}
        """

    @Test func `a record of test_generation is read with its test`() throws {
        let tree = try FileTree(["t.jsonl": Self.prediction + "\n\n"])
        let record = try #require(try LCBTestOutput.read("\(tree.path)/t.jsonl").first)
        #expect(record.id == "3000#4")
        #expect(record.input == "1\n2")
        #expect(record.output == "3")
        #expect(record.contestDate == "2023-08-19")
        #expect(record.starterCode.hasPrefix("class Solution:"))
    }

    @Test func `a record of execution-v2 is read with its value`() throws {
        // With the byte order mark of editors on Windows.
        let tree = try FileTree(["e.jsonl": "\u{FEFF}" + Self.execution])
        let record = try #require(try LCBExecution.read("\(tree.path)/e.jsonl").first)
        #expect(record.id == "sample_7")
        #expect(record.number == 7)
        #expect(record.input == "f(n = 3)")
        #expect(record.expectedJSON == "[3]")
        #expect(record.steps == 5)
    }

    @Test func `the first record tells what a data set asks for`() throws {
        let program = #"{"question_id": "a", "id": "7", "public_test_cases": "[]"}"#
        let tree = try FileTree([
            "t.jsonl": "\u{FEFF}" + Self.prediction, "e.jsonl": "\n" + Self.execution, "p.jsonl": program,
            "empty.jsonl": "",
        ])
        func kind(_ name: String) throws -> LCBOutput.Kind { try LCBOutput.Kind(askedBy: "\(tree.path)/\(name)") }
        #expect(try kind("t.jsonl") == .predictions)
        #expect(try kind("e.jsonl") == .executions)
        #expect(try kind("p.jsonl") == .programs(areRepaired: false))
        #expect(try kind("empty.jsonl") == .programs(areRepaired: false))
    }

    @Test(arguments: [
        ("\"test_id\": 4, ", "", "no \"test_id\""), ("\"test_id\": 4", "\"test_id\": \"4\"", "another kind of value"),
        ("[{", "[", "\"test\" is"), ("2023-08-19T", "soon", "\"contest_date\" is"), ("\"}", "", "cut off"),
    ])
    func `what is wrong with a record is told with its line`(_ text: String, _ other: String, _ told: String) throws {
        let bad = Self.prediction.replacing(text, with: other)
        let tree = try FileTree(["t.jsonl": Self.prediction + "\n" + bad])
        let error = #expect(throws: ProblemError.self) { try LCBTestOutput.read("\(tree.path)/t.jsonl") }
        #expect("\(try #require(error))".contains("t.jsonl:2: "))
        #expect("\(try #require(error))".contains(told), "\(String(describing: error))")
    }

    @Test func `an id that comes twice is refused, and so is a file without records`() throws {
        let tree = try FileTree(["e.jsonl": Self.execution + "\n" + Self.execution, "empty.jsonl": "\n"])
        let twice = #expect(throws: ProblemError.self) { try LCBExecution.read("\(tree.path)/e.jsonl") }
        #expect("\(try #require(twice))".contains("e.jsonl:2: \"question_id\" is \"sample_7\", as on line 1"))
        #expect(throws: ProblemError.self) { try LCBExecution.read("\(tree.path)/empty.jsonl") }
    }

    @Test(arguments: [
        ("(1, [2])", "{\"__tuple__\": [1, [2]]}"), ("(1,)", "{\"__tuple__\": [1]}"), ("()", "{\"__tuple__\": []}"),
        ("(7)", "7"), ("{3, 1.0}", "{\"__set__\": {\"n3\": null, \"n1\": null}}"), ("set()", "{\"__set__\": {}}"),
        ("{'a': (1, 2)}", "{\"a\": {\"__tuple__\": [1, 2]}}"), ("{}", "{}"),
        ("{1: 'x', True: None}", "{\"__dict__\": {\"n1\": \"x\", \"n1\": null}}"),
        ("{('a', 1): 0}", "{\"__dict__\": {\"t(sa,n1)\": 0}}"), ("-inf", "-Infinity"),
        ("[nan, inf]", "[NaN, Infinity]"),
        ("'it\\'s'", "\"it's\""), ("-1.50", "-1.5"), ("1_000", "1000"), ("'a\\n\"'", "\"a\\n\\\"\""),
        ("\"\"\"a'b\"\"\" 'c'", "\"a'bc\""), ("[True, [False, None]]", "[true, [false, null]]"),
        ("{'a': 1, 'b': []}", "{\"a\": 1, \"b\": []}"), ("'\\u00e9\\x41'", "\"éA\""), ("1e3", "1000.0"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ])
    func `a literal keeps the types that JSON lacks`(_ source: String, _ json: String) throws {
        #expect(try PythonLiteral.json(source) == json)
    }

    @Test(arguments: ["1 + 1", "f(3)", "[1", "{1: 2, 3}", "b'x'", "", "0x10", "float('inf')", "'a", "1e999"])
    func `what has to be computed is no literal`(_ source: String) {
        #expect(throws: PythonLiteral.Failure.self) { try PythonLiteral.json(source) }
    }
}
