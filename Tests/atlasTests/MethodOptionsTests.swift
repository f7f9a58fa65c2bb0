import Foundation
import ScriptedServer
import TestSupport
import Testing

/// The options that choose a method, its solvers and its prompts.
@Suite struct MethodOptionsTests {
    private static let right = "print(sum(map(int, input().split())))"

    private func server() throws -> ScriptedServer {
        try ScriptedServer.start { request in
            if request.method == "GET" { return [OpenAIScript.models(["scripted"])] }
            guard request.text.contains("ACTION: EXPLORE") else {
                return OpenAIScript.completion(text: "```python\n\(Self.right)\n```\n")
            }
            let hasEvidence = request.text.contains("used 1 of")
            let explore = request.text.contains("solver=") ? "ACTION: EXPLORE solver=second" : "ACTION: EXPLORE"
            return OpenAIScript.completion(text: hasEvidence ? "ACTION: SUBMIT explore 1" : explore)
        }
    }

    @Test func `methods share a record, and each replays from it`() async throws {
        let folder = try TemporaryFolder()
        let server = try server()
        let problem = try folder.writeSum()
        let record = "\(folder.path)/record"
        func arguments(_ method: String) -> [String] {
            ["solve", problem, "--model", "scripted@\(server.baseURL)", "--max-explores", "2", "--probes", "off"]
                + (method == "atlas" ? ["--actions", "text"] : [])
                + ["--method", method, "--record", record, "--json", "--quiet"]
        }
        let atlas = try await CommandLineTool.run(arguments("atlas"))
        #expect(atlas.status == 0, "\(atlas.stderr)")
        #expect(server.requests.count == 3)
        let best = try await CommandLineTool.run(arguments("best-of-n"))
        #expect(best.status == 0, "\(best.stderr)")
        #expect(server.requests.count == 4)
        // The first turn is saved, and all else was asked before.
        let opened = try await CommandLineTool.run(arguments("atlas") + ["--first-explores", "1"])
        #expect(opened.stdout.contains(#""first_explores":1,"#))
        #expect(opened.stdout.contains(#""calls":2,"#))
        let patient = try await CommandLineTool.run(arguments("atlas") + ["--patience", "2"])
        #expect(patient.stdout.contains(#""patience":2,"#))
        #expect(server.requests.count == 4)
        server.stop()
        for (method, recorded) in [
            (["atlas"], atlas), (["best-of-n"], best), (["atlas", "--first-explores", "1"], opened),
            (["atlas", "--patience", "2"], patient),
        ] {
            let replayed = try await CommandLineTool.run(
                ["solve", problem, "--replay", record, "--json", "--quiet", "--method"] + method)
            #expect(replayed.stdout == recorded.stdout, "\(replayed.stderr)")
        }
    }

