import Foundation
import Problems
import Testing

@testable import Judging

/// Output validators of the ICPC problem package format, run in a sandbox of their own.
@Suite struct ValidatorTests {
    /// Accepts any two integers with the right sum.
    private static let validator = """
        import sys
        want = int(open(sys.argv[2]).read())
        words = sys.stdin.read().split()
        if len(words) == 2 and sum(map(int, words)) == want:
            sys.exit(42)
        open(sys.argv[3] + "judgemessage.txt", "w").write("the sum is not %d\\n" % want)
        sys.exit(43)
        """

    private func report(_ candidate: String, validator: String) async throws -> JudgeReport {
        let path = NSTemporaryDirectory() + "/validate-\(UUID().uuidString).py"
        try validator.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bench = try Bench()
        let problem = Bench.sum(comparison: .checker(JudgeProgram(path: path)))
        let report = try await bench.judge(candidate, "python", on: problem)
        return report
    }

    @Test func `any answer that the validator accepts is right`() async throws {
        let candidate = "a, b = map(int, input().split())\nprint(a + b + 5, -5)"
        #expect(try await report(candidate, validator: Self.validator).verdict == .accepted)
    }

    @Test func `a rejected answer has the validator's message`() async throws {
        let report = try await report("print(1, 1)", validator: Self.validator)
        #expect(report.verdict == .wrongAnswer)
        #expect(report.message == "the sum is not 3")
    }

    @Test func `a validator that crashes is the grader's failure`() async throws {
        let report = try await report("print(1, 2)", validator: "raise ValueError('broken')")
        #expect(report.verdict == .judgeError)
        #expect(report.message?.contains("exited with status 1, not 42 or 43: ValueError: broken") == true)
    }

    @Test func `a validator that does not compile is the grader's failure`() async throws {
        let report = try await report("print(1, 2)", validator: "def (")
        #expect(report.verdict == .judgeError)
    }
}
