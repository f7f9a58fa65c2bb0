import Dispatch
import FoundationEssentials
import ScriptedServer
import Synchronization
import Testing

@testable import Models

/// Collects the notices of a store.
private final class Notices: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

private func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder + "/calls").sorted()
}

@Test func `a recorded run is replayed without a server`() async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { request in
            OpenAIScript.completion(
                text: "answer \(request.index)", reasoning: "ü\u{0}\u{1b}",
                toolCalls: [ScriptedToolCall(name: "x", arguments: "{")])
        }
        let recorder = RecordingModel(
            wrapping: try TestClient.openAI(server), store: try CallStore(directory: folder + "/a/b"))
        var second = everything
        second.sample = 4
        let answers = [try await recorder.respond(to: everything), try await recorder.respond(to: second)]
        server.stop()
        let replay = ReplayModel(name: "test", store: try CallStore(directory: folder + "/a/b", isReadOnly: true))
        #expect(try await replay.respond(to: everything) == answers[0])
        #expect(try await replay.respond(to: second) == answers[1])
        #expect(answers[0] != answers[1])
        let names = try files(folder + "/a/b")
        #expect(names.count == 2)
        #expect(names.allSatisfy { $0.hasSuffix("-3.json") || $0.hasSuffix("-4.json") })
    }
}

@Test func `a call that was recorded is not made again`() async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
        var answers: [ChatResponse] = []
        for _ in 0..<2 {
            let recorder = RecordingModel(
                wrapping: try TestClient.openAI(server), store: try CallStore(directory: folder))
            answers.append(try await recorder.respond(to: hello))
        }
        #expect(answers[0] == answers[1])
        #expect(server.requests.count == 1)
    }
}

@Test func `a failed call leaves no record`() async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { _ in [.respond(status: 400)] }
        let recorder = RecordingModel(
            wrapping: try TestClient.openAI(server), store: try CallStore(directory: folder))
        _ = await modelError { () throws(ModelError) in try await recorder.respond(to: hello) }
        #expect(try files(folder) == [])
    }
}

@Test func `two identical calls at the same time are one`() async throws {
    try await withTemporaryFolder { folder in
        let gate = DispatchSemaphore(value: 0)
        let server = try ScriptedServer.start { _ in
            [.pause { gate.wait() }] + OpenAIScript.completion(text: "ok")
        }
        let recorder = RecordingModel(
            wrapping: try TestClient.openAI(server), store: try CallStore(directory: folder))
        async let first = recorder.respond(to: hello)
        async let second = recorder.respond(to: hello)
        while await recorder.waiters(for: hello) < 2 { await Task.yield() }
        gate.signal()
        #expect(try await first == second)
        #expect(server.requests.count == 1)
    }
}

@Test func `one of two callers may be cancelled, and the other still gets the answer`() async throws {
    try await withTemporaryFolder { folder in
        let gate = DispatchSemaphore(value: 0)
        let server = try ScriptedServer.start { _ in
            [.pause { gate.wait() }] + OpenAIScript.completion(text: "ok")
        }
        let recorder = RecordingModel(
            wrapping: try TestClient.openAI(server), store: try CallStore(directory: folder))
        let first = Task { try await recorder.respond(to: hello) }
        let second = Task { try await recorder.respond(to: hello) }
        while await recorder.waiters(for: hello) < 2 { await Task.yield() }
        first.cancel()
        while await recorder.waiters(for: hello) > 1 { await Task.yield() }
        gate.signal()
        #expect(try await second.value.text == "ok")
        #expect(server.requests.count == 1)
    }
}

@Test func `a call that all have given up is cancelled`() async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { _ in [.hangUntilClosed] }
        let recorder = RecordingModel(
            wrapping: try TestClient.openAI(server), store: try CallStore(directory: folder))
        let call = Task { await modelError { () throws(ModelError) in try await recorder.respond(to: hello) } }
        await server.waitUntil { $0.requests.count == 1 }
        call.cancel()
        #expect(await call.value == .cancelled)
        await server.waitUntil { $0.hangsEnded == 1 }
    }
}

/// A model whose call is cancelled at the moment that its answer is there.
private struct CancelledAtTheEnd: ChatModel {
    let model: any ChatModel
    var name: String { model.name }
    var prefersTools: Bool { model.prefersTools }

    func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        let response = try await model.respond(to: request)
        withUnsafeCurrentTask { $0?.cancel() }
        return response
    }
}

@Test func `an answer that is there when its call is cancelled is recorded`() async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
        let store = try CallStore(directory: folder)
        let model = CancelledAtTheEnd(model: try TestClient.openAI(server))
        _ = try await RecordingModel(wrapping: model, store: store).respond(to: hello)
        #expect(try store.response(model: "test", request: hello)?.text == "ok")
    }
}

