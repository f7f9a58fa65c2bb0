import Foundation
import Problems
import Sandbox

@testable import Judging

/// A judge with the machine's real sandbox and toolchains, and problems to judge on.
struct Bench {
    let pool: SandboxPool
    let toolchains: Toolchains
    let builder: ProgramBuilder
    let judge: Judge

    /// The pool of all tests: were each to have its own, together they would load the machine until programs that are
    /// right run out of real time.
    private static let shared = Result {
        let pool = try SandboxPool(workers: 2)
        let toolchains = Toolchains(path: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
        let builder = ProgramBuilder(pool: pool, toolchains: toolchains)
        return (pool, toolchains, builder, try Judge(pool: pool, builder: builder))
    }

    init() throws {
        (pool, toolchains, builder, judge) = try Self.shared.get()
    }

    /// The sum of two numbers, read from stdin.
    static func sum(
        comparison: Comparison = .tokens(TokenRule()), limits: ProblemLimits = ProblemLimits(cpuMilliseconds: 1_000)
    ) -> Problem {
        Problem(
            id: "sum", title: "Sum", statement: "Print the sum of two integers.", limits: limits,
            comparison: comparison,
            publicTests: [test("1", .public, "1 2\n", "3\n"), test("2", .public, "5 -7\n", "-2\n")],
            privateTests: [test("3", .private, "1000000000 1000000000\n", "2000000000\n")])
    }

    /// The sum of two numbers, as a method of `Solution`.
    static let function = Problem(
        id: "add", title: "Add", statement: "Return the sum of two integers.",
        interface: .functional(
            name: "add", starterCode: "class Solution:\n    def add(self, a: int, b: int) -> int:\n"),
        limits: ProblemLimits(cpuMilliseconds: 1_000), comparison: .json,
        publicTests: [test("1", .public, "1\n2", "3"), test("2", .private, "5\n-7", "-2")])

    static func test(_ name: String, _ group: TestCase.Group, _ input: String, _ expected: String) -> TestCase {
        TestCase(name: name, group: group, input: .bytes(Data(input.utf8)), expected: .bytes(Data(expected.utf8)))
    }

    /// Judges a source on all tests of a problem.
    func judge(
        _ source: String, _ language: String, on problem: Problem, policy: Judge.Policy = .all
    ) async throws -> JudgeReport {
        let submission = Submission(
            name: "candidate", source: source, language: try LanguageTable.builtIn.named(language))
        return try await judge.judge(submission, on: problem, tests: problem.allTests, policy: policy)
    }
}
