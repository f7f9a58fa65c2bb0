import Digests
import Dispatch
import FoundationEssentials
import ScriptedServer
import Synchronization
import TestSupport
import Testing

@testable import Models

/// Collects the notices of a store.
private final class Notices: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// The names of the files of calls.
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
        #expect(try files(folder + "/a/b").count == 1)
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

@Test func `a failed call is told of, and leaves no answer`() async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { request in
            [request.index == 0 ? .respond(status: 500, headers: ["X-Request-Id": "r1"]) : .respond(status: 400)]
        }
        let store = try CallStore(directory: folder)
        let recorder = RecordingModel(wrapping: try TestClient.openAI(server), store: store, purpose: "p")
        let error = await modelError { () throws(ModelError) in try await recorder.respond(to: hello) }
        #expect(try store.response(model: "test", request: hello) == nil)
        let call = try #require(try CallStore(directory: folder, isReadOnly: true).recordedCalls().first)
        #expect(call.failure == error.map { "\($0)" })
        #expect(call.attempts == 2)
        #expect(call.setbacks.map { $0.prefix(10) } == ["status 500", "status 400"])
        #expect(call.purpose == "p")
        #expect(call.spending(nil) == Spending())
    }
}

@Test func `the attempts of a call are on record, with the headers that matter and no others`() async throws {
    try await withTemporaryFolder { folder in
        let headers = [
            "X-Request-Id": "req_1", "X-RateLimit-Remaining-Requests": "7", "Set-Cookie": "session=1",
            "Authorization": "x",
        ]
        let server = try ScriptedServer.start { request in
            request.index == 0
                ? [OpenAIScript.error(status: 500, message: "oops", headers: headers)]
                : OpenAIScript.completion(text: "ok")
        }
        let store = try CallStore(directory: folder)
        let recorder = RecordingModel(wrapping: try TestClient.openAI(server), store: store)
        let response = try await recorder.respond(to: hello)
        let bytes = try Data(contentsOf: URL(filePath: "\(folder)/calls/\(try files(folder)[0])"))
        // Before the call there is a line for each of its attempts.
        let lines = bytes.split(separator: 10)
        #expect(lines.count == 3)
        let attempts = try RecordLine(Array(lines[2])[...]).record().attempts
        #expect(attempts.map(\.status) == [500, 200])
        #expect(attempts[0].headers == ["x-request-id": "req_1", "x-ratelimit-remaining-requests": "7"])
        #expect(attempts[0].failure == "status 500: oops")
        #expect(attempts[1].failure == nil)
        #expect(attempts.allSatisfy { ($0.firstByte ?? -1) >= 0 && $0.seconds >= $0.firstByte ?? .infinity })
        #expect(response.attempts == 2)
    }
}

@Test func `a thousand answers at once are all on disk`() async throws {
    try await withTemporaryFolder { folder in
        let store = try CallStore(directory: folder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sample in 0..<1000 {
                group.addTask {
                    let (request, response) = numbered(sample)
                    try await store.keep(
                        CallRecord(model: "m", request: request, response: response, started: ""),
                        key: CallKey(model: "m", request: request))
                }
            }
            try await group.waitForAll()
        }
        for store in [store, try CallStore(directory: folder, isReadOnly: true)] {
            for sample in 0..<1000 {
                let (request, response) = numbered(sample)
                #expect(try store.response(model: "m", request: request) == response)
            }
        }
        #expect(try files(folder).count == 1)
    }
}

/// The answer to a sample of a request.
private func numbered(_ sample: Int) -> (ChatRequest, ChatResponse) {
    var request = hello
    request.sample = sample
    let response = ChatResponse(
        text: "answer \(sample)", finishReason: .stop, usage: TokenUsage(input: 1, output: 1), model: "m", seconds: 1)
    return (request, response)
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
        try #require(await eventually { await recorder.waiters(for: hello) == 2 })
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
        try #require(await eventually { await recorder.waiters(for: hello) == 2 })
        first.cancel()
        try #require(await eventually { await recorder.waiters(for: hello) == 1 })
        gate.signal()
        #expect(try await second.value.text == "ok")
        #expect(server.requests.count == 1)
    }
}

