import Testing

@testable import Evaluation

@Suite struct OfficialAnswerTests {
    @Test(arguments: [
        ("text\n```python\na\n```\nmore\n```py\nb = 1\nc\n```\nend", "b = 1\nc"), ("```\n```", ""),
        ("```python\nx", ""),
        ("no fence", ""), ("say ```code``` once\nx\n```", "x"), ("```python\r\nx\r\n```", "x\r"),
    ])
    func `a program stands between the last two lines with a fence`(_ text: String, _ program: String) {
        #expect(OfficialAnswer.program(in: text) == program)
    }

    @Test(arguments: [
        ("assert f(1) == 2\nthen\nassert f(1) == 3", "assert f(1) == 3"),
        ("  assert f(1) == 2", ""), ("```\n1\n```\n```python\n[2]\n```", "[2]"), ("```\n1\n```", "1"), ("nothing", ""),
        ("```python\n  assert f() == 1\n```", "  assert f() == 1"),
    ])
    func `an assertion is the last line that begins so, else a fenced block`(_ text: String, _ answer: String) {
        #expect(OfficialAnswer.assertion(in: text) == answer)
    }

    @Test(arguments: [
        ("assert f(2) == 7\n[/ANSWER] x", "7"), ("f(2) == [1,\n 2]\n[/ANSWER]", "[1,\n 2]"), ("17\nBecause", "17"),
        ("assert f(\"a==b\") == 1", "b\") "), ("  ", ""),
    ])
    func `a value follows the first equality`(_ text: String, _ answer: String) {
        // The official rule cuts at every ==: a call with one in a text loses its answer there as well.
        let expected = answer.hasSuffix(" ") ? String(answer.dropLast()) : answer
        #expect(OfficialAnswer.value(in: text, thought: false) == expected)
    }

    @Test func `after a thought the value follows the first answer tag`() {
        let text = "1 == 2 first\n[ANSWER]\nassert f(1) == 'x'\n[/ANSWER]\n[ANSWER]\nassert f(1) == 'y'\n[/ANSWER]"
        #expect(OfficialAnswer.value(in: text, thought: true) == "'x'")
        #expect(OfficialAnswer.value(in: "no tag == 5", thought: true) == "5")
    }

    @Test(arguments: [
        ("[1,2.50,true,null]", "[1, 2.50, True, None]"), ("{\"a\": \"it's\"}", "{'a': \"it's\"}"),
        ("\"a\\n\\\"b\\\"'\"", "'a\\n\"b\"\\''"), ("12345678901234567890", "12345678901234567890"),
        ("[[\"x\"], []]", "[['x'], []]"), ("\"cut", "\"cut"),
    ])
    func `JSON data is told in the words of Python`(_ json: String, _ text: String) {
        #expect(PythonText.representation(ofJSON: json) == text)
    }
}
