import FoundationEssentials
import Testing

@testable import Problems

/// Records of functions and what they are to answer: HumanEval's and MBPP's.
@Suite struct FunctionRecordsTests {
    @Test func `asserts of HumanEval and MBPP become tests, as they are`() throws {
        let tree = try FileTree([
            "he.jsonl":
                #"{"task_id": "HumanEval/0", "prompt": "def two():\n    return 2\n\ndef add(a, b):\n", "entry_point": "add", "#
                + #""canonical_solution": "", "test": "def check(candidate):\n    assert candidate(two(), 1) == 3\n"}"#,
            "mbpp.jsonl": #"{"task_id": 7, "text": "Add.", "code": "", "test_setup_code": "x = 1", "test_imports": "#
                + #"["import math"], "test_list": ["assert add(1, 2) == 3", "assert not add(x, -1)"]}"#,
        ])
        let humanEval = try FunctionRecords(path: "\(tree.path)/he.jsonl", kind: nil).problems[0]
        #expect(humanEval.id == "HumanEval/0")
        #expect(humanEval.comparison == .asserts)
        #expect(
            try humanEval.privateTests.map { String(decoding: try $0.input.load(), as: UTF8.self) } == [
                "def two():\n    return 2\n\n\ndef check(candidate):\n    assert candidate(two(), 1) == 3\n\n\ncheck(candidate)\n"
            ])
        let mbpp = try FunctionRecords(path: "\(tree.path)/mbpp.jsonl", kind: nil).problems[0]
        #expect(mbpp.id == "mbpp/7")
        #expect(mbpp.publicTests.count == 1)
        #expect(
            try mbpp.privateTests.map { try $0.input.load() } == [
                Data("import math\nx = 1\nassert not add(x, -1)\n".utf8)
            ])
        try tree.add("written.jsonl", try LCBWriter().line(for: mbpp))
        let again = try LCBFile(path: "\(tree.path)/written.jsonl").record(id: "mbpp/7").problem()
        #expect(again.comparison == .asserts)
        #expect(again.interface == mbpp.interface)
    }

    @Test(arguments: [
        ("he.jsonl", ProblemImport.Kind.icpc, "a file of records; expected a folder or archive that holds an ICPC"),
        ("he.txt", .dmoj, "neither a folder nor an archive; expected a folder or archive that holds a DMOJ folder"),
        ("he.txt", .mbpp, "neither a folder nor an archive; expected an MBPP file, .jsonl"),
    ])
    func `a file that is not of the wanted form is told what that would be`(
        name: String, kind: ProblemImport.Kind, start: String
    ) throws {
        let tree = try FileTree([name: #"{"task_id": "1"}"#])
        let path = "\(tree.path)/\(name)"
        let said =
            name.hasSuffix(".jsonl")
            ? #expect(throws: ProblemError.self) { try FunctionRecords(path: path, kind: kind) }
                .map { tree.stable($0.description) } : try tree.importError(name, kind: kind)
        #expect(said?.hasPrefix("DIR/\(name): \(start)") == true, "\(said ?? "")")
    }

    @Test(arguments: [nil, ProblemImport.Kind.lcb]) func `a record of LiveCodeBench needs no import`(
        _ kind: ProblemImport.Kind?
    ) throws {
        let tree = try FileTree(["a.jsonl": #"{"question_id": "1"}"#])
        let error = #expect(throws: ProblemError.self) {
            try FunctionRecords(path: "\(tree.path)/a.jsonl", kind: kind)
        }
        let message =
            "DIR/a.jsonl:1: a record of LiveCodeBench; "
            + "expected HumanEval's or MBPP's; atlas reads LiveCodeBench's file as it is"
        #expect(error.map { tree.stable("\($0)") } == message)
    }

    @Test(arguments: [
        ("assert f(1) == 2", "f"), ("assert set(f((1, 2))) == set((2,))", "f"),
        ("assert math.isclose(f(1), g(2))", "f"),
        ("assert not is_prime(4)", "is_prime"), ("assert h(f(1)) == 2", "f"), ("assert(f(1)==2)", "f"),
        ("assert list(map(f, [1])) == [1]", "f"),
    ])
    func `an assert says which function it is about`(assert: String, function: String) throws {
        let tree = try FileTree([
            "a.jsonl": #"{"task_id": 1, "text": "T", "code": "def f(a):\n  pass", "test_list": ["\#(assert)"]}"#
        ])
        let problem = try FunctionRecords(path: "\(tree.path)/a.jsonl", kind: nil).problems[0]
        #expect(problem.interface == .functional(name: function, starterCode: ""))
    }

    @Test(arguments: [
        (#"{"task_id": 1, "text": "T", "test_list": ["assert 1 == 1"]}"#, "a first test that calls no function"),
        (#"{"task_id": 1, "text": "T", "test_list": ["assert f(1)", "f(2)"]}"#, "\"test_list\" item 2 has no assert"),
        (
            #"{"task_id": 1, "prompt": "def f():\n", "entry_point": "f", "test": "assert f()"}"#,
            "\"test_list\" is missing or empty"
        ),
        (#"{"task_id": 1, "text": "T", "test_list": []}"#, "\"test_list\" is missing or empty"),
        (#"{"task_id": 1, "text": "T", "test_list": 3}"#, "\"test_list\" of another type"),
        (#"{"task_id": 1, "te"#, "a record that is cut off"),
        (
            #"{"task_id": 7, "text": "T", "test_list": ["assert f(1) == 2"]}"#,
            "\"question_id\" is \"mbpp/7\", as on line 1"
        ),
    ])
    func `a record that cannot be judged is left out, by its line`(record: String, message: String) throws {
        let good = #"{"task_id": 7, "text": "T", "test_list": ["assert f(1) == 2"]}"#
        let tree = try FileTree(["a.jsonl": "\(good)\n\(record)\n"])
        let records = try FunctionRecords(path: "\(tree.path)/a.jsonl", kind: nil)
        #expect(records.problems.count == 1)
        // The first record that can be read tells the form.
        if message != "\"question_id\" is \"mbpp/7\", as on line 1", !record.contains("entry_point") {
            try tree.add("b.jsonl", "garbage\n\(record)\n\(good)\n")
            let after = try FunctionRecords(path: "\(tree.path)/b.jsonl", kind: nil)
            #expect(after.problems.count == 1)
            #expect(after.faults.count == 2)
        }
        #expect(
            records.faults.map { tree.stable($0.description) }.first?.hasPrefix("DIR/a.jsonl:2: \(message)") == true)
    }
}
