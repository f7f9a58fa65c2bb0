import Foundation
import ScriptedServer
import TestSupport
import Testing

extension Trait where Self == ConditionTrait {
    /// Skips where atlas finds no C++ compiler, and says so.
    fileprivate static var needsCpp: Self {
        .enabled("no C++ compiler is installed") {
            let result = try await CommandLineTool.run(["languages", "--json"])
            let languages = try EvalData.rows(result).first?["languages"] as? [[String: Any]] ?? []
            return languages.contains { $0["id"] as? String == "cpp" && $0["installed"] as? Bool == true }
        }
    }
}

/// `atlas solve`, against a local server that speaks the real protocol.
@Suite struct SolveTests {
    private static let right = "print(sum(map(int, input().split())))"
    private static let wrong = "print(3)"

    /// An orchestrator that explores once for each program and submits the last; solvers answer with them in turn.
    private func server(solver programs: String..., fence: String = "python") throws -> ScriptedServer {
        try ScriptedServer.start { request in
            if request.method == "GET" { return [OpenAIScript.models(["scripted"])] }
            guard request.text.contains("ACTION: EXPLORE") else {
                let index = programs.indices.first { request.text.contains("\"seed\":\($0 + 1)") } ?? 0
                return OpenAIScript.completion(
                    text: "APPROACH: add\nCONFIDENCE: 90\n```\(fence)\n\(programs[index])\n```\n")
            }
            // The instruction tells of explores only in what it was shown.
            let count = programs.count
            let hasEvidence = request.text.contains("used \(count) of")
            return OpenAIScript.completion(
                text: hasEvidence ? "Good.\nACTION: SUBMIT explore \(count)" : "ACTION: EXPLORE")
        }
    }

    private func arguments(_ folder: TemporaryFolder, _ server: ScriptedServer, _ more: [String]) throws -> [String] {
        [
            "solve", try folder.writeSum(), "--model", "scripted@\(server.baseURL)", "--actions", "text", "--probes",
            "off",
        ]
            + more
    }

    @Test func `the program is shown its way and written to a file`() async throws {
        let folder = try TemporaryFolder()
        let server = try server(solver: Self.right)
        defer { server.stop() }
        let output = "\(folder.path)/solution.py"
        let result = try await CommandLineTool.run(try arguments(folder, server, ["-o", output]))
        #expect(result.status == 0, "\(result.stderr)")
        #expect(try String(contentsOfFile: output, encoding: .utf8).contains(Self.right))
        #expect(result.stdout.isEmpty)
        #expect(result.stderr.contains("explore 1: AC (sample-1 AC)"), "\(result.stderr)")
        #expect(result.stderr.contains("cost not known"))
    }

    @Test(.needsCpp) func `in another language a program that does not compile is told of, and the next one is taken`()
        async throws
    {
        let folder = try TemporaryFolder()
        let right = """
            #include <iostream>
            int main() {
                long long a, b;
                std::cin >> a >> b;
                std::cout << a + b << std::endl;
            }
            """
        let server = try server(solver: "int main() { return missing; }", right, fence: "cpp")
        defer { server.stop() }
        let output = "\(folder.path)/solution.cpp"
        let result = try await CommandLineTool.run(
            try arguments(folder, server, ["--language", "cpp", "--grade", "-o", output]))
        #expect(result.status == 0, "\(result.stderr)")
        for words in ["explore 1: CE", "explore 2: AC (sample-1 AC)", "graded on all tests: AC, 2 of 2 accepted"] {
            #expect(result.stderr.contains(words), "\(words): \(result.stderr)")
        }
        #expect(try String(contentsOfFile: output, encoding: .utf8).contains(right))
        let told = try #require(server.requests.first { $0.text.contains("used 1 of") })
        #expect(told.text.contains("the compiler says:"))
    }