/// A way in which a file can be damaged.
struct Damage: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var apply: @Sendable (inout [UInt8]) -> Void

    static let all = [
        Damage(testDescription: "empty") { $0 = [] },
        Damage(testDescription: "cut in the middle") { $0.removeLast($0.count / 2) },
        Damage(testDescription: "without its last brace") { $0.removeLast(2) },
        Damage(testDescription: "zeros at the end, as after a power cut") { bytes in
            for index in bytes.indices.suffix(100) { bytes[index] = 0 }
        },
        Damage(testDescription: "one word changed, still JSON") { bytes in
            bytes = Array(String(decoding: bytes, as: UTF8.self).replacing("\"ok\"", with: "\"KO\"").utf8)
        },
    ]
}

@Test(arguments: Damage.all)
func `a damaged record is set aside and the call made again`(_ damage: Damage) async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
        let notices = Notices()
        let store = try CallStore(directory: folder, notice: notices.add)
        let client = try TestClient.openAI(server)
        _ = try await RecordingModel(wrapping: client, store: store).respond(to: hello)

        let path = store.path(model: "test", request: hello)
        let whole = Array(try Data(contentsOf: URL(filePath: path)))
        var bytes = whole
        damage.apply(&bytes)
        try #require(bytes != whole)
        try Data(bytes).write(to: URL(filePath: path))

        let readOnly = try CallStore(directory: folder, isReadOnly: true, notice: notices.add)
        let error = await modelError { () throws(ModelError) in
            try await ReplayModel(name: "test", store: readOnly).respond(to: hello)
        }
        guard case .notRecorded? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let again = try await RecordingModel(wrapping: client, store: store).respond(to: hello)
        #expect(again.text == "ok")
        #expect(server.requests.count == 2)
        #expect(notices.all.count == 2)
        #expect(notices.all.allSatisfy { $0.hasPrefix(path + ": damaged") })
        #expect(try files(folder).filter { $0.hasSuffix(".damaged") }.count == 1)
        #expect(try store.response(model: "test", request: hello) == again)
    }
}

@Test func `what another process left half-written is swept away, and what a living one writes is not`() async throws {
    try await withTemporaryFolder { folder in
        _ = try CallStore(directory: folder)
        let dead = ".\(Int32.max)-1.tmp"
        let living = ".1-1.tmp"
        for name in [dead, living] { try Data("{".utf8).write(to: URL(filePath: "\(folder)/calls/\(name)")) }
        _ = try CallStore(directory: folder)
        #expect(try files(folder) == [living])
    }
}

@Test func `a folder that cannot be written is found out before a model is asked`() async throws {
    #expect(throws: ModelError.recordFailed(path: "/dev/null/calls", reason: "cannot be made: Not a directory")) {
        // "/dev/null" is there, and is no folder.
        try CallStore(directory: "/dev/null")
    }
}

@Test func `a replay without its folder says which is missing`() async throws {
    #expect(
        throws: ModelError.recordFailed(path: "/nowhere/calls", reason: "cannot be read: No such file or directory")
    ) { try CallStore(directory: "/nowhere", isReadOnly: true) }
}

@Test func `a request that was not recorded is named`() async throws {
    try await withTemporaryFolder { folder in
        let store = try CallStore(directory: folder)
        let replay = ReplayModel(name: "openai:gpt-5", store: store)
        let error = await modelError { () throws(ModelError) in try await replay.respond(to: hello) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasPrefix("\(folder): no answer of openai:gpt-5 to sample 0 of this request (calls/"))
    }
}

@Test func `records differ by model, by text and by sample`() async throws {
    try await withTemporaryFolder { folder in
        let store = try CallStore(directory: folder)
        var other = hello
        other.sample = 1
        var warm = hello
        warm.temperature = 1
        let names = [
            store.fileName(model: "a", request: hello), store.fileName(model: "b", request: hello),
            store.fileName(model: "a", request: other), store.fileName(model: "a", request: warm),
        ]
        #expect(Set(names).count == names.count)
        #expect(store.fileName(model: "a", request: hello) == names[0])
    }
}

@Test func `a record's form on disk stays as it is`() async throws {
    let response = ChatResponse(
        text: "x", reasoning: "r", toolCalls: [ToolCall(id: "c", name: "explore", arguments: "{}")],
        finishReason: .toolCalls, usage: TokenUsage(input: 1, output: 2), model: "m", seconds: 1.5, attempts: 2)
    let record = CallRecord(model: "local", request: everything, response: response, started: "2025-01-01T00:00:00Z")
    let bytes = try record.bytes()
    try expectGolden(try sortedJSON(String(decoding: bytes, as: UTF8.self)), folder: "RecordTests", label: "record")
    #expect(try CallRecord(bytes: bytes) == record)
}

@Test func `SHA-256 is the standard's`() {
    #expect(Digest.sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(Digest.sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
}
