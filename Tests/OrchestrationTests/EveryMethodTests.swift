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
    static let solvers: [Int: Scene.Answer] = [
        1: .text(Programs.answer(Programs.wrong)), 2: .text(Programs.answer(Programs.alsoRight)),
        3: .text(Programs.answer(Programs.crashing)),
    ]
    static let turns: [Scene.Answer] = [.text("ACTION: EXPLORE x4"), .text("ACTION: SUBMIT explore 2")]

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

    private static let refusal = Scene.Answer.refused("I cannot help with that.")

    /// What becomes of a solution in which answers are refused.
    private struct Refused {
        /// The explore that is handed in; nil for none.
        var explore: Int?
        var reason: StopReason
        /// Refusals of those who do not write an explore's program.
        var refusals: Int
    }

    private static let refusedByOthers: [String: Refused] = [
        "atlas": Refused(explore: 2, reason: .malformedActions, refusals: 3),
        "atlas-integrator": Refused(explore: 2, reason: .malformedActions, refusals: 5),
        "single": Refused(explore: 1, reason: .fixed, refusals: 0),
        "self-refine": Refused(explore: 1, reason: .malformedActions, refusals: 2),
        "best-of-n": Refused(explore: 2, reason: .fixed, refusals: 0),
        "majority": Refused(explore: 2, reason: .fixed, refusals: 0),
        "rerank": Refused(explore: 2, reason: .malformedActions, refusals: 8),
        "select": Refused(explore: 2, reason: .malformedActions, refusals: 2),
        "sstar": Refused(explore: 2, reason: .malformedActions, refusals: 2),
        "alphacodium": Refused(explore: 2, reason: .testsPassed, refusals: 4),
        "codet": Refused(explore: 2, reason: .malformedActions, refusals: 2),
    ]

    @Test(arguments: names)
    func `when all but the solvers refuse the best candidate is handed in, and each refusal is told as one`(
        _ name: String
    ) async throws {
        let outcome = try #require(Self.refusedByOthers[name])
        let scene = try Scene.start(
            orchestrator: [Self.turns[0]] + Array(repeating: Self.refusal, count: 8), solvers: Self.solvers,
            others: { _, _ in Self.refusal })
        let trajectory = try await SolveMethods.solve(name, try scene.task(budget: SolveBudget(maxExplores: 4)))
        #expect(trajectory.final?.source == outcome.explore.map(ProgramSource.explore))
        #expect(trajectory.stopReason == outcome.reason)
        #expect(trajectory.malformedActions == outcome.refusals)
        let refused = trajectory.calls.filter { $0.finish == .refusal }
        #expect(refused.count == outcome.refusals)
        #expect(refused.allSatisfy { $0.malformed == "the model refused to answer" && $0.action == "malformed" })
        let reminders = scene.asked.map(\.last).filter { $0.hasPrefix("That could not be used: ") }
        #expect(reminders.isEmpty == refused.isEmpty)
        #expect(reminders.allSatisfy { $0.hasPrefix("That could not be used: the model refused to answer.") })
    }

    private static let refusedByAll: [String: Refused] = [
        "atlas": Refused(reason: .malformedActions, refusals: 6),
        "atlas-integrator": Refused(reason: .malformedActions, refusals: 8),
        "single": Refused(reason: .fixed, refusals: 0),
        "self-refine": Refused(reason: .budget, refusals: 0),
        "best-of-n": Refused(reason: .fixed, refusals: 0),
        "majority": Refused(reason: .fixed, refusals: 0),
        "rerank": Refused(reason: .fixed, refusals: 0),
        "select": Refused(reason: .fixed, refusals: 0),
        "sstar": Refused(reason: .fixed, refusals: 0),
        "alphacodium": Refused(reason: .fixed, refusals: 4),
        "codet": Refused(reason: .fixed, refusals: 0),
    ]

    @Test(arguments: names)
    func `when every role refuses nothing is handed in, and it is said that there is no program`(
        _ name: String
    ) async throws {
        let outcome = try #require(Self.refusedByAll[name])
        let scene = try Scene.start(
            orchestrator: Array(repeating: Self.refusal, count: 8),
            solvers: Dictionary(uniqueKeysWithValues: (1...4).map { ($0, Self.refusal) }),
            others: { _, _ in Self.refusal })
        let trajectory = try await SolveMethods.solve(name, try scene.task(budget: SolveBudget(maxExplores: 4)))
        #expect(trajectory.final == nil)
        #expect(trajectory.stopNote == "no model wrote a program")
        #expect(trajectory.stopReason == outcome.reason)
        #expect(trajectory.malformedActions == outcome.refusals)
        #expect(trajectory.calls.allSatisfy { $0.finish == .refusal })
        #expect(trajectory.calls.count == scene.asked.count)
        #expect(trajectory.calls.count { $0.malformed == "the model refused to answer" } == outcome.refusals)
        // A refusal is an answer, and says nothing about whether the solver can be reached.
        #expect(trajectory.explores.count == (["single": 1, "sstar": 2][name] ?? 4))
        #expect(trajectory.explores.allSatisfy { $0.failure == nil && $0.finish == .refusal })
        #expect(trajectory.explores.allSatisfy { $0.evidence.contains("The solver refused to answer.") })
        // Its words are no notes on the problem either.
        #expect(!scene.askedOfSolvers.contains { $0.body.contains("I cannot help") })
    }

    @Test(arguments: names)
    func `when every program fails one is handed in by the method's own rule, and none is said to pass`(
        _ name: String
    ) async throws {
        let programs = [Programs.wrong, Programs.worse, Programs.crashing, Programs.worse + "# again\n"]
        let solvers = programs.enumerated().map { ($0 + 1, Scene.Answer.text(Programs.answer($1))) }
        let scene = try Scene.start(
            orchestrator: [Self.turns[0]] + Array(repeating: Self.turns[1], count: 3),
            solvers: Dictionary(uniqueKeysWithValues: solvers),
            others: { asked, _ in
                asked.role == .integrator ? .text("```python\n\(Programs.worse)```") : Role.plausible(asked)
            })
        let trajectory = try await SolveMethods.solve(name, try scene.task(budget: SolveBudget(maxExplores: 4)))
        #expect(trajectory.final?.judgement.passes == false)
        // The larger group, and whoever is asked for a choice, are taken at their word; others go by the public tests.
        let chosen = ["majority", "select"].contains(name) ? 2 : 1
        #expect(trajectory.final?.source == .explore(chosen))
        let goesOn = ["atlas", "atlas-integrator", "self-refine", "alphacodium"].contains(name)
        let reason: StopReason = goesOn ? .budget : .fixed
        #expect(trajectory.stopReason == reason)
        #expect(trajectory.malformedActions == 0)
    }

    @Test(arguments: names)
    func `when no solver is in reach the failure of the model is thrown, whoever else answers`(
        _ name: String
    ) async throws {
        let overloaded = Scene.Answer.steps([OpenAIScript.error(status: 503, message: "overloaded")])
        let scene = try Scene.start(
            orchestrator: Self.turns + Array(repeating: Scene.Answer.text("Hm."), count: 4),
            solvers: Dictionary(uniqueKeysWithValues: (1...4).map { ($0, overloaded) }))
        let task = try scene.task(budget: SolveBudget(maxExplores: 4))
        if name == "atlas-integrator" {
            // Who finishes the solving writes a program without any candidate.
            #expect(try await SolveMethods.solve(name, task).final?.source == .integrator)
        } else {
            await #expect(throws: ModelError.self) { try await SolveMethods.solve(name, task) }
        }
        #expect(scene.askedOfSolvers.count == (["single": 1, "sstar": 2][name] ?? 4))
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
