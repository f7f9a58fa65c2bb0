import Dispatch
import Models
import Problems
import ScriptedServer
import Testing

@testable import Orchestration

/// Solutions that an error ends in the middle: what had been made is told, and the error is thrown.
@Suite(.needsJudge) struct UnfinishedTests {
    private static let refused = Scene.Answer.steps([OpenAIScript.error(status: 401, message: "bad key")])

    private static func told(_ scene: Scene) -> [Trajectory] {
        scene.seen.compactMap { if case .failed(let trajectory) = $0 { trajectory } else { nil } }
    }

    @Test func `what was made before an error is told with the best candidate, and the error is thrown`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("ACTION: EXPLORE")],
            solvers: [1: .text(Programs.answer(Programs.wrong)), 3: Self.refused])
        await #expect(throws: ModelError.self) { try await scene.solve() }
        let trajectory = try #require(Self.told(scene).first)
        #expect(trajectory.stopReason == .failed)
        #expect(trajectory.explores.map { $0.failure == nil } == [true, true, false])
        #expect(trajectory.calls.map(\.role) == [.orchestrator, .solver, .solver, .orchestrator])
        #expect(trajectory.totals.calls == 4)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.stopNote?.hasPrefix("explore 2 was the best candidate; ") == true)
        #expect(trajectory.stopNote?.contains("a key is needed") == true)
        #expect(trajectory.orchestrator == "scripted")
    }

    @Test func `an answer beside the one that failed is kept, and what was not waited for says so`() async throws {
        let isJudged = DispatchSemaphore(value: 0)
        let scene = try Scene.start(
            solvers: [
                2: .steps([.pause { isJudged.wait() }] + Self.refused.steps), 3: .steps([.hangUntilClosed]),
            ])
        var task = try scene.task(budget: SolveBudget(maxExplores: 3))
        task.events = { [events = task.events] event in
            events(event)
            if case .candidateJudged(1, _) = event { isJudged.signal() }
        }
        let watched = task
        await #expect(throws: ModelError.self) { try await SolveMethods.solve("best-of-n", watched) }
        let trajectory = try #require(Self.told(scene).first)
        #expect(trajectory.explores.map(\.n) == [1, 2, 3])
        #expect(trajectory.explores[0].judgement?.passes == true)
        #expect(trajectory.explores[1].failure?.contains("a key is needed") == true)
        #expect(trajectory.explores[2].failure == "the solution ended before the answer")
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test func `what was answered is judged before the end`() async throws {
        let isAnswered = DispatchSemaphore(value: 0)
        let scene = try Scene.start(
            solvers: [2: .steps([.pause { isAnswered.wait() }] + Self.refused.steps)])
        var task = try scene.task(budget: SolveBudget(maxExplores: 2))
        task.events = { [events = task.events] event in
            events(event)
            if case .solverAnswered(1, _, _, _) = event { isAnswered.signal() }
        }
        let watched = task
        await #expect(throws: ModelError.self) { try await SolveMethods.solve("best-of-n", watched) }
        let trajectory = try #require(Self.told(scene).first)
        #expect(trajectory.explores[0].judgement?.verdict == .accepted)
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test(arguments: EveryMethodTests.names)
    func `every method tells what it made before who decides refuses`(_ name: String) async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), Self.refused],
            solvers: [2: .text(Programs.answer(Programs.alsoRight))], others: { _, _ in Self.refused })
        let task = try scene.task(budget: SolveBudget(maxExplores: 4))
        do {
            _ = try await SolveMethods.solve(name, task)
            #expect(["single", "best-of-n", "majority"].contains(name))
        } catch {
            #expect(error is ModelError)
            // These ask something else first, and so nothing was answered yet.
            #expect(Self.told(scene).first?.final != nil || name == "alphacodium")
        }
    }

    @Test func `where nothing was answered there is nothing to tell`() async throws {
        let scene = try Scene.start(orchestrator: [Self.refused])
        await #expect(throws: ModelError.self) { try await scene.solve() }
        #expect(Self.told(scene).isEmpty)
    }
}
