import Foundation
import FoundationNetworking
import Glibc
import Testing

@testable import Models

@Suite struct LocalModelTests {
    /// A folder of its own for one test, gone afterwards.
    private func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.path + "/local-model-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    @Test func `a model that is not set up says how to fetch it, and makes nothing`() async throws {
        try await withFolder { folder in
            let expected = ModelError.localUnavailable(
                "qwen2.5-coder-1.5b-instruct is not in \(folder); \"atlas models setup\" fetches it (1.1 GB)")
            await #expect(throws: expected) { try await LocalModelServer.start(cacheDirectory: folder) }
            #expect(!FileManager.default.fileExists(atPath: folder))
        }
    }

    @Test func `it lies in the cache folder, and is kept where nothing else is`() {
        #expect(LocalModel.cacheDirectory(["HOME": "/h", "ATLAS_CACHE": "/own"]) == "/own/local-model")
        #expect(LocalModel.cacheDirectory(["HOME": "/h", "ATLAS_CACHE": ""]) == "/h/.cache/atlas/local-model")
    }

    @Test func `a setup without a place to write to says which place`() async throws {
        let folder = "/proc/atlas/local-model"
        await #expect {
            try await LocalModel.setUp(cacheDirectory: folder)
        } throws: { error in
            guard case ModelError.localUnavailable(let text) = error else { return false }
            return text.hasPrefix(folder) && text.hasSuffix("expected a folder that can be written to")
        }
    }

    @Test func `a server that cannot start leaves its reason`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/venv/bin", withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/venv/bin/python", withDestinationPath: try LocalModel.systemPython())
            try Data("{}".utf8).write(to: URL(filePath: folder + "/ready.json"))
            let expected = ModelError.localUnavailable(
                "what is set up belongs to another version of atlas; \"atlas models setup\" fetches it (1.1 GB)")
            await #expect(throws: expected) { try await LocalModelServer.start(cacheDirectory: folder) }
        }
    }

    @Test func `the server's process ends with its owner even while its interpreter is busy`() async throws {
        try await withFolder { folder in
            let script = try LocalModel.writeScript(in: folder)
            let busy = """
                import runpy
                program = runpy.run_path("\(script)", run_name="local_model")
                program["end_with_standard_input"]()
                print("up", flush=True)
                while True: pass
                """
            let program = try LocalProgram(
                command: [try LocalModel.systemPython(), "-I", "-c", busy], standardError: nil)
            var text = ""
            while text != "up\n", case .open = program.readOutput(into: &text) {
                try await Task.sleep(for: .milliseconds(5))
            }
            try #require(text == "up\n")
            await program.end(grace: .seconds(60))
            #expect(program.poll() == .signalled(SIGIO))
        }
    }

    @Test(.enabled(if: LocalModel.isSetUp(), "the embedded model is not set up; \"atlas models setup\" fetches it"))
    func `the real model answers, and is gone after stopping`() async throws {
        let server = try await LocalModelServer.start(timeout: .seconds(600))
        var request = URLRequest(url: try #require(URL(string: server.baseURL + "/chat/completions")))
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(#"{"messages":[{"role":"user","content":"Say hi"}],"max_tokens":4}"#.utf8)
        let (answer, _) = try await URLSession.shared.data(for: request)
        #expect(String(decoding: answer, as: UTF8.self).contains("\"completion_tokens\""))
        await server.stop()
        await #expect(throws: URLError.self) { try await URLSession.shared.data(for: request) }
    }
}