@Test func `a call that is under way when atlas is ended is seen, and counted at its worst`() async throws {
    try await withTemporaryFolder { folder in
        let gate = DispatchSemaphore(value: 0)
        let server = try ScriptedServer.start { request in
            request.index == 0
                ? [OpenAIScript.chunk(#"{"content":"a"}"#), .reset]
                : [.pause { gate.wait() }] + OpenAIScript.completion(text: "ok")
        }
        let store = try CallStore(directory: folder)
        let recorder = RecordingModel(wrapping: try TestClient.openAI(server), store: store, purpose: "p")
        let call = Task { try await recorder.respond(to: hello) }
        await server.waitUntil { $0.requests.count == 2 }
        // What is on disk now is what a crash would leave.
        try FileManager.default.createDirectory(atPath: folder + "/crashed", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: folder + "/calls", toPath: folder + "/crashed/calls")
        gate.signal()
        _ = try await call.value

        let notices = Notices()
        let crashed = try CallStore(directory: folder + "/crashed", notice: notices.add)
        let open = try #require(try crashed.recordedCalls().first)
        #expect(try crashed.recordedCalls().count == 1)
        #expect(open.failure == RecordedCall.noEnd && open.purpose == "p" && open.finish == nil)
        #expect(open.attempts == 2 && open.uncounted == 2)
        #expect(open.presumed.output == 2 * hello.maxTokens)
        #expect(open.spending(nil).calls == 2)
        #expect(try crashed.response(model: "test", request: hello) == nil)
        #expect(notices.all.isEmpty)

        let ended = try CallStore(directory: folder, isReadOnly: true).recordedCalls()
        #expect(ended.map(\.finish) == [.stop])
        #expect(ended[0].attempts == 2 && ended[0].uncounted == 1)
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

/// A way in which a log's last record can be damaged.
struct Damage: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Whether what is left of the record can be seen to be one.
    var isSeen = true
    /// Changes the line, which has its line feed.
    var apply: @Sendable (inout [UInt8]) -> Void

    static let all = [
        Damage(testDescription: "gone", isSeen: false) { $0 = [] },
        Damage(testDescription: "cut in the middle") { $0.removeLast($0.count / 2) },
        Damage(testDescription: "cut after its first byte") { $0.removeLast($0.count - 1) },
        Damage(testDescription: "without its line feed") { $0.removeLast() },
        Damage(testDescription: "zeros at the end, as after a power cut") { bytes in
            for index in bytes.indices.suffix(100) { bytes[index] = 0 }
        },
        Damage(testDescription: "one word changed, still JSON") { bytes in
            bytes = Array(String(decoding: bytes, as: UTF8.self).replacing("\"ok\"", with: "\"KO\"").utf8)
        },
    ]
}

@Test(arguments: Damage.all)
func `a damaged last record is dropped alone and its call made again`(_ damage: Damage) async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
        let client = try TestClient.openAI(server)
        var second = hello
        second.sample = 1
        do {
            let recorder = RecordingModel(wrapping: client, store: try CallStore(directory: folder))
            _ = try await recorder.respond(to: hello)
            _ = try await recorder.respond(to: second)
        }
        let path = "\(folder)/calls/\(try files(folder)[0])"
        let whole = Array(try Data(contentsOf: URL(filePath: path)))
        let start = try #require(whole.dropLast().lastIndex(of: 10)) + 1
        var last = Array(whole[start...])
        damage.apply(&last)
        try Data(whole[..<start] + last).write(to: URL(filePath: path))

        let notices = Notices()
        let replay = ReplayModel(
            name: "test", store: try CallStore(directory: folder, isReadOnly: true, notice: notices.add))
        #expect(try await replay.respond(to: hello).text == "ok")
        let error = await modelError { () throws(ModelError) in try await replay.respond(to: second) }
        guard case .notRecorded? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(notices.all.count == (damage.isSeen ? 1 : 0))
        #expect(notices.all.allSatisfy { $0.hasPrefix(path) && $0.contains("alone is dropped") })

        let store = try CallStore(directory: folder, notice: notices.add)
        let recorder = RecordingModel(wrapping: client, store: store)
        #expect(try await recorder.respond(to: hello).text == "ok")
        #expect(server.requests.count == 2)
        #expect(try await recorder.respond(to: second).text == "ok")
        #expect(server.requests.count == 3)
        #expect(
            try CallStore(directory: folder, isReadOnly: true) { _ in }.response(model: "test", request: second) != nil)
    }
}