    @Test func `what was made before an error ended it is shown, and handed over`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            if request.method == "GET" { return [OpenAIScript.models(["scripted"])] }
            guard request.text.contains("ACTION: EXPLORE") else {
                return OpenAIScript.completion(text: "```python\n\(Self.right)\n```\n")
            }
            return request.text.contains("used 1 of")
                ? [OpenAIScript.error(status: 401, message: "no such key")]
                : OpenAIScript.completion(text: "ACTION: EXPLORE")
        }
        defer { server.stop() }
        let told = try await CommandLineTool.run(try arguments(folder, server, ["-v"]))
        #expect(told.status == 2)
        #expect(told.stdout.contains(Self.right))
        for words in ["turn 1: explore", "evidence: AC", "stopped: it could not go on", "note: explore 1 was the best"]
        {
            #expect(told.stderr.contains(words), "\(words): \(told.stderr)")
        }
        let last = try #require(told.stderr.split(separator: "\n").last)
        #expect(last.hasPrefix("atlas: ") && last.contains("a key is needed"))
        let json = try await CommandLineTool.run(try arguments(folder, server, ["--json"]))
        #expect(json.status == 2)
        #expect(json.stdout.contains(#""stop_reason":"failed""#), "\(json.stdout)")
        let file = try folder.write(json.stdout, to: "made.json")
        let shown = try await CommandLineTool.run(["show", file])
        #expect(shown.status == 0 && shown.stdout.contains("stopped: it could not go on"), "\(shown.stdout)")
    }

    @Test func `a program that fails a public test has exit status 1`() async throws {
        let folder = try TemporaryFolder()
        let server = try server(solver: "print(4)")
        defer { server.stop() }
        let result = try await CommandLineTool.run(try arguments(folder, server, ["--max-explores", "1"]))
        #expect(result.status == 1, "\(result.stderr)")
    }

    @Test func `private tests decide with --grade only, after the last call`() async throws {
        let folder = try TemporaryFolder()
        let server = try server(solver: Self.wrong)
        defer { server.stop() }
        #expect(try await CommandLineTool.run(try arguments(folder, server, [])).status == 0)
        let graded = try await CommandLineTool.run(try arguments(folder, server, ["--grade"]))
        #expect(graded.status == 1)
        #expect(graded.stderr.contains("graded on all tests: WA, 1 of 2 accepted"), "\(graded.stderr)")
        #expect(!server.requests.contains { $0.text.contains("123456789") || $0.text.contains("1111111110") })
    }

    @Test func `a record replays offline to the same bytes`() async throws {
        let folder = try TemporaryFolder()
        let server = try server(solver: Self.right)
        let record = "\(folder.path)/record"
        let models = { (input: Int) in
            """
            models:
              scripted:
                {provider: compatible, model: m, url: \(server.baseURL), price: {input: \(input), output: 10, cached: 0.5}}
            """
        }
        let file = try folder.write(models(1), to: "models.yaml")
        let arguments = [
            "solve", try folder.writeSum(), "--model", "scripted", "--actions", "text", "--probes", "off", "--json",
            "--record", record, "--models", file,
        ]
        let recorded = try await CommandLineTool.run(arguments)
        server.stop()
        #expect(recorded.status == 0, "\(recorded.stderr)")
        #expect(recorded.stdout.contains(#""cost_usd":0"#), "\(recorded.stdout)")
        // Without the models file, and with other prices there.
        let other = try folder.write(models(7), to: "other.yaml")
        for more in [[], ["--models", other]] {
            let replayed = try await CommandLineTool.run(
                ["solve", "\(folder.path)/sum", "--json", "--replay", record] + more)
            #expect(replayed.status == 0, "\(replayed.stderr)")
            #expect(replayed.stdout == recorded.stdout)
            #expect(replayed.stderr == recorded.stderr)
        }
        // Where prices changed meanwhile the record goes on, and a replay tells what the last command told.
        let again = try await CommandLineTool.run(arguments + ["--models", other])
        #expect(again.status == 0, "\(again.stderr)")
        let replayed = try await CommandLineTool.run(["solve", "\(folder.path)/sum", "--json", "--replay", record])
        #expect(replayed.stdout == again.stdout)
        #expect(replayed.stdout != recorded.stdout)
    }

    @Test func `a recorded call is not made again`() async throws {
        let folder = try TemporaryFolder()
        let server = try server(solver: Self.right)
        defer { server.stop() }
        let arguments = try arguments(folder, server, ["--json", "--record", "\(folder.path)/record"])
        let first = try await CommandLineTool.run(arguments)
        let calls = server.requests.count
        #expect(calls == 3)
        let second = try await CommandLineTool.run(arguments)
        #expect(server.requests.count == calls)
        #expect(second.stdout == first.stdout)
    }

    @Test func `a place that cannot be written is found before the first call`() async throws {
        let folder = try TemporaryFolder()
        let server = try server(solver: Self.right)
        defer { server.stop() }
        let result = try await CommandLineTool.run(
            try arguments(folder, server, ["-o", "\(folder.path)/none/a.py"]))
        #expect(result.status == 2)
        #expect(
            result.stderr
                == "atlas: \(folder.path)/none/a.py: there is no folder \(folder.path)/none; make it first\n")
        #expect(server.requests.isEmpty)
    }

    @Test func `a link is followed, and a device stays one`() async throws {
        let folder = try TemporaryFolder()
        let server = try server(solver: Self.right)
        defer { server.stop() }
        let target = try folder.write("old", to: "target.py")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/link.py", withDestinationPath: target)
        for output in ["\(folder.path)/link.py", "/dev/stdout"] {
            let result = try await CommandLineTool.run(try arguments(folder, server, ["-o", output]))
            #expect(result.status == 0, "\(result.stderr)")
        }
        #expect(try String(contentsOfFile: target, encoding: .utf8).contains(Self.right))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder.path)/link.py") == target)
    }

    @Test func `a record takes one plan`() async throws {
        let folder = try TemporaryFolder()
        let server = try server(solver: Self.right)
        defer { server.stop() }
        let record = "\(folder.path)/record"
        #expect(try await CommandLineTool.run(try arguments(folder, server, ["--record", record])).status == 0)
        let other = try await CommandLineTool.run(
            try arguments(folder, server, ["--record", record, "--max-explores", "2"]))
        #expect(other.status == 2)
        #expect(other.stderr.contains("\(record): this record was begun with other options"))
    }

    @Test func `a record takes one process at a time`() async throws {
        let folder = try TemporaryFolder()
        let server = try ScriptedServer.start { request in
            request.index == 0
                ? [.hangUntilClosed] : OpenAIScript.completion(text: "```python\n\(Self.right)\n```\n")
        }
        defer { server.stop() }
        let record = "\(folder.path)/record"
        let arguments = [
            "solve", try folder.writeSum(), "--model", "m@\(server.baseURL)", "--method", "single", "--record", record,
        ]
        let first = try CommandLineTool.start(arguments)
        _ = await server.waitUntil { !$0.requests.isEmpty }
        let second = try await CommandLineTool.run(arguments)
        #expect(second.status == 2)
        let holder = "process \(first.process.processIdentifier) on "
        #expect(second.stderr.hasPrefix("atlas: \(record): \(holder)"), "\(second.stderr)")
        #expect(second.stderr.hasSuffix(" writes this record; wait for it, or give another --record folder\n"))
        kill(first.process.processIdentifier, SIGINT)
        #expect(await first.finish().status == 130)
        let third = try await CommandLineTool.run(arguments)
        #expect(third.status == 0, "\(third.stderr)")
        #expect(server.requests.count == 2)
    }

    @Test func `a replay refuses a plan of another form, and another problem, at once`() async throws {
        let folder = try TemporaryFolder()
        let server = try server(solver: Self.right)
        defer { server.stop() }
        let record = "\(folder.path)/record"
        #expect(try await CommandLineTool.run(try arguments(folder, server, ["--record", record])).status == 0)
        try FileManager.default.copyItem(atPath: "\(folder.path)/sum", toPath: "\(folder.path)/other")
        let other = try await CommandLineTool.run(["solve", "\(folder.path)/other", "--replay", record])
        #expect(other.status == 2)
        #expect(
            other.stderr
                == "atlas: \(record): this record is of \"sum\", not of \"other\"; give what was recorded, under its name\n"
        )
        let plan = try String(contentsOfFile: "\(record)/plan.json", encoding: .utf8)
        try folder.write(plan.replacingOccurrences(of: "atlas.plan/1", with: "atlas.plan/2"), to: "record/plan.json")
        let newer = try await CommandLineTool.run(["solve", "\(folder.path)/sum", "--replay", record])
        #expect(newer.status == 2)
        #expect(newer.stderr.contains(#"plan.json: holds a plan of the form "atlas.plan/2", not "atlas.plan/1""#))
    }

    @Test func `an interactive problem is solved by a program that talks as its interactor wants`() async throws {
        let program = try String(
            contentsOfFile: "\(CommandLineTool.problems)/echo-well/submissions/accepted/halving.py", encoding: .utf8)
        let server = try server(solver: program)
        defer { server.stop() }
        let result = try await CommandLineTool.run([
            "solve", "echo-well", "--model", "scripted@\(server.baseURL)", "--actions", "text", "--grade",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        #expect(result.stdout.contains(program.trimmingCharacters(in: .newlines)))
        for words in ["explore 1: AC (", "graded on all tests: AC, 14 of 14 accepted"] {
            #expect(result.stderr.contains(words), "\(words): \(result.stderr)")
        }
    }

    @Test func `of an interactive problem no output is told, and programs are alike by what the interactor says`()
        async throws
    {
        let programs = ["print('! 1')", "print('! 4')", "print('hello')", "print('! 4')  # again"]
        let server = try ScriptedServer.start { request in
            let seed = programs.indices.first { request.text.contains("\"seed\":\($0 + 1)") } ?? 0
            return OpenAIScript.completion(text: "```python\n\(programs[seed])\n```\n")
        }
        defer { server.stop() }
        let result = try await CommandLineTool.run([
            "solve", "echo-well", "--model", "m@\(server.baseURL)", "--method", "majority", "--max-explores", "4",
            "--json",
        ])
        #expect(result.status == 1, "\(result.stderr)")
        #expect(result.stdout.contains("2 of 4 explores behave like explore 2"), "\(result.stdout)")
        for words in ["got: nothing", "gives no output", #""actual""#] { #expect(!result.stdout.contains(words)) }
    }

    @Test func `a key reaches no record and no message`() async throws {
        let folder = try TemporaryFolder()
        let key = "sk-very-secret-0123456789"
        let server = try ScriptedServer.start { _ in
            [.respond(status: 401, body: "{\"error\":{\"message\":\"Incorrect API key provided: \(key)\"}}")]
        }
        defer { server.stop() }
        let record = "\(folder.path)/record"
        let result = try await CommandLineTool.run(
            try arguments(folder, server, ["--record", record]), environment: ["ATLAS_API_KEY": key])
        #expect(result.status == 2, "\(result.stderr)")
        #expect(server.requests.contains { $0.headers["authorization"] == "Bearer \(key)" })
        #expect(result.stderr.contains("ATLAS_API_KEY"))
        #expect(!result.stderr.contains(key))
        for case let file as String in try #require(FileManager.default.enumerator(atPath: record)) {
            let text = try? String(contentsOfFile: "\(record)/\(file)", encoding: .utf8)
            #expect(text?.contains(key) != true)
        }
    }
}
