import Foundation
import Testing

@testable import Judging

/// Lines of a batch, right and wrong.
@Suite struct BatchRequestTests {
    @Test func `a line has an id, a problem, a language and a source`() throws {
        let json = #"{"id": "a", "problem": "sum", "language": "c", "code": "é\n", "note": [1]}"#
        let request = try BatchRequest(json: Data(json.utf8))
        #expect(request.id == .text("a"))
        #expect(request.problem == "sum")
        #expect(request.language == "c")
        #expect(request.code == "é\n")
        #expect(request.tests == .all)
        #expect(request.cpuMilliseconds == nil)
        #expect(request.memoryKiB == nil)
    }

    @Test func `a line may choose the public tests and limits of its own`() throws {
        let json =
            #"{"id": 7, "problem": "sum", "language": "c", "code": "x", "tests": "public", "cpu_ms": 50, "memory_kib": 9000}"#
        let request = try BatchRequest(json: Data(json.utf8))
        let (problem, tests) = request.applied(to: Bench.sum())
        #expect(request.id == .number(7))
        #expect(problem.limits.cpuMilliseconds == 50)
        #expect(problem.limits.memoryKiB == 9000)
        #expect(tests.map(\.name) == ["1", "2"])
    }

    @Test func `an empty answer is one like any other`() throws {
        let json = #"{"id": "a", "problem": "sum", "language": "c", "code": ""}"#
        #expect(try BatchRequest(json: Data(json.utf8)).code.isEmpty)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let json: String
        let message: String
        var id: BatchRequest.ID?

        var testDescription: String { json }
    }

    private static let form = #"{"id": …, "problem": …, "language": …, "code": …} on a line of its own"#

    static let rows = [
        Row(json: "garbage", message: "no JSON object; expected \(form)"),
        Row(
            json: #"{"id": "a\ud83d\ude00", "problem": "p", "language": "c", "code": "x\uD83D"}"#,
            message: #""code" is text with a half of a surrogate pair; expected text"#, id: .text("a😀")),
        Row(json: #"["id"]"#, message: "no JSON object; expected \(form)"),
        Row(json: #"{"id": "a", "prob"#, message: "no JSON object; expected \(form)"),
        Row(json: "{}", message: #""id" is missing; expected a text or a whole number of at most 64 bits"#),
        Row(json: #"{"id": ""}"#, message: #""id" is empty; expected a text or a whole number of at most 64 bits"#),
        Row(json: #"{"id": 1.5}"#, message: #""id" is 1.5; expected a text or a whole number of at most 64 bits"#),
        Row(
            json: #"{"id": 18446744073709551616}"#,
            message: #""id" is 1.8446744073709552e+19; expected a text or a whole number of at most 64 bits"#),
        Row(json: #"{"id": {}}"#, message: #""id" is an object; expected a text or a whole number of at most 64 bits"#),
        Row(json: #"{"id": 1}"#, message: #""problem" is missing; expected text"#, id: .number(1)),
        Row(
            json: #"{"id": "a", "problem": "p", "language": null}"#, message: #""language" is null; expected text"#,
            id: .text("a")),
        Row(
            json: #"{"id": "a", "problem": "p", "language": "c", "code": ["x"]}"#,
            message: #""code" is a list; expected text"#, id: .text("a")),
        Row(
            json: #"{"id": "a", "problem": "", "language": "c", "code": "x"}"#,
            message: #""problem" is empty; expected text"#, id: .text("a")),
        Row(
            json: #"{"id": 18446744073709551615, "problem": "p", "language": "c"}"#,
            message: #""code" is missing; expected text"#, id: .large(.max)),
        Row(
            json: #"{"id": "a", "problem": "p", "language": "c", "code": "x", "tests": "some"}"#,
            message: #""tests" is "some"; expected "all" or "public""#, id: .text("a")),
        Row(
            json: #"{"id": "a", "problem": "p", "language": "c", "code": "x", "cpu_ms": 0}"#,
            message: #""cpu_ms" is 0; expected a whole number from 1 to 3600000"#, id: .text("a")),
        Row(
            json: #"{"id": "a", "problem": "p", "language": "c", "code": "x", "memory_kib": true}"#,
            message: #""memory_kib" is true; expected a whole number from 1024 to 1073741824"#, id: .text("a")),
    ]

    @Test(arguments: rows) func `a fault names the field, what was found and what is expected`(_ row: Row) {
        let fault = #expect(throws: BatchFault.self) { try BatchRequest(json: Data(row.json.utf8)) }
        #expect(fault?.description == row.message)
        #expect(fault?.id == row.id)
    }

    @Test func `bytes that are not UTF-8 are a fault`() {
        let bytes = Data(#"{"id": "a"#.utf8) + Data([0xFF]) + Data(#""}"#.utf8)
        let fault = #expect(throws: BatchFault.self) { try BatchRequest(json: bytes) }
        #expect(fault?.description == "not UTF-8; expected JSON in UTF-8")
    }

    @Test func `a source that is larger than any contest allows is a fault`() {
        let code = String(repeating: "x", count: SourceFile.largestBytes + 1)
        let json = #"{"id": 1, "problem": "p", "language": "c", "code": "\#(code)"}"#
        let fault = #expect(throws: BatchFault.self) { try BatchRequest(json: Data(json.utf8)) }
        #expect(fault?.description == #""code" has 1048577 bytes; expected at most 1048576"#)
    }
}