@Test func `a record that is damaged while it is in use is told, and its call made again`() async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
        let notices = Notices()
        let store = try CallStore(directory: folder, notice: notices.add)
        let recorder = RecordingModel(wrapping: try TestClient.openAI(server), store: store)
        _ = try await recorder.respond(to: hello)
        let path = "\(folder)/calls/\(try files(folder)[0])"
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        try Data(text.replacing("\"ok\"", with: "\"KO\"").utf8).write(to: URL(filePath: path))
        #expect(try await recorder.respond(to: hello).text == "ok")
        #expect(server.requests.count == 2)
        #expect(notices.all.count == 1)
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
        #expect(text.hasPrefix("\(folder): no answer of openai:gpt-5 to sample 0 of this request (key "))
    }
}

@Test func `a changed parameter of a model is another request`() async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { OpenAIScript.completion(text: "answer \($0.index)") }
        func recorder(_ extra: [String: JSONValue]) throws -> RecordingModel {
            let client = try ChatClient(
                name: "test", baseURL: server.baseURL, model: "m", extra: extra, settings: Waits().settings)
            let metered = MeteredModel(client, ledgers: [Ledger(SpendingCaps(), scope: .run)], price: nil)
            return RecordingModel(wrapping: metered, store: try CallStore(directory: folder))
        }
        let cool = ["top_p": JSONValue.double(0.5)]
        for (extra, text) in [
            ([:], "answer 0"), (cool, "answer 1"), (cool, "answer 1"), ([:], "answer 0"),
            (["top_k": .int(3)], "answer 2"),
        ] { #expect(try await recorder(extra).respond(to: hello).text == text) }
        #expect(server.requests.map { $0.text.contains("top_p") } == [false, true, false])
        let store = try CallStore(directory: folder, isReadOnly: true)
        #expect(try await ReplayModel(name: "test", store: store, extra: cool).respond(to: hello).text == "answer 1")
        #expect(try await ReplayModel(name: "test", store: store).respond(to: hello).text == "answer 0")
    }
}

@Test func `records differ by model, by text and by sample`() {
    var other = hello
    other.sample = 1
    var warm = hello
    warm.temperature = 1
    let keys = [
        CallKey(model: "a", request: hello), CallKey(model: "b", request: hello),
        CallKey(model: "a", request: other), CallKey(model: "a", request: warm),
    ]
    #expect(Set(keys).count == keys.count)
    #expect(CallKey(model: "a", request: hello) == keys[0])
}

@Test func `a record's form on disk stays as it is`() throws {
    let response = ChatResponse(
        text: "x", reasoning: "r", toolCalls: [ToolCall(id: "c", name: "explore", arguments: "{}")],
        finishReason: .toolCalls, usage: TokenUsage(input: 1, output: 2), model: "m", seconds: 1.5, attempts: 2)
    let attempt = CallAttempt(
        started: "2025-01-01T00:00:00Z", waited: 0.25, firstByte: 0.5, seconds: 1, status: 500,
        headers: ["x-request-id": "r"], failure: "status 500: oops", presumed: TokenUsage(input: 3, output: 4))
    let record = CallRecord(
        model: "local", purpose: "hot-soup", request: everything, response: response, started: "2025-01-01T00:00:00Z",
        attempts: [attempt])
    let key = CallKey(model: "local", request: everything)
    let bytes = RecordLine.bytes(record, key: key)
    try expectGolden(try sortedJSON(String(decoding: bytes, as: UTF8.self)), folder: "RecordTests", label: "record-2")
    let line = try RecordLine(bytes.dropLast())
    #expect(line.key == key)
    #expect(try line.record() == record)
    #expect(try line.recordedCall() == RecordedCall(record))
}

@Test func `SHA-256 is the standard's`() {
    #expect(Digest.sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(Digest.sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
}
