import FoundationEssentials
import Judging
import Problems
import TestSupport
import Testing

@testable import Orchestration

/// Probes of problems that accept more than one output for an input.
@Suite(.needsJudge) struct SeveralAnswersTests {
    /// Two numbers with a given sum; any will do.
    private static func problem(_ comparison: Comparison) -> Problem {
        Problem(
            id: "split", title: "Split", statement: "Print two numbers from 0 whose sum is n; any will do.",
            comparison: comparison, publicTests: [Programs.test("01", "0\n", "0 0\n")])
    }

    private static let generator = """
        # generator
        import sys
        print({"small": 1, "edge": 10, "largest": 1000}[sys.argv[1]] + int(sys.argv[2]))

        """
    private static let validator = "# validator\nassert 0 <= int(input()) <= 2000\n"
    private static let first = "n = int(input())\nprint(0, n)\n"
    private static let second = "n = int(input())\nprint(n, 0)\n"
    /// Breaks the rule for numbers above 10.
    private static let broken = "n = int(input())\nprint(n, 0 if n <= 10 else 1)\n"

    private static func relation(
        _ one: String, _ two: String, _ comparison: Comparison, several: String
    ) async throws -> Relation {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 1")],
            solvers: [1: .text(Programs.answer(one)), 2: .text(Programs.answer(two))],
            tester: [ProbeTests.programs(generator, validator, several: several)])
        let folder = try TemporaryFolder()
        let problem = problem(comparison)
        let trajectory = try await ProbeTests.solve(scene, problem, recordingTo: folder.path)
        scene.server.stop()
        // What a checker said of two outputs is recorded as well.
        var task = try ReplayTests.replay(folder, problem)
        task.probes = .on
        #expect(try await AtlasMethod().solve(task) == trajectory)
        return try #require(trajectory.explores[1].relation)
    }

    private static func checker(_ folder: TemporaryFolder) throws -> Comparison {
        let source = """
            def check(input, expected, output):
                words = output.split()
                return len(words) == 2 and sum(map(int, words)) == int(input)

            """
        let path = "\(folder.path)/check.py"
        try Data(source.utf8).write(to: URL(filePath: path))
        return .checker(JudgeProgram(path: path, convention: .python))
    }

    @Test func `outputs that the checker takes for each other's answers are no disagreement`() async throws {
        let folder = try TemporaryFolder()
        let relation = try await Self.relation(Self.first, Self.second, try Self.checker(folder), several: "no")
        #expect(relation.behavesLike == [1])
        #expect(relation.differences.isEmpty)
        #expect(relation.undecidedProbes == nil)
    }

    @Test func `an output that the checker refuses is one`() async throws {
        let folder = try TemporaryFolder()
        let relation = try await Self.relation(Self.first, Self.broken, try Self.checker(folder), several: "no")
        #expect(relation.behavesLike.isEmpty)
        #expect(relation.differences.map(\.test) == ["probe edge-1"])
    }

    @Test func `samples that nothing checks do not refute other answers`() async throws {
        var problem = Self.problem(.tokens(TokenRule()))
        problem.publicTests = [Programs.test("01", "5\n", "2 3\n")]
        problem.hasUncheckedAnswers = true
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 1")],
            solvers: [1: .text(Programs.answer(Self.first)), 2: .text(Programs.answer(Self.second))])
        let trajectory = try await scene.solve(problem)
        #expect(trajectory.malformedActions == 0)
        #expect(trajectory.revisions == 0)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.final?.judgement.verdict == .wrongAnswer)
        #expect(trajectory.final?.judgement.mayBeRight == true)
        #expect(trajectory.stopReason == .unverified)
        #expect(trajectory.explores[1].relation?.behavesLike == [1])
        #expect(trajectory.explores[1].relation?.undecidedProbes == 1)
        let told = try #require(scene.askedOfOrchestrator.last?.last)
        #expect(told.contains("the statement allows several answers, so it may be right"))
        #expect(told.contains("Several answers are right: one that is not the expected one may be."))
    }

    @Test func `of several answers the sample's is handed in in place of another, and that is said`() async throws {
        var problem = Self.problem(.tokens(TokenRule()))
        problem.publicTests = [Programs.test("01", "5\n", "5 0\n")]
        problem.hasUncheckedAnswers = true
        let solvers = [1: Scene.Answer.text(Programs.answer(Self.first)), 2: .text(Programs.answer(Self.second))]
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 1")], solvers: solvers)
        let trajectory = try await scene.solve(problem)
        #expect(trajectory.revisions == 0)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.stopNote?.hasPrefix("explore 2 was kept") == true)
        let other = try Scene.start(solvers: solvers)
        let task = try other.task(problem, budget: SolveBudget(maxExplores: 2))
        #expect(try await SolveMethods.solve("best-of-n", task).final?.source == .explore(2))
    }

    @Test func `a crash is wrong whatever answers are right`() async throws {
        var problem = Self.problem(.tokens(TokenRule()))
        problem.hasUncheckedAnswers = true
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")],
            solvers: [1: .text(Programs.answer("print(1 // 0)\n"))])
        let trajectory = try await scene.solve(problem, budget: SolveBudget(maxExplores: 1, maxRevisions: 0))
        #expect(trajectory.final?.judgement.mayBeRight == nil)
        #expect(trajectory.stopReason == .budget)
    }

    @Test func `without a checker differing outputs are undecided where the statement allows several`() async throws {
        let relation = try await Self.relation(Self.first, Self.second, .tokens(TokenRule()), several: "yes")
        #expect(relation.behavesLike == [1])
        #expect(relation.undecidedProbes == 12)
        #expect(relation.sentences.contains { $0.contains("but for 12 on which the outputs differ") })
    }

    @Test func `without a checker and with one answer they differ`() async throws {
        let relation = try await Self.relation(Self.first, Self.second, .tokens(TokenRule()), several: "no")
        #expect(relation.differences.map(\.test) == ["probe small-1"])
    }
}
