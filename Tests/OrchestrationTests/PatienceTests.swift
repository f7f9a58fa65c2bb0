import ScriptedServer
import TestSupport
import Testing

@testable import Orchestration

/// No more explores after as many in a row that get no further as patience allows.
@Suite(.needsJudge) struct PatienceTests {
    private static func solvers(_ programs: [String]) -> [Int: Scene.Answer] {
        Dictionary(uniqueKeysWithValues: programs.enumerated().map { ($0 + 1, .text(Programs.answer($1))) })
    }

    @Test func `it ends the explores before the first turn, and the orchestrator writes the program`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: SUBMIT\n```python\n\(Programs.right)```")],
            solvers: Self.solvers([Programs.worse, Programs.crashing, Programs.worse]))
        let trajectory = try await scene.solve(budget: SolveBudget(firstExplores: 8, patience: 3))
        #expect(trajectory.patience == 3)
        #expect(trajectory.explores.count == 3)
        #expect(trajectory.totals.calls == 4)
        #expect(trajectory.final?.source == .orchestrator)
        #expect(trajectory.stopReason == .testsPassed)
        #expect(trajectory.stopNote == nil)
        let asked = scene.askedOfOrchestrator[0].last
        #expect(asked.contains("You have used 3 of 8 explores."))
        #expect(asked.contains("The last explores got no further, so that no more are made: submit now."))
        #expect(!asked.contains("\nACTION: EXPLORE"))
    }

    @Test func `an explore that passes more public tests than any before begins the count anew`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: SUBMIT explore 4")],
            solvers: Self.solvers([
                Programs.worse, Programs.wrong, Programs.wrong + "# again\n", Programs.worse, Programs.right,
            ]))
        let trajectory = try await scene.solve(budget: SolveBudget(firstExplores: 8, patience: 2))
        #expect(trajectory.explores.count == 4)
        #expect(trajectory.stopReason == .gaveUp)
        #expect(trajectory.final?.source == .explore(2))
        #expect(
            trajectory.stopNote == "2 explores in a row got no further; "
                + "explore 2 was kept: it does better on the public tests than the last program handed in")
    }

    @Test func `it is no limit once a program passes, nor for explores without an answer`() async throws {
        let refusal = OpenAIScript.error(status: 400, message: "too long")
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE x2"), .text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 3"),
            ],
            solvers: [1: .steps([refusal]), 2: .text(Programs.answer(Programs.worse))])
        let trajectory = try await scene.solve(budget: SolveBudget(patience: 2))
        #expect(trajectory.explores.count == 4)
        #expect(trajectory.stopReason == .agreement)
    }

    @Test func `explores that are asked for in vain are refused, and it gives up when they are insisted on`()
        async throws
    {
        let scene = try Scene.start(
            orchestrator: [.explores("a", "b"), .explores("c"), .explores("d")],
            solvers: Self.solvers([Programs.worse, Programs.crashing, Programs.right]))
        let trajectory = try await scene.solve(usesTools: true, budget: SolveBudget(patience: 1))
        // What one turn asks for at once is made.
        #expect(trajectory.explores.count == 2)
        #expect(trajectory.calls.map(\.refused) == [nil, nil, nil, 1, 1])
        #expect(trajectory.stopReason == .gaveUp)
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test func `no more are suggested at once than it leaves`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE x2"), .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 3"),
            ],
            solvers: Self.solvers([Programs.worse, Programs.crashing, Programs.worse]))
        _ = try await scene.solve(budget: SolveBudget(patience: 3))
        let asked = scene.askedOfOrchestrator[1].last
        #expect(asked.contains("\nACTION: EXPLORE"))
        #expect(!asked.contains("EXPLORE x"))
    }
}
