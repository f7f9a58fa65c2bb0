import Foundation
import Problems
import Testing

@testable import Judging

/// Problems of LiveCodeBench with several right answers: the official verdict, and the one by a checker of ours.
@Suite struct ErrataTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let id: String
        let input: String
        let expected: String
        /// What the program prints, or returns as JSON.
        let answer: String
        let corrected: Verdict
        var function: String?

        var testDescription: String { "\(id): \(answer)" }
    }

    static let rows = [
        Row(id: "abc311_c", input: "3\n2 3 1\n", expected: "3\n1 2 3", answer: "3\n2 3 1", corrected: .accepted),
        Row(id: "abc311_c", input: "3\n2 3 1\n", expected: "3\n1 2 3", answer: "3\n3 2 1", corrected: .wrongAnswer),
        Row(
            id: "abc326_d", input: "3 ABC ABC\n", expected: "Yes\nABC\nBCA\nCAB", answer: "Yes\nABC\nBCA\nCAB ",
            corrected: .accepted),
        Row(
            id: "abc326_d", input: "4 AABC AABC\n", expected: "No", answer: "Yes\nABC.\nA.BC\n.CAB\nB.CA",
            corrected: .wrongAnswer),
        Row(id: "abc327_b", input: "27\n", expected: "3", answer: "9", corrected: .wrongAnswer),
        Row(
            id: "abc333_e", input: "4\n1 1\n1 1\n2 1\n1 2\n", expected: "1\n0 1 0", answer: "1\n1 0 0",
            corrected: .accepted),
        Row(id: "abc333_e", input: "3\n1 1\n1 2\n2 1\n", expected: "2\n1 1", answer: "1\n1 0", corrected: .wrongAnswer),
        Row(
            id: "abc343_e", input: "840 84 7\n", expected: "Yes\n0 0 0 0 6 0 6 0 0", answer: "Yes\n1 0 0 1 6 0 7 0 0",
            corrected: .accepted),
        Row(
            id: "abc343_e", input: "840 84 7\n", expected: "Yes\n0 0 0 0 6 0 6 0 0", answer: "Yes\n0 0 0 0 0 0 0 0 0",
            corrected: .wrongAnswer),
        Row(id: "abc362_c", input: "2\n-5 5\n-5 5\n", expected: "Yes\n0 0", answer: "Yes\n-1 1", corrected: .accepted),
        Row(
            id: "abc362_c", input: "2\n-5 5\n-5 5\n", expected: "Yes\n0 0", answer: "Yes\n-9 9", corrected: .wrongAnswer
        ),
        Row(
            id: "find-the-peaks", input: "[1,4,3,8,5]", expected: "[1, 3]", answer: "[3, 1]", corrected: .accepted,
            function: "find"),
        Row(
            id: "find-the-peaks", input: "[1,4,3,8,5]", expected: "[1, 3]", answer: "[3, 3]", corrected: .wrongAnswer,
            function: "find"),
        Row(
            id: "generate-binary-strings-without-adjacent-zeros", input: "1", expected: "[\"0\", \"1\"]",
            answer: "['0', 10**5000]", corrected: .wrongAnswer, function: "find"),
        Row(
            id: "generate-binary-strings-without-adjacent-zeros", input: "1", expected: "[\"0\", \"1\"]",
            answer: "[10**30000]", corrected: .wrongAnswer, function: "find"),
    ]

    private func problem(_ row: Row) -> Problem {
        Problem(
            id: row.id, title: row.id, statement: "",
            interface: row.function.map { .functional(name: $0, starterCode: "") } ?? .standardStreams,
            limits: ProblemLimits(cpuMilliseconds: 2_000), comparison: row.function == nil ? .lcb : .json,
            publicTests: [Bench.test("1", .public, row.input, row.expected)])
    }

    @Test(arguments: rows)
    func `an answer other than the expected one is checked`(_ row: Row) async throws {
        let bench = try Bench()
        let source =
            row.function.map { "class Solution:\n    def \($0)(self, *a): return \(row.answer)\n" }
            ?? "print('''\(row.answer)''')"
        let report = try await bench.judge(source, "python", on: problem(row), policy: .stopAtFirstFailure)
        #expect(report.corrected == row.corrected, "\(report.message ?? "")")
        if row.answer.filter({ $0 != " " }) != row.expected.filter({ $0 != " " }) {
            #expect(report.verdict == .wrongAnswer)
        }
    }

    @Test func `the expected answers themselves pass the checkers`() async throws {
        let bench = try Bench()
        for row in Self.rows where row.function == nil {
            var problem = problem(row)
            // One more line makes it another answer than the expected one, which the checkers do not look at.
            problem.publicTests[0].expected = .bytes(Data((row.expected + "\nmore").utf8))
            let report = try await bench.judge("print('''\(row.expected)''')", "python", on: problem)
            #expect(report.corrected == .accepted, "\(row.id)")
        }
    }

    @Test func `a value that is nested too deep for a checker is wrong`() async throws {
        let row = Row(
            id: "find-the-peaks", input: "[1,4,3,8,5]", expected: "[1, 3]", answer: "", corrected: .wrongAnswer,
            function: "find")
        let source = """
            import os
            class Solution:
                def find(self, *a):
                    for descriptor in range(3, 20):
                        try:
                            os.write(descriptor, b'{"result": ' + b"[" * 100000 + b"]" * 100000 + b"}")
                            os._exit(0)
                        except OSError:
                            pass
            """
        let report = try await Bench().judge(source, "python", on: problem(row), policy: .stopAtFirstFailure)
        #expect(report.verdict == .wrongAnswer, "\(report.message ?? "")")
        #expect(report.message?.contains("returned value") == true, "\(report.message ?? "")")
        #expect(report.corrected == .wrongAnswer)
    }

    @Test func `a checker of ours that fails leaves the official verdict as it is`() async throws {
        let row = Row(
            id: "abc362_c", input: "no numbers\n", expected: "Yes\n0 0", answer: "Yes\n-1 1", corrected: .judgeError)
        let report = try await Bench().judge(
            "print('Yes')\nprint(-1, 1)", "python", on: problem(row), policy: .stopAtFirstFailure)
        #expect(report.verdict == .wrongAnswer, "\(report.message ?? "")")
        #expect(report.corrected == .judgeError)
    }

    @Test func `other problems have no corrected verdict, and some are better left out`() async throws {
        let report = try await Bench().judge("print(3)", "python", on: Bench.sum(comparison: .lcb))
        #expect(report.corrected == nil)
        var problem = Bench.sum()
        #expect(LCBErrata.exclusion(of: problem) == nil)
        problem.id = "abc337_e"
        #expect(LCBErrata.exclusion(of: problem) == "interactive")
    }
}
