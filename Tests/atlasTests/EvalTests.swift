import Foundation
import ScriptedServer
import Synchronization
import TestSupport
import Testing

/// `atlas eval` over a small data set, against a local server that speaks the real protocol.
@Suite struct EvalTests {
    @Test func `each sample is a line, and the summary has the figures`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let result = try await CommandLineTool.run([
            "eval", try EvalData.file(folder), "--method", "single", "--model", "m@\(server.baseURL)", "--run",
            "\(folder.path)/run", "--json",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        let rows = try EvalData.rows(result)
        let verdicts = Dictionary(
            uniqueKeysWithValues: rows.dropLast().map { ($0["problem"] as? String, $0["verdict"] as? String) })
        #expect(verdicts == ["a": "AC", "b": "WA", "c": nil])
        let all = try #require(rows.last?["all"] as? [String: Any])
        #expect(all["problems"] as? Int == 3)
        #expect(all["accepted"] as? Int == 1)
    }

    @Test func `an interrupted run goes on where it was`() async throws {
        let folder = try TemporaryFolder()
        let hangs = Mutex(true)
        let server = try ScriptedServer.start { request in
            request.text.contains("(b)") && hangs.withLock { $0 } ? [.hangUntilClosed] : EvalData.answer(request)
        }
        defer { server.stop() }
        let arguments = [
            "eval", try EvalData.file(folder), "--method", "single", "--run", "\(folder.path)/run", "--concurrency",
            "1",
            "--model", "m@\(server.baseURL)",
        ]
        let running = try CommandLineTool.start(arguments)
        _ = await server.waitUntil { $0.requests.contains { $0.text.contains("(b)") } }
        kill(running.process.processIdentifier, SIGKILL)
        _ = await running.finish()
        // Which problem is asked first is chance.
        let asked = server.requests.count { $0.text.contains("(a)") }
        hangs.withLock { $0 = false }
        let calls = "\(folder.path)/run/record/calls"
        let logs = (try? FileManager.default.contentsOfDirectory(atPath: calls)) ?? []
        let wasRecorded = try logs.contains {
            try String(contentsOfFile: "\(calls)/\($0)", encoding: .utf8).split(separator: "\n").contains {
                $0.contains("(a)") && $0.hasSuffix("}")
            }
        }

        let resumed = try await CommandLineTool.run(arguments + ["--json"])
        #expect(resumed.status == 0, "\(resumed.stderr)")
        let all = try #require(EvalData.rows(resumed).last?["all"] as? [String: Any])
        #expect(all["samples"] as? Int == 3)
        #expect(server.requests.count { $0.text.contains("(a)") } == (wasRecorded ? asked : asked + 1))

        // Another model is another run.
        let refused = try await CommandLineTool.run(arguments.dropLast() + ["other@\(server.baseURL)"])
        #expect(refused.status == 2)
        #expect(refused.stderr.contains("begun with --model m@\(server.baseURL)"), "\(refused.stderr)")
    }

    @Test func `a malformed line is found before the first call`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let file = try EvalData.file(folder)
        let bad = try String(contentsOfFile: file, encoding: .utf8) + "{\"question_id\": \n"
        let result = try await CommandLineTool.run([
            "eval", try folder.write(bad, to: "bad.jsonl"), "--method", "single", "--model", "m@\(server.baseURL)",
            "--run", "\(folder.path)/run",
        ])
        #expect(result.status == 2)
        #expect(result.stderr.contains("bad.jsonl:4: "), "\(result.stderr)")
        #expect(server.requests.isEmpty)
    }

    @Test func `an error that ends the run loses no sample in the works`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            guard request.text.contains("(a)") else { return [.respond(status: 401, body: "{}")] }
            return EvalData.answer(request)
        }
        defer { server.stop() }
        let result = try await CommandLineTool.run([
            "eval", try EvalData.file(folder), "--method", "single", "--model", "m@\(server.baseURL)", "--run",
            "\(folder.path)/run", "--concurrency", "3",
        ])
        #expect(result.status == 2, "\(result.stderr)")
        #expect(try EvalData.rows(result).map { $0["problem"] as? String } == ["a"])
    }

    @Test func `what is done is not asked again`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start(EvalData.answer)
        defer { server.stop() }
        let arguments = [
            "eval", try EvalData.file(folder), "--method", "single", "--run", "\(folder.path)/run", "--model",
            "m@\(server.baseURL)",
        ]
        #expect(try await CommandLineTool.run(arguments + ["--limit", "1"]).status == 0)
        #expect(server.requests.count == 1)
        let rest = try await CommandLineTool.run(arguments)
        #expect(rest.status == 0, "\(rest.stderr)")
        #expect(Set(try EvalData.rows(rest).map { $0["problem"] as? String }) == ["b", "c"])
        #expect(server.requests.count == 3)
        #expect(try await CommandLineTool.run(arguments).stdout.isEmpty)
        #expect(server.requests.count == 3)
    }
}
