import CSandboxClient
import FoundationEssentials
import Glibc
@testable import Sandbox
import Synchronization
import TestSupport
import Testing

@Suite struct LifetimeTests {
    /// Waits until something holds; the test's own time limit is the end of patience.
    fileprivate static func until(_ holds: () async throws -> Bool) async throws {
        while try await !holds() { try await Task.sleep(for: .milliseconds(2)) }
    }

    /// A run that sleeps until it is killed, and the marker on its command line.
    private static func sleeper() async throws -> (SandboxRequest, String) {
        let marker = HostProcesses.newMarker()
        return (Programs.request(try await Programs.attack("sleep"), [marker]), marker)
    }

    /// A run under way.
    private final class Run: Sendable {
        let task: Task<SandboxOutcome, any Error>
        private let end = End()

        private final class End: Sendable { let isThere = Atomic(false) }

        /// A run that ended before it was seen.
        struct EndedEarly: Error { let outcome: SandboxOutcome }

        init(_ request: SandboxRequest, in pool: SandboxPool) {
            task = Task { [end] in
                defer { end.isThere.store(true, ordering: .releasing) }
                return try await pool.run(request)
            }
        }

        /// Waits until its process is there; throws what the run ended with when it ends instead.
        func appears(as marker: String) async throws {
            try await LifetimeTests.until {
                guard HostProcesses.carrying(marker).isEmpty else { return true }
                if end.isThere.load(ordering: .acquiring) { throw EndedEarly(outcome: try await task.value) }
                return false
            }
        }
    }

    @Test(.timeLimit(.minutes(30)), arguments: Mode.available)
    func `cancelling kills the run`(_ mode: Mode) async throws {
        let pool = try await mode.pool()
        let (request, marker) = try await Self.sleeper()
        let run = Run(request, in: pool)
        try await run.appears(as: marker)
        run.task.cancel()
        await #expect(throws: SandboxError.cancelled) { try await run.task.value }
        #expect(HostProcesses.carrying(marker).isEmpty)
        #expect(try await pool.run(Programs.shell("exit 4")).end == .exited(4))
    }

    @Test(.timeLimit(.minutes(30))) func `cancelling takes a waiting run out of the queue`() async throws {
        let pool = try SandboxPool(workers: 1)
        let (request, marker) = try await Self.sleeper()
        let run = Run(request, in: pool)
        try await run.appears(as: marker)
        let waiting = Task { try await pool.run(Programs.shell("exit 0")) }
        waiting.cancel()
        await #expect(throws: SandboxError.cancelled) { try await waiting.value }
        #expect(!HostProcesses.carrying(marker).isEmpty)
        run.task.cancel()
        await #expect(throws: SandboxError.cancelled) { try await run.task.value }
    }

    @Test(.timeLimit(.minutes(30)), arguments: Mode.available)
    func `a killed launcher takes its run with it and is replaced`(_ mode: Mode) async throws {
        let pool = try await mode.pool()
        let (request, marker) = try await Self.sleeper()
        let run = Run(request, in: pool)
        try await run.appears(as: marker)
        let launcher = try #require(pool.launcherProcesses.first)
        kill(launcher, SIGKILL)
        await #expect(throws: SandboxError.launcherLost("it was killed by signal 9")) { try await run.task.value }
        try await Self.until { HostProcesses.carrying(marker).isEmpty }
        #expect(try await pool.run(Programs.shell("exit 4")).end == .exited(4))
        #expect(pool.launcherProcesses.first != launcher)
    }

    @Test(.timeLimit(.minutes(30))) func `a launcher that dies with nothing to do costs no run`() async throws {
        let pool = try SandboxPool(workers: 1)
        #expect(try await pool.run(Programs.shell("exit 1")).end == .exited(1))
        let launcher = try #require(pool.launcherProcesses.first)
        kill(launcher, SIGKILL)
        var ended = siginfo_t()
        try #require(waitid(P_PID, id_t(launcher), &ended, WEXITED | WNOWAIT) == 0)
        #expect(try await pool.run(Programs.shell("exit 2")).end == .exited(2))
    }

