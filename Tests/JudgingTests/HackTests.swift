import Problems
import Sandbox
import Testing

@testable import Judging

/// Submissions that try to be accepted without solving the problem.
///
/// Each is a file of `Hacks`, with its idea in the first line. None may be accepted, and none may make the grader fail:
/// a failure of the grader is tried again, and would let a submission decide when it is judged.
@Suite struct HackTests {
    static let hacks = ProgramFile.all(in: "Hacks")

    private static let limits = ProblemLimits(
        cpuMilliseconds: 500, memoryKiB: 128 * 1024, outputBytes: 4 * 1024 * 1024)

    @Test func `there are at least sixty hacks, each with its idea`() {
        #expect(Self.hacks.count >= 60)
        #expect(Self.hacks.allSatisfy { $0.idea.count > 10 && $0.idea.hasSuffix(".") }, "\(Self.hacks.map(\.idea))")
    }

    @Test(arguments: hacks)
    func `what does not solve the problem is not accepted`(_ hack: ProgramFile) async throws {
        let bench = try Bench()
        var problem = hack.isFunction ? Bench.function : Bench.sum(comparison: .lcb)
        problem.limits = Self.limits
        let language = try LanguageTable.builtIn.language(ofFile: hack.name)
        let report = try await bench.judge(hack.source, language.id, on: problem, policy: .stopAtFirstFailure)
        #expect(report.verdict != .accepted, "\(hack.idea)")
        #expect(report.verdict != .judgeError, "\(hack.idea) \(report.message ?? "")")
    }

    @Test func `the problems of the hacks can be solved`() async throws {
        let bench = try Bench()
        let program = try await bench.judge(
            "print(sum(map(int, input().split())))", "python", on: Bench.sum(comparison: .lcb))
        let function = try await bench.judge(
            "class Solution:\n    def add(self, a, b): return a + b", "python", on: Bench.function)
        #expect(program.verdict == .accepted)
        #expect(function.verdict == .accepted)
    }
}
