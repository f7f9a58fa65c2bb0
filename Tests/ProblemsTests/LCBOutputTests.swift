import FoundationEssentials
import Testing

@testable import Problems

@Suite struct LCBOutputTests {
    private func read(_ text: String) throws -> [LCBOutput] {
        let tree = try FileTree(["o.json": text])
        return try LCBOutput.read("\(tree.path)/o.json")
    }

    private func complaint(_ text: String) throws -> String {
        let error = #expect(throws: ProblemError.self) { try read(text) }
        return "\(try #require(error))"
    }

    @Test func `the custom evaluator's input is read, ids as texts or numbers`() throws {
        let outputs = try read(
            #"[{"question_id": "a_1", "code_list": ["x = 1", "[\"]}"]}, {"question_id": 7, "code_list": []}]"#)
        #expect(outputs.map(\.id) == ["a_1", "7"])
        #expect(outputs[0].answers == ["x = 1", "[\"]}"])
        #expect(outputs[0].kind == .programs(areRepaired: false))
        #expect(outputs[0].graded == nil)
    }

    @Test func `a list of lists is read by its places`() throws {
        let outputs = try read("[[\"a\", null],\n[\"b\", \"c\"]]")
        #expect(outputs.map(\.id) == [nil, nil])
        #expect(outputs.map(\.kind) == [nil, nil])
        #expect(outputs.map(\.answers) == [["a", ""], ["b", "c"]])
        #expect(outputs.map(\.line) == [1, 2])
    }

    @Test func `graded outputs keep grades, texts and what is known of the question`() throws {
        let text = """
            [
                {
                    "question_title": "T", "question_content": "C", "platform": "atcoder", "question_id": "abc300_a",
                    "contest_id": "abc300", "contest_date": "2023-04-29T00:00:00", "starter_code": "",
                    "difficulty": "easy", "output_list": ["```\\n1\\n```", "no"], "code_list": ["1", ""],
                    "graded_list": [true, false], "pass@1": 0.5, "metadata": ["{}", "{\\"error_code\\": -4}"]
                }
            ]
            """
        let output = try #require(try read(text).first)
        #expect(output.graded == [true, false])
        #expect(output.texts == ["```\n1\n```", "no"])
        #expect(output.metadata?[1] == "{\"error_code\": -4}")
        #expect((output.difficulty, output.platform, output.contestDate) == ("easy", "atcoder", "2023-04-29"))
    }

    @Test(arguments: [
        ("", "none"), ("Easy", "easy"), ("HARD", "hard"), ("medium", "medium"), ("unknown", "none"), (" easy", "none"),
    ])
    func `a difficulty is one of three, whatever its case`(_ written: String, _ stated: String) throws {
        let output = try read(#"[{"question_id": "q", "code_list": ["a"], "difficulty": "\#(written)"}]"#)
        #expect((output[0].difficulty ?? "none") == stated)
    }

    @Test func `what is written as an empty text is not stated`() throws {
        let output = try read(
            #"[{"question_id": "q", "code_list": ["a"], "platform": "", "question_title": "", "contest_date": ""}]"#)
        #expect(output[0].platform == nil && output[0].title == nil && output[0].contestDate == nil)
    }

    @Test func `the other scenarios have their own ids`() throws {
        let repaired = try read(
            #"[{"question_id": "q", "code_list": ["a"], "output_list": [["t"]], "original_code_list": ["b"]}]"#)
        #expect(repaired[0].kind == .programs(areRepaired: true))
        #expect(repaired[0].texts == ["t"])
        let predicted = try read(#"[{"question_id": "q", "test_id": 3, "pred_list": ["assert f() == 1"]}]"#)
        #expect((predicted[0].id, predicted[0].kind) == ("q#3", .predictions))
        let executed = try read(
            #"[{"id": "sample_4", "question_id": "q", "pred_list": ["1", "f()"], "graded_list": [true]}]"#)
        #expect((executed[0].id, executed[0].kind) == ("sample_4", .executions))
    }

    @Test func `a file that is cut off is told with its place`() throws {
        let text = "[\n  {\"question_id\": \"a\", \"code_list\": [\"x\"]},\n  {\"question_id\": \"b\", \"code_li"
        #expect(try complaint(text).contains("o.json:3: the list is cut off after 1 whole items"))
        #expect(try complaint("[\n").contains("o.json:2: the list is cut off after 0 whole items"))
        #expect(try complaint("[[\"a\"], \"b\\").contains("cut off"))
    }

    @Test(arguments: [
        ("{}", "no JSON list"), ("", "no JSON list"), ("[]", "no item"), ("[1]", "item 1 is no JSON object"),
        ("[{\"code_list\": []}]", "has no \"question_id\""), ("[{\"question_id\": \"a\"}]", "neither \"code_list\""),
        ("[{\"question_id\": \"a\", \"pred_list\": []}]", "neither \"test_id\" nor \"id\""),
        ("[{\"question_id\": \"a\", \"code_list\": 3}]", "another kind of value in \"code_list\""),
        ("[{\"question_id\": \"a\", \"code_list\": [\"x\"], \"graded_list\": []}]", "1 answer and 0 items"),
        ("[[\"a\"]] x", "does not belong"), ("[[\"a\"],,[\"b\"]]", "does not belong"),
        ("[[\"a\"],]", "does not belong"),
        (
            "[{\"question_id\": \"a\", \"code_list\": []},\n{\"question_id\": \"a\", \"code_list\": []}]",
            "again, as on line 1"
        ),
        ("[[\"a\"], {\"question_id\": \"a\", \"code_list\": []}]", "another form than the first"),
    ])
    func `what is no such file is told so`(_ text: String, _ told: String) throws {
        let said = try complaint(text)
        #expect(said.contains(told), "\(said)")
    }
}
