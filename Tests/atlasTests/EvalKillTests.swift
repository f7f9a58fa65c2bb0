import Foundation
import ScriptedServer
import TestSupport
import Testing

/// `kill -9` at random moments of an evaluation; `ATLAS_KILLS` sets how often, by default 20.
@Suite struct EvalKillTests {
    private static let ids = (0..<6).map { "p\($0)" }

    private func server() throws -> ScriptedServer {
        try ScriptedServer.start { request in
            let isRight = ["(p0)", "(p2)", "(p3)"].contains { request.text.contains($0) }
            return OpenAIScript.completion(text: isRight ? EvalData.right : EvalData.wrong)
        }
    }

    /// The requests whose answers are in the record: its logs' whole lines but those of calls that only began.
    private func recorded(_ run: String) throws -> [String] {
        let folder = "\(run)/record/calls"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return try names.filter { $0.hasSuffix(".jsonl") }.flatMap { name -> [String] in
            let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
            let whole = bytes[..<((bytes.lastIndex(of: 10) ?? -1) + 1)]
            return try whole.split(separator: 10).compactMap { line in
                let row = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
                return row["call"] is [String: Any] ? try #require(row["key"] as? String) : nil
            }
        }
    }

    private func figures(_ result: CommandLineTool.Result) throws -> [String: Int] {
        let all = try #require(EvalData.rows(result).last?["all"] as? [String: Any])
        return all.compactMapValues { $0 as? Int }
    }

    @Test func `no recorded call is asked again, and the figures are those of an undisturbed run`() async throws {
        let kills = ProcessInfo.processInfo.environment["ATLAS_KILLS"].flatMap { Int($0) } ?? 20
        let folder = try TemporaryFolder()
        let data = try EvalData.file(folder, Self.ids)
        let options = ["--method", "single", "--samples", "2", "--concurrency", "2", "--json", "--quiet"]
        let server = try server()
        defer { server.stop() }
        let undisturbed = try await CommandLineTool.run(
            ["eval", data, "--model", "m@\(server.baseURL)", "--run", "\(folder.path)/whole"] + options)
        #expect(undisturbed.status == 0, "\(undisturbed.stderr)")
        let expected = try figures(undisturbed)
        #expect(expected["samples"] == 12 && expected["accepted"] == 6)
        let perRun = server.requests.count

        var random = SystemRandomNumberGenerator()
        var left = kills
        var round = 0
        while left > 0 {
            round += 1
            let run = "\(folder.path)/run\(round)"
            let arguments = ["eval", data, "--model", "m@\(server.baseURL)", "--run", run] + options
            let before = server.requests.count
            // What was in flight when the process died may have been answered, and was not recorded.
            var lost = 0
            for _ in 0..<min(left, 5) {
                left -= 1
                let asksBefore = server.requests.count
                let recordedBefore = try recorded(run).count
                let running = try CommandLineTool.start(arguments)
                // From the first moments of the process to about its end, by what the server has seen.
                let moment = Int.random(in: 0...6, using: &random)
                let delay = UInt32.random(in: 0...60_000, using: &random)
                let process = running.process
                Thread.detachNewThread {
                    while process.isRunning, server.requests.count < asksBefore + moment { usleep(1_000) }
                    usleep(delay)
                    kill(process.processIdentifier, SIGKILL)
                }
                _ = await running.finish()
                let asks = server.requests.count - asksBefore
                lost += asks - (try recorded(run).count - recordedBefore)
            }
            let keys = try recorded(run)
            #expect(Set(keys).count == keys.count, "a recorded call was made again")
            let ended = try await CommandLineTool.run(arguments)
            #expect(ended.status == 0, "\(ended.stderr)")
            #expect(try figures(ended) == expected, "round \(round)")
            #expect(lost >= 0)
            #expect(
                server.requests.count - before == perRun + lost,
                "every request beyond an undisturbed run's is one whose answer was never recorded")
            let final = try recorded(run)
            #expect(Set(final).count == final.count && final.count == perRun)
        }
    }
}
