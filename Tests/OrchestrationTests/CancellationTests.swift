import Judging
import Models
import ScriptedServer
import TestSupport
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

    /// A program that runs until it is killed, with a marker on its command line.
    private static func program(carrying marker: String) -> String {
        """
        import os, sys
        os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(3600)", "\(marker)"])

        """
    }

    /// Cancels a solution once a program with the marker runs, and requires that none is left where the solution has ended.
    private static func cancel(_ solution: Task<Trajectory, any Error>, onceThereRuns marker: String) async {
        #expect(await eventually { !HostProcesses.carrying(marker).isEmpty })
        solution.cancel()
        await #expect(throws: CancellationError.self) { try await solution.value }
        #expect(HostProcesses.carrying(marker).isEmpty)
    }

    @Test func `cancelling kills a candidate that runs`() async throws {
        let marker = HostProcesses.newMarker()
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE")],
            solvers: [1: .text(Programs.answer(Self.program(carrying: marker)))])
        var problem = Programs.problem
        problem.limits.cpuMilliseconds = 3_600_000
        let task = try scene.task(problem)
        await Self.cancel(Task { try await AtlasMethod().solve(task) }, onceThereRuns: marker)
        let isJudged = scene.seen.contains { if case .candidateJudged = $0 { true } else { false } }
        #expect(!isJudged)
    }
}

extension CancellationTests {
    @Test func `cancelling kills the generator of probes that runs`() async throws {
        let marker = HostProcesses.newMarker()
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE")],
            tester: [ProbeTests.programs("# generator\n" + Self.program(carrying: marker))])
        var task = try scene.task()
        task.probes = .on
        await Self.cancel(Task { [task] in try await AtlasMethod().solve(task) }, onceThereRuns: marker)
        // Had its own limits ended it, a model would have been asked to mend it.
        let attempts = scene.seen.count { if case .probesAsked = $0 { true } else { false } }
        #expect(attempts == 1)
    }

    @Test func `cancelling ends the call for probes`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE")], tester: [.steps([.hangUntilClosed])])
        var task = try scene.task()
        task.probes = .on
        let solution = Task { [task] in try await AtlasMethod().solve(task) }
        await scene.server.waitUntil { $0.requests.count == 3 }
        // All else is done: the explore waits for the probes.
        let isJudged = await eventually {
            scene.seen.contains { if case .candidateJudged = $0 { true } else { false } }
        }
        #expect(isJudged)
        solution.cancel()
        await #expect(throws: CancellationError.self) { try await solution.value }
        await scene.server.waitUntil { $0.hangsEnded == 1 }
    }
}