    @Test func `more first explores than explores are refused`() async throws {
        let folder = try TemporaryFolder()
        let result = try await CommandLineTool.run(
            ["solve", try folder.writeSum(), "--model", "m@http://127.0.0.1:9", "--first-explores", "9"])
        #expect(result.status == 2)
        #expect(
            result.stderr.contains("--first-explores: 9; expected no more than the 8 of --max-explores"),
            "\(result.stderr)")
    }

    @Test(arguments: [
        (["--explore-effort", "--method", "best-of-n"], "--explore-effort: --method best-of-n makes no use of it"),
        (["--explore-strategy", "--method", "codet"], "--explore-strategy: --method codet makes no use of it"),
        (["--first-explores", "2", "--method", "rerank"], "--first-explores: --method rerank makes no use of it"),
        (["--patience", "4", "--method", "select"], "--patience: --method select makes no use of it"),
        (["--actions=text", "--method", "majority"], "--actions: --method majority makes no use of it"),
        (
            ["--solver", "a@http://127.0.0.1:9", "--solver", "b@http://127.0.0.1:9", "--method", "single"],
            "--solver: --method single makes no use of a second one"
        ),
        (["--probes", "on", "--method", "single"], "--probes on: --method single makes no use of it"),
    ])
    func `an option that would do nothing is refused, by name`(_ options: [String], _ told: String) async throws {
        let folder = try TemporaryFolder()
        let problem = try folder.writeSum()
        let model = ["--model", "m@http://127.0.0.1:9"]
        let solved = try await CommandLineTool.run(["solve", problem] + model + options)
        #expect(solved.status == 2)
        #expect(solved.stderr.hasPrefix("atlas: \(told); leave it out, or give --method atlas"), "\(solved.stderr)")
        #expect(solved.stderr.split(separator: "\n").count == 1)
        let evaluated = try await CommandLineTool.run(
            ["eval", problem, "--run", "\(folder.path)/run"] + model + options)
        #expect(evaluated.status == 2)
        #expect(evaluated.stderr == solved.stderr)
    }

    @Test func `what asks for nothing is no mistake, nor what the method of a replay needs not`() async throws {
        let folder = try TemporaryFolder()
        let server = try server()
        let problem = try folder.writeSum()
        let harmless = [
            "--first-explores", "0", "--patience", "0", "--actions", "auto", "--probes", "auto", "--max-explores", "3",
        ]
        let single = try await CommandLineTool.run(
            ["solve", problem, "--model", "scripted@\(server.baseURL)", "--method", "single"] + harmless)
        #expect(single.status == 0, "\(single.stderr)")
        let record = "\(folder.path)/record"
        let atlas = try await CommandLineTool.run([
            "solve", problem, "--model", "scripted@\(server.baseURL)", "--actions", "text", "--explore-effort",
            "--probes", "off", "--record", record,
        ])
        #expect(atlas.status == 0, "\(atlas.stderr)")
        let shared = try await CommandLineTool.run([
            "solve", problem, "--model", "scripted@\(server.baseURL)", "--method", "single", "--record", record,
        ])
        #expect(shared.status == 0, "\(shared.stderr)")
        server.stop()
        let replayed = try await CommandLineTool.run(["solve", problem, "--replay", record, "--method", "single"])
        #expect(replayed.status == 0, "\(replayed.stderr)")
    }

    @Test func `a pool is described to the orchestrator, and its choice is asked`() async throws {
        let folder = try TemporaryFolder()
        let server = try server()
        defer { server.stop() }
        let models = try folder.write(
            """
            models:
              first: {provider: compatible, model: one, url: "\(server.baseURL)", tools: false, description: Cheap.}
              second: {provider: compatible, model: two, url: "\(server.baseURL)", price: {input: 3, output: 12}}
            """, to: "models.yaml")
        let arguments = [
            "solve", try folder.writeSum(), "--models", models, "--model", "first", "--solver", "first", "--solver",
            "second", "--explore-effort", "--json",
        ]
        let result = try await CommandLineTool.run(arguments)
        #expect(result.status == 0, "\(result.stderr)")
        let asked = try #require(server.requests.first { $0.text.contains("ACTION: EXPLORE") })
        #expect(asked.text.contains("first: Cheap."))
        #expect(asked.text.contains("second: (USD per million tokens: 3 in, 12 out)"))
        #expect(asked.text.contains("You have 20 explores."))
        #expect(result.stdout.contains(#""pool":["first","second"]"#) && result.stdout.contains(#""solver":"second""#))
        let twice = try await CommandLineTool.run(arguments + ["--solver", "first"])
        #expect(twice.status == 2)
        #expect(twice.stderr == "atlas: --solver: \"first\" is given twice; expected different models\n")
    }

    @Test func `prompts are listed, printed, replaced and refused`() async throws {
        let list = try await CommandLineTool.run(["prompts", "show"])
        #expect(list.status == 0)
        #expect(list.stdout.contains("solver ") && list.stdout.contains("fingerprint of all: "))
        let solver = try await CommandLineTool.run(["prompts", "show", "solver_plain"])
        #expect(solver.stdout.hasPrefix("<!-- version "))
        let unknown = try await CommandLineTool.run(["prompts", "show", "solvr"])
        #expect(unknown.status == 2)
        #expect(unknown.stderr == "atlas: solvr: no prompt has this name; \"atlas prompts show\" lists them\n")
        let folder = try TemporaryFolder()
        let server = try server()
        let prompts = "\(folder.path)/prompts"
        try FileManager.default.createDirectory(atPath: prompts, withIntermediateDirectories: true)
        _ = try folder.write("Write {{language}}, please.\n", to: "prompts/solver.md")
        let problem = try folder.writeSum()
        let record = "\(folder.path)/record"
        let result = try await CommandLineTool.run([
            "solve", problem, "--model", "scripted@\(server.baseURL)", "--method", "single", "--prompts", prompts,
            "--record", record, "--json",
        ])
        #expect(result.status == 0, "\(result.stderr)")
        #expect(server.requests.contains { $0.text.contains("Write Python") && $0.text.contains("please.") })
        server.stop()
        // The record keeps the replaced prompts.
        let replayed = try await CommandLineTool.run(["solve", problem, "--replay", record, "--json"])
        #expect(replayed.stdout == result.stdout, "\(replayed.stderr)")
        _ = try folder.write("{{why}}\n", to: "prompts/solver.md")
        let refused = try await CommandLineTool.run([
            "solve", problem, "--model", "scripted@\(server.baseURL)", "--prompts", prompts,
        ])
        #expect(refused.status == 2)
        #expect(refused.stderr.hasPrefix("atlas: \(prompts)/solver.md: {{why}} is not filled in here; expected {{"))
    }
}
