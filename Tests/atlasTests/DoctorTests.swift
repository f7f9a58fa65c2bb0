import Foundation
import ScriptedServer
import TestSupport
import Testing

/// `atlas doctor`, as a user runs it.
@Suite struct DoctorTests {
    private func document(_ result: CommandLineTool.Result) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(result.stdout.utf8))
        return try #require(object as? [String: Any])
    }

    private func rows(_ document: [String: Any], _ key: String) throws -> [[String: Any]] {
        try #require(document[key] as? [[String: Any]])
    }

    /// With all that the machine offers, and as where there are neither control groups nor Landlock.
    @Test(arguments: [[], ["--cgroup=none", "--landlock=off"]])
    func `every promise is attacked, and none is broken`(_ options: [String]) async throws {
        let folder = try TemporaryFolder()
        let launcher = CommandLineTool.path.replacing(/[^\/]+$/, with: "atlas-sandbox")
        let script = "#!/bin/sh\nexec '\(launcher)' \(options.joined(separator: " ")) \"$@\"\n"
        let path = try folder.write(script, to: "launcher")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let result = try await CommandLineTool.run(
            ["doctor", "--json"], environment: options.isEmpty ? [:] : ["ATLAS_SANDBOX": path])
        let document = try document(result)
        #expect(document["schema"] as? String == "atlas.doctor/1")
        let promises = try rows(document, "promises")
        #expect(promises.count == 17)
        for promise in promises {
            #expect(["held", "weaker"].contains(promise["state"] as? String), "\(promise)")
            #expect((promise["evidence"] as? String)?.isEmpty == false)
        }
        #expect(document["is_sound"] as? Bool == true)
        #expect(result.status == 0)
        #expect(result.stderr.isEmpty)
    }

    @Test func `toolchains are shown with their versions and places`() async throws {
        let result = try await CommandLineTool.run(["doctor", "--json"])
        let toolchains = try rows(try document(result), "toolchains")
        let python = try #require(toolchains.first { $0["language"] as? String == "python" })
        #expect((python["version"] as? String)?.hasPrefix("Python 3") == true)
        #expect((python["program"] as? String)?.hasPrefix("/") == true)
    }

    @Test func `cores that the process may not use are not counted`() async throws {
        let result = try await CommandLineTool.run(["doctor", "--json"], by: ["taskset", "-c", "0"])
        #expect((try document(result)["machine"] as? [String: Any])?["cores"] as? Int == 1)
    }

    @Test func `the text is plain and fits 80 columns, but for paths`() async throws {
        let result = try await CommandLineTool.run(["doctor", "--verbose"], environment: ["NO_COLOR": "1"])
        #expect(!result.stdout.contains("\u{1B}"))
        for line in result.stdout.split(separator: "\n") where !line.contains("/") {
            #expect(line.count <= 80, "\(line)")
        }
        for word in ["no network", "CPU time of the whole tree", "held", "0 broken", "python", "local"] {
            #expect(result.stdout.contains(word), "\(word) is missing")
        }
    }

    @Test func `a key is named by its variable and never shown`() async throws {
        for option in ["--json", "--verbose"] {
            let result = try await CommandLineTool.run(
                ["doctor", option],
                environment: [
                    "OPENAI_API_KEY": "sk-never-shown", "ANTHROPIC_API_KEY": "sk-this one\tneither",
                    "ANTHROPIC_BASE_URL": "http://user:sk-nor-this@127.0.0.1:1",
                ])
            #expect(result.stdout.contains("key in OPENAI_API_KEY"))
            #expect(!(result.stdout + result.stderr).contains("never-shown"))
            #expect(!(result.stdout + result.stderr).contains("neither"))
            #expect(!(result.stdout + result.stderr).contains("nor-this"))
        }
    }

    @Test func `servers are asked only when told to`() async throws {
        let server = try ScriptedServer.start { _ in [OpenAIScript.models(["small", "large"])] }
        defer { server.stop() }
        let environment = ["OPENAI_BASE_URL": server.baseURL]
        let quiet = try await CommandLineTool.run(["doctor"], environment: environment)
        #expect(server.requests.isEmpty)
        #expect(quiet.stdout.contains("not asked"))
        let asking = try await CommandLineTool.run(["doctor", "--ask-servers", "--json"], environment: environment)
        let openAI = try #require(
            try rows(try document(asking), "models").first { $0["model"] as? String == "openai:NAME" })
        #expect(openAI["state"] as? String == "reached")
        #expect(openAI["offered"] as? [String] == ["small", "large"])
    }

    @Test func `the models of the models file are shown too, and a mistake in it hides nothing else`() async throws {
        let server = try ScriptedServer.start { _ in [OpenAIScript.models(["small"])] }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let rows = """
            models:
              mine:
                provider: vllm
                model: small
                url: \(server.baseURL)
              paid:
                provider: openrouter
                model: large
                key: ATLAS_NO_SUCH_KEY
            """
        let file = try folder.write(rows, to: "models.yaml")
        let asked = try await CommandLineTool.run(["doctor", "--models", file, "--ask-servers", "--json"])
        #expect(asked.stderr == "")
        let models = try self.rows(try document(asked), "models")
        let names = ["mine", "paid", "local", "anthropic:NAME", "openai:NAME", "ollama:NAME"]
        try #require(models.map { $0["model"] as? String } == names)
        #expect(models[0]["state"] as? String == "reached")
        #expect(models[0]["offered"] as? [String] == ["small"])
        #expect(models[1]["state"] as? String == "missing")
        #expect(models[1]["remedy"] as? String == "set ATLAS_NO_SUCH_KEY")

        let wrong = try folder.write("models:\n  a:\n    provider: openai\n    modle: x\n", to: "wrong.yaml")
        let result = try await CommandLineTool.run(["doctor", "--models", wrong])
        #expect(result.status == 2)
        #expect(result.stderr == "atlas: \(wrong):4: \"modle\" is no key of \"a\"; did you mean \"model\"?\n")
        for word in ["no network", "python", "anthropic:NAME"] { #expect(result.stdout.contains(word), "\(word)") }
    }

    @Test func `a launcher that is not there is said, with what to do, and the status is 3`() async throws {
        let result = try await CommandLineTool.run(["doctor"], environment: ["ATLAS_SANDBOX": "/nowhere/atlas-sandbox"])
        #expect(result.status == 3)
        #expect(result.stdout.contains("no program can be run here:\n  sandbox: start: atlas-sandbox: not found at"))
        #expect(result.stdout.contains("set ATLAS_SANDBOX to its path"))
        #expect(result.stdout.contains("python"))
    }

    @Test func `without the attacks all else is shown, and each place once`() async throws {
        let folder = try TemporaryFolder()
        let built = URL(filePath: CommandLineTool.path).deletingLastPathComponent().path
        try FileManager.default.copyItem(atPath: "\(built)/atlas-sandbox", toPath: "\(folder.path)/atlas-sandbox")
        // A copy: what a link points at has its probe beside it.
        let atlas = "\(folder.path)/atlas"
        try FileManager.default.copyItem(atPath: CommandLineTool.path, toPath: atlas)
        let result = try await CommandLineTool.run(["doctor"], by: ["sh", "-c", "shift; exec \"$0\" \"$@\"", atlas])
        #expect(result.status == 3)
        #expect(result.stderr == "")
        #expect(result.stdout.contains("not every promise could be attacked:\n  doctor: atlas-probe: not found at"))
        #expect(result.stdout.components(separatedBy: "/atlas-probe").count == 2)
        #expect(result.stdout.contains("python"))
        #expect(result.stdout.contains("local"))
    }
}
