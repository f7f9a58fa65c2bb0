import Judging
import Models
import ScriptedServer
import Testing

@testable import Orchestration

@Suite(.needsJudge) struct CancellationTests {
    @Test func `cancelling ends the calls under way`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2")],
            solvers: [1: .steps([.hangUntilClosed]), 2: .steps([.hangUntilClosed])])
        let task = try scene.task()
        let solution = Task { try await AtlasMethod().solve(task) }
        await scene.server.waitUntil { $0.requests.count == 3 }
        solution.cancel()
        await #expect(throws: CancellationError.self) { try await solution.value }
        await scene.server.waitUntil { $0.hangsEnded == 2 }
    }

    @Test func `cancelling kills a candidate that runs`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE")],
            solvers: [1: .text(Programs.answer("input()\nwhile True: pass\n"))])
        var problem = Programs.problem
        problem.limits.cpuMilliseconds = 3_600_000
        let task = try scene.task(problem)
        let (answered, continuation) = AsyncStream<Void>.makeStream()
        var watched = task
        watched.events = { event in
            if case .solverAnswered = event { continuation.yield() }
        }
        let solution = Task { [watched] in try await AtlasMethod().solve(watched) }
        for await _ in answered { break }
        solution.cancel()
        await #expect(throws: CancellationError.self) { try await solution.value }
    }
}

extension CancellationTests {
    @Test func `cancelling kills the generator of probes, and ends the call for it`() async throws {
        let endless = "# generator\nwhile True: pass\n"
        let answers: [Scene.Answer] = [ProbeTests.programs(endless), .steps([.hangUntilClosed])]
        for answer in answers {
            let scene = try Scene.start(
                orchestrator: [.text("ACTION: EXPLORE")], tester: [answer])
            var task = try scene.task()
            task.probes = .on
            let (judged, continuation) = AsyncStream<Void>.makeStream()
            task.events = { event in
                if case .solverAnswered = event { continuation.yield() }
            }
            let solution = Task { [task] in try await AtlasMethod().solve(task) }
            for await _ in judged { break }
            await scene.server.waitUntil { $0.requests.count == 3 }
            solution.cancel()
            await #expect(throws: CancellationError.self) { try await solution.value }
        }
    }
}
