import Foundation
import Problems
import Sandbox
import TestSupport
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
        let words = ".py: the output validator exited with status 1, not 42 or 43: ValueError: broken"
        #expect(report.message?.hasPrefix("/") == true && report.message?.hasSuffix(words) == true)
    }

    private static func outcome(_ end: SandboxOutcome.End, cpu: Double, waited: Double) -> SandboxOutcome {
        SandboxOutcome(
            end: end, cpuMilliseconds: cpu, wallMilliseconds: 90_000, waitedMilliseconds: waited, peakKiB: 0,
            output: .empty, stderr: Data(), stdoutBytes: 0, stderrBytes: 0, blockedSystemCalls: [], collected: [:])
    }

    @Test(arguments: [
        (SandboxOutcome.End.limit(.cpu), 30_000.0, 0.0, true), (.limit(.wall), 0, 100, true),
        (.limit(.wall), 25_000, 60_000, true), (.limit(.wall), 100, 60_000, false), (.limit(.memory), 100, 0, false),
        (.exited(1), 100, 0, false),
    ])
    func `a validator that used up its time is not tried again`(
        _ end: SandboxOutcome.End, _ cpu: Double, _ waited: Double, _ isHang: Bool
    ) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.validator, to: "validate.py")
        let checker = try await CheckerProgram(JudgeProgram(path: path), builder: Bench().builder)
        let outcome = Self.outcome(end, cpu: cpu, waited: waited)
        let failure = #expect(throws: JudgeFailure.self) { try checker.decision(outcome) }
        #expect(failure?.isHang == isHang)
        if end == .limit(.cpu) {
            #expect(failure?.description.hasSuffix("went over its CPU time limit of 30 s") == true)
        }
    }

    @Test(arguments: [
        (SandboxOutcome.End.limit(.cpu), 30_000.0, 0.0, true), (.limit(.wall), 8_000, 0, true),
        (.limit(.wall), 8_000, 60_000, true),
        (.limit(.wall), 10, 0, true), (.limit(.wall), 4_900, 0, false), (.limit(.wall), 10, 60_000, false),
        (.exited(1), 10, 0, false),
    ])
    func `what an interactor computed tells whether it hung before the program was over`(
        _ end: SandboxOutcome.End, _ cpu: Double, _ waited: Double, _ hasHung: Bool
    ) {
        #expect(CheckerProgram.hasHungBeforeTheEnd(Self.outcome(end, cpu: cpu, waited: waited)) == hasHung)
    }

    @Test func `a validator that does not compile is the grader's failure`() async throws {
        let report = try await report("print(1, 2)", validator: "def (")
        #expect(report.verdict == .judgeError)
    }
}
