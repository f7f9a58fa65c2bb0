import Foundation
import ScriptedServer
import TestSupport
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

    @Test func `a replay says where a record that was cut off ends, and the same command goes on`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { _ in
            OpenAIScript.completion(text: "```python\nprint(sum(map(int, input().split())))\n```")
        }
        defer { server.stop() }
        let problem = try folder.writeSum()
        let record = "\(folder.path)/record"
        let command = ["solve", problem, "--model", "m@\(server.baseURL)", "--method", "single", "--record", record]
        #expect(try await CommandLineTool.run(command).status == 0)
        // As Ctrl-C leaves it between the answer and its judgement.
        try FileManager.default.removeItem(atPath: "\(record)/judgements")
        let replay = try await CommandLineTool.run(["solve", problem, "--replay", record])
        #expect(replay.status == 3, "\(replay.stderr)")
        #expect(replay.stderr.contains("no program: no candidate was judged\n"), "\(replay.stderr)")
        #expect(replay.stderr.contains("no judgement of explore 1: the record ends before it"), "\(replay.stderr)")
        #expect(replay.stderr.contains("the command that recorded it (with --record) goes on"), "\(replay.stderr)")
        let again = try await CommandLineTool.run(command)
        #expect(again.status == 0, "\(again.stderr)")
        #expect(server.requests.count { $0.method == "POST" } == 1)
    }

    @Test func `waiting for stdin ends at once too`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("print(input())\n", to: "a.py")
        let running = try CommandLineTool.start(["run", file], leavesStdinOpen: true)
        // Its signal handlers are in place once it has read the source and waits.
        #expect(await eventually { isReadingStdin(running.process.processIdentifier) })
        kill(running.process.processIdentifier, SIGINT)
        #expect(await running.finish().status == 130)
    }

    /// Whether a thread of the process is in `read(0, …)`; see proc(5), /proc/PID/syscall.
    private func isReadingStdin(_ pid: Int32) -> Bool {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return threads.contains { thread in
            let call = try? String(contentsOfFile: "/proc/\(pid)/task/\(thread)/syscall", encoding: .utf8)
            return call?.hasPrefix("0 0x0 ") == true || call?.hasPrefix("63 0x0 ") == true
        }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGKILL])
    func `a program in the sandbox dies with atlas`(_ signal: Int32) async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("while True: pass\n", to: "a.py")
        let running = try CommandLineTool.start(["run", "--cpu-ms", "600000", "--wall-ms", "600000", file])
        let pid = running.process.processIdentifier
        // The launcher, its keeper, the candidate: three generations below atlas.
        var family: [Int32] = []
        let isWhole = try await eventually {
            family = []
            var generation = [pid]
            while !generation.isEmpty {
                generation = try generation.flatMap(children)
                family += generation
            }
            return family.count >= 3
        }
        #expect(isWhole)
        kill(pid, signal)
        let result = await running.finish()
        #expect(result.status == (signal == SIGKILL ? SIGKILL : 130))
        // Death is asynchronous.
        #expect(await eventually { !family.contains(where: isAlive) })
    }
}
