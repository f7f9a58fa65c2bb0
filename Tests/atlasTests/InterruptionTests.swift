import Foundation
import ScriptedServer
import Testing

/// Ctrl-C in the middle of everything.
@Suite struct InterruptionTests {
    /// Processes that work in the same session of launchers: those whose parent is `parent`.
    private func children(of parent: Int32) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(Int32.init).filter { pid in
            guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
            let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
            return fields.count > 2 && Int32(fields[2]) == parent
        }
    }

    private func isAlive(_ pid: Int32) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
        return !stat.contains(") Z ")
    }

    @Test func `an interrupted call ends at once, with status 130`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { _ in [.hangUntilClosed] }
        defer { server.stop() }
        let running = try CommandLineTool.start([
            "solve", try folder.writeSum(), "--model", "m@\(server.baseURL)", "--record", "\(folder.path)/record",
        ])
        _ = await server.waitUntil { !$0.requests.isEmpty }
        kill(running.process.processIdentifier, SIGINT)
        let result = await running.finish()
        #expect(result.status == 130)
        #expect(result.stderr.hasSuffix("atlas: interrupted\n"), "\(result.stderr)")
        let log = await server.waitUntil { $0.hangsEnded == $0.requests.count }
        #expect(log.hangsEnded == log.requests.count)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGKILL])
    func `a program in the sandbox dies with atlas`(_ signal: Int32) async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("while True: pass\n", to: "a.py")
        let running = try CommandLineTool.start(["run", "--cpu-ms", "600000", "--wall-ms", "600000", file])
        let pid = running.process.processIdentifier
        // The launcher, its first process, the candidate: three generations below atlas.
        var family: [Int32] = []
        while family.count < 3 {
            family = []
            var generation = [pid]
            while !generation.isEmpty {
                generation = try generation.flatMap(children)
                family += generation
            }
            await Task.yield()
        }
        kill(pid, signal)
        let result = await running.finish()
        #expect(result.status == (signal == SIGKILL ? SIGKILL : 130))
        // Death is asynchronous; a process that survives keeps this test from ending, which fails it.
        while family.contains(where: isAlive) { await Task.yield() }
    }
}
