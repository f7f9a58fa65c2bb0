import FoundationEssentials
import Judging
import Models
import Problems
import ScriptedServer
import TestSupport
import Testing

@testable import Orchestration

/// What every method owes, whatever it does.
@Suite(.needsJudge) struct EveryMethodTests {
    static let names = SolveMethods.all.map { $0.name }
    private static let solvers: [Int: Scene.Answer] = [
        1: .text(Programs.answer(Programs.wrong)), 2: .text(Programs.answer(Programs.alsoRight)),
        3: .text(Programs.answer(Programs.crashing)),
    ]
    private static let turns: [Scene.Answer] = [.text("ACTION: EXPLORE x4"), .text("ACTION: SUBMIT explore 2")]

    @Test(arguments: names)
    func `a replay needs neither server nor sandbox and yields the same trajectory, byte for byte`(
        _ name: String
    ) async throws {
        let scene = try Scene.start(orchestrator: Self.turns, solvers: Self.solvers)
        let folder = try TemporaryFolder()
        let budget = SolveBudget(maxExplores: 4)
        let recorded = try await SolveMethods.solve(name, try scene.task(budget: budget, recordingTo: folder.path))
        scene.server.stop()
        var task = try ReplayTests.replay(folder)
        task.budget = budget
        #expect(try ReplayTests.bytes(try await SolveMethods.solve(name, task)) == ReplayTests.bytes(recorded))
        #expect(recorded.method == name)
        #expect(name == "single" || recorded.final?.judgement.passes == true)
        #expect(recorded.explores.count <= 4)
        #expect(recorded.totals.calls == scene.asked.count)
        #expect(recorded.malformedActions == 0)
    }

    @Test(arguments: names)
    func `at a cap of calls, wherever it falls, the best program so far is handed in`(_ name: String) async throws {
        for cap in 1...9 {
            let scene = try Scene.start(orchestrator: Self.turns, solvers: [3: .text(Programs.answer(Programs.wrong))])
            let task = try scene.task(budget: SolveBudget(maxExplores: 4), maxCalls: cap)
            do {
                let trajectory = try await SolveMethods.solve(name, task)
                #expect(trajectory.final?.judgement.passes == true, "\(name), cap \(cap)")
                #expect(trajectory.totals.calls <= cap)
                if trajectory.stopReason != .spendingCap { return }
            } catch let error as ModelError {
                // Nothing was written yet: of the caps only the first few can say so.
                #expect(error.isCap && cap <= 2, "\(name), cap \(cap): \(error)")
            }
        }
    }

    @Test(arguments: names)
    func `when all but the solvers are out of reach a program is handed in, and it is said why`(
        _ name: String
    ) async throws {
        let overloaded = Scene.Answer.steps([OpenAIScript.error(status: 503, message: "overloaded")])
        let scene = try Scene.start(
            orchestrator: [Self.turns[0], overloaded], solvers: Self.solvers, others: { _, _ in overloaded })
        let trajectory = try await SolveMethods.solve(name, try scene.task(budget: SolveBudget(maxExplores: 4)))
        #expect(trajectory.final != nil)
        switch name {
        case "single", "best-of-n", "majority": #expect(trajectory.stopReason == .fixed)
        case "alphacodium": #expect(trajectory.failures?.map(\.role) == [.planner, .tester])
        case "atlas": #expect(trajectory.stopReason == .modelFailed)
        default: #expect(trajectory.stopReason == .modelFailed || trajectory.failures?.isEmpty == false)
        }
    }

    @Test(arguments: names)
    func `when nothing is answered readably no method crashes or hands in what does not exist`(
        _ name: String
    ) async throws {
        let scene = try Scene.start(
            orchestrator: Array(repeating: .text("Hm."), count: 40),
            solvers: Dictionary(uniqueKeysWithValues: (1...4).map { ($0, .text("I will not.")) }),
            others: { _, _ in .text("") })
        let trajectory = try await SolveMethods.solve(name, try scene.task(budget: SolveBudget(maxExplores: 4)))
        #expect(trajectory.final == nil)
        #expect(trajectory.stopNote != nil)
    }

    @Test(arguments: names)
    func `when every call fails the failure of the model is thrown`(_ name: String) async throws {
        let overloaded = Scene.Answer.steps([OpenAIScript.error(status: 503, message: "overloaded")])
        let scene = try Scene.start(
            orchestrator: [overloaded],
            solvers: Dictionary(uniqueKeysWithValues: (1...4).map { ($0, overloaded) }), others: { _, _ in overloaded })
        let task = try scene.task(budget: SolveBudget(maxExplores: 4))
        await #expect(throws: ModelError.self) { try await SolveMethods.solve(name, task) }
    }

    @Test func `methods on one record share their explores, and each asks the solvers as often as it may`() async throws
    {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x3"), .text("ACTION: SUBMIT explore 2")], solvers: Self.solvers)
        let folder = try TemporaryFolder()
        for name in ["atlas", "single", "best-of-n", "majority", "rerank", "select", "codet", "atlas-integrator"] {
            let task = try scene.task(budget: SolveBudget(maxExplores: 4), recordingTo: folder.path)
            let trajectory = try await SolveMethods.solve(name, task)
            let explores = ["atlas": 3, "atlas-integrator": 3, "single": 1][name] ?? 4
            #expect(trajectory.explores.count == explores, "\(name)")
            #expect(trajectory.calls.count { $0.role == .solver } == explores)
        }
        #expect(scene.askedOfSolvers.map(\.seed).sorted() == [1, 2, 3, 4])
        // Until it stops, the ablation's orchestrator is asked what that of atlas was.
        #expect(scene.askedOfOrchestrator.count == 2)
    }
}
