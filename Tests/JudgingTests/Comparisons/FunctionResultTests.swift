import Foundation
import Testing

@testable import Judging

@Suite struct FunctionResultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        let expected: String
        let envelope: String
        var mismatch: String?

        var testDescription: String { why }
    }

    static let rows = [
        Row(why: "an equal integer", expected: "3", envelope: "{\"result\": 3}"),
        Row(why: "an integer equals the float of its value", expected: "3", envelope: "{\"result\": 3.0}"),
        Row(
            why: "a float beyond 2^53 equals the integer that it is", expected: "1152921504606846976",
            envelope: "{\"result\": 1.152921504606847e+18}"),
        Row(
            why: "a float beyond 2^53 is not the integer of its shortest digits", expected: "1152921504606847000",
            envelope: "{\"result\": 1.152921504606847e+18}",
            mismatch: "returned value: expected \"1152921504606847000\", got \"1.152921504606847e+18\""),
        Row(
            why: "a float beyond 128 bits equals the integer that it is",
            expected: "-1606938044258990275541962092341162602522202993782792835301376",
            envelope: "{\"result\": -1.6069380442589903e+60}"),
        Row(
            why: "no integer is infinite", expected: "1", envelope: "{\"result\": Infinity}",
            mismatch: "returned value: expected \"1\", got \"Infinity\""),
        Row(why: "True equals 1", expected: "1", envelope: "{\"result\": true}"),
        Row(why: "a list in order", expected: "[1, [2, 3]]", envelope: "{\"result\": [1, [2, 3]]}"),
        Row(
            why: "a list out of order", expected: "[1, 2]", envelope: "{\"result\": [2, 1]}",
            mismatch: "returned value: expected \"[1, 2]\", got \"[2, 1]\""),
        Row(
            why: "text is not a number", expected: "\"1\"", envelope: "{\"result\": 1}",
            mismatch: "returned value: expected \"\"1\"\", got \"1\""),
        Row(why: "escapes mean their characters", expected: "\"\\u00e9\"", envelope: "{\"result\": \"é\"}"),
        Row(
            why: "composed and decomposed letters differ, as in Python", expected: "\"\\u00e9\"",
            envelope: "{\"result\": \"e\\u0301\"}",
            mismatch: "returned value: expected \"\"\\u00e9\"\", got \"\"e\\u0301\"\""),
        Row(
            why: "null is a value", expected: "null", envelope: "{\"result\": false}",
            mismatch: "returned value: expected \"null\", got \"false\""),
        Row(
            why: "integers beyond 64 bits are exact", expected: "36893488147419103232",
            envelope: "{\"result\": 36893488147419103233}",
            mismatch: "returned value: expected \"36893488147419103232\", got \"36893488147419103233\""),
        Row(
            why: "NaN equals nothing, as in Python", expected: "NaN", envelope: "{\"result\": NaN}",
            mismatch:
                "returned value: expected \"NaN\", got \"NaN\"; NaN equals nothing, not even NaN, as Python has it"),
        Row(
            why: "NaN is not why other values differ", expected: "[NaN, 1]", envelope: "{\"result\": [NaN, 2]}",
            mismatch: "returned value: expected \"[NaN, 1]\", got \"[NaN, 2]\""),
        Row(
            why: "half of a surrogate pair is no text", expected: "\"a\"", envelope: "{\"result\": [\"a\\ud83d\"]}",
            mismatch: "returned text that is no Unicode: half of a surrogate pair, such as \"\\ud800\", is in it"),
        Row(
            why: "a whole surrogate pair is text", expected: "\"\u{1F600}\"",
            envelope: "{\"result\": \"\\ud83d\\ude00\"}"),
        Row(
            why: "a set is not JSON data", expected: "[1]", envelope: "{\"unfit\": \"set\"}",
            mismatch: "returned a value of type set, which is not JSON data"),
        Row(
            why: "of a long name of a type only so much is told", expected: "[1]",
            envelope: "{\"unfit\": \"\(String(repeating: "x", count: 9_999))\"}",
            mismatch: "returned a value of type \(String(repeating: "x", count: 100)), which is not JSON data"),
        Row(
            why: "a program that writes in its result's place", expected: "1", envelope: "1\n{\"result\": 1}",
            mismatch: "the function ended the program, or wrote in its result's place"),
        Row(
            why: "a second field is no result", expected: "1", envelope: "{\"result\": 1, \"verdict\": \"AC\"}",
            mismatch: "the program wrote in its result's place"),
        Row(
            why: "no result at all", expected: "1", envelope: "",
            mismatch: "the function ended the program, or wrote in its result's place"),
        Row(
            why: "nesting that would overflow a reader's stack", expected: "1",
            envelope: "{\"result\": \(String(repeating: "[", count: 100_000))",
            mismatch: "the function ended the program, or wrote in its result's place"),
        Row(
            why: "the keys of a dictionary are in no order", expected: "{\"a\": [1], \"b\": {\"d\": 1, \"c\": 2}}",
            envelope: "{\"result\": {\"b\": {\"c\": 2, \"d\": 1}, \"a\": [1]}}"),
        Row(
            why: "keys of composed and decomposed letters are two", expected: "{\"\\u00e9\": 1, \"e\\u0301\": 2}",
            envelope: "{\"result\": {\"e\\u0301\": 2}}",
            mismatch: #"returned value: expected "{"\u00e9": 1, "e\u0301": 2}", got "{"e\u0301": 2}""#),
        Row(
            why: "a dictionary with another key", expected: "{\"a\": 1}", envelope: "{\"result\": {\"b\": 1}}",
            mismatch: "returned value: expected \"{\"a\": 1}\", got \"{\"b\": 1}\""),
        Row(
            why: "a value nested a hundred thousand deep", expected: nested,
            envelope: "{\"result\": \(nested)}"),
        Row(
            why: "a list in a list is not its elements", expected: "[[1], 2]", envelope: "{\"result\": [1, [2]]}",
            mismatch: "returned value: expected \"[[1], 2]\", got \"[1, [2]]\""),
    ]

    private static let nested = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)

    @Test(arguments: rows)
    func `returned values are compared as Python compares them`(_ row: Row) throws {
        let found = try FunctionResult(envelope: Data(row.envelope.utf8)).mismatch(expected: Data(row.expected.utf8))
        #expect(found?.description == row.mismatch)
    }

    @Test func `what tells of a value is never shown as one`() {
        #expect(FunctionResult(envelope: Data("{\"unfit\": \"set\"}".utf8)).shown == Data())
        #expect(FunctionResult(envelope: Data("{\"result\": \"\\ud800\"}".utf8)).shown == Data("\"\\ud800\"".utf8))
        #expect(FunctionResult(envelope: Data("{\"verdict\": 1}".utf8)).shown == nil)
    }

    @Test func `an expected value that is not JSON is the grader's failure`() {
        #expect(throws: JudgeFailure.self) {
            try FunctionResult(envelope: Data("{\"result\": 1}".utf8)).mismatch(expected: Data("[1,".utf8))
        }
    }
}