    /// A program that is right was called too slow on a busy machine: it had ended, and its keeper had no processor.
    @Test(.timeLimit(.minutes(30))) func `a program that ended while its keeper had no processor waited for one`()
        async throws
    {
        let pool = try SandboxPool(workers: 1)
        #expect(try await pool.run(Programs.shell("exit 1")).end == .exited(1))
        let launcher = try #require(pool.launcherProcesses.first)
        let keeper = try #require(HostProcesses.children(of: launcher).first)
        while true {
            var (request, marker) = try await Self.sleeper()
            request.limits.wallMilliseconds = 5_000
            let start = ContinuousClock.now
            let run = Run(request, in: pool)
            do { try await run.appears(as: marker) } catch is Run.EndedEarly { continue }
            kill(keeper, SIGSTOP)
            guard ContinuousClock.now < start + .seconds(2) else {
                // This test itself waited for a processor for so long: nothing is known of the run.
                kill(keeper, SIGCONT)
                _ = try await run.task.value
                continue
            }
            for process in HostProcesses.carrying(marker) { kill(process, SIGKILL) }
            let late = ContinuousClock.now + .milliseconds(request.limits.wallMilliseconds)
            try await Self.until { ContinuousClock.now > late }
            kill(keeper, SIGCONT)
            let outcome = try await run.task.value
            #expect(outcome.end == .limit(.wall))
            #expect(outcome.waitedMilliseconds > outcome.wallMilliseconds / 2)
            return
        }
    }

    @Test(.timeLimit(.minutes(30))) func `shutting down ends runs and launchers`() async throws {
        let pool = try SandboxPool(workers: 2)
        let (request, marker) = try await Self.sleeper()
        let run = Run(request, in: pool)
        try await run.appears(as: marker)
        let launchers = pool.launcherProcesses
        await pool.shutDown()
        await #expect(throws: SandboxError.cancelled) { try await run.task.value }
        #expect(HostProcesses.carrying(marker).isEmpty)
        #expect(launchers.allSatisfy { kill($0, 0) != 0 })
        await #expect(throws: SandboxError.cancelled) { try await pool.run(request) }
    }

    @Test(.timeLimit(.minutes(30))) func `shutting down meets a run wherever it is on its way`() async throws {
        for _ in 0..<40 {
            let pool = try SandboxPool(workers: 1)
            let (request, marker) = try await Self.sleeper()
            let tasks = (0..<2).map { _ in Task { try await pool.run(request) } }
            await pool.shutDown()
            for task in tasks { await #expect(throws: SandboxError.cancelled) { try await task.value } }
            #expect(HostProcesses.carrying(marker).isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(30))) func `two workers run at the same time`() async throws {
        let pool = try SandboxPool(workers: 2)
        let (first, firstMarker) = try await Self.sleeper()
        let (second, secondMarker) = try await Self.sleeper()
        let runs = [first, second].map { Run($0, in: pool) }
        for (run, marker) in zip(runs, [firstMarker, secondMarker]) { try await run.appears(as: marker) }
        for run in runs { run.task.cancel() }
        for run in runs { await #expect(throws: SandboxError.cancelled) { try await run.task.value } }
    }

    @Test(.timeLimit(.minutes(30)), arguments: Mode.available)
    func `when atlas is killed its launcher ends, and the run with it`(_ mode: Mode) async throws {
        // All that the launcher notices of a killed atlas is that the kernel closed the socket.
        let (request, marker) = try await Self.sleeper()
        let path = try await mode.pool().launcherPath
        var socket: Int32 = -1
        var launcher: pid_t = 0
        try #require(sandbox_client_start(path, &socket, &launcher) == 0)
        let message = try RequestMessage(request, run: 1)
        try #require(
            sandbox_client_send(
                socket, message.bytes, message.bytes.count, message.descriptors, Int32(message.descriptors.count)) == 0)
        try await Self.until { !HostProcesses.carrying(marker).isEmpty }
        close(socket)
        var status: Int32 = -1
        try #require(waitpid(launcher, &status, 0) == launcher)
        #expect(status == 0)
        #expect(HostProcesses.carrying(marker).isEmpty)
    }

    @Test func `a missing launcher is named`() {
        #expect(throws: SandboxError.launcherMissing(searched: ["/nowhere/atlas-sandbox"])) {
            try SandboxPool(workers: 1, launcherPath: "/nowhere/atlas-sandbox")
        }
    }

    @Test func `a launcher that is something else is lost, not trusted`() async throws {
        let pool = try SandboxPool(workers: 1, launcherPath: "/bin/true")
        await #expect(throws: SandboxError.self) { try await pool.run(Programs.shell("exit 0")) }
    }
}
