import FoundationEssentials
import ScriptedServer
import Testing

@testable import Models

private let secret = "sk-verysecret0123456789"

private func factory(_ environment: [String: String]) -> ModelFactory {
    ModelFactory(environment: environment, settings: Waits().settings)
}

@Test func `keys go to their own servers and nowhere else`() async throws {
    let server = try ScriptedServer.start { request in
        request.path.hasSuffix("/messages")
            ? AnthropicScript.message(text: "ok") : OpenAIScript.completion(text: "ok")
    }
    let url = "http://127.0.0.1:\(server.port)"
    let keys = [
        "OPENAI_API_KEY": "openai-key", "ANTHROPIC_API_KEY": "anthropic-key", "OPENAI_BASE_URL": url + "/v1/",
        "ANTHROPIC_BASE_URL": url,
    ]
    var all = keys
    all["ATLAS_API_KEY"] = " atlas-key\n"
    let rows: [(environment: [String: String], name: String, bearer: String?, xKey: String?)] = [
        (keys, "openai:m", "Bearer openai-key", nil), (keys, "anthropic:m", nil, "anthropic-key"),
        (keys, "m@\(url)", nil, nil), (keys, "anthropic+m@\(url)", nil, nil),
        (all, "m@\(url)/v1", "Bearer atlas-key", nil), (all, "anthropic+m@\(url)/v1", nil, "atlas-key"),
        (["OPENAI_BASE_URL": url], "openai:m", nil, nil),
    ]
    for (index, row) in rows.enumerated() {
        _ = try await factory(row.environment).make(row.name).respond(to: hello)
        let request = server.requests[index]
        #expect(request.headers["authorization"] == row.bearer, "\(row.name)")
        #expect(request.headers["x-api-key"] == row.xKey, "\(row.name)")
    }
}

@Test(arguments: [
    [OpenAIScript.error(status: 400, message: "bad key \(secret)!")],
    [OpenAIScript.error(status: 400, message: "Incorrect API key provided: sk-very*****6789.")],
    [OpenAIScript.error(status: 401, message: "Incorrect API key provided: \(secret)")],
    [OpenAIScript.error(status: 403, message: secret)],
    [OpenAIScript.error(status: 500, message: "Authorization: Bearer \(secret)")],
    [.respond(status: 404, body: secret)],
    [.respond(status: 200, headers: ["Content-Type": "text/html"], body: "<p>\(secret)</p>")],
    [OpenAIScript.data(#"{"error":{"message":"\#(secret)"}}"#)],
])
func `an error does not show the key, even when the server does`(_ steps: [ScriptedStep]) async throws {
    let server = try ScriptedServer.start { _ in steps }
    let model = try await factory(["ATLAS_API_KEY": secret]).make("m@\(server.baseURL)")
    let error = try #require(
        await modelError { () throws(ModelError) in try await model.respond(to: hello) })
    var dumped = ""
    dump(error, to: &dumped)
    dump(model, to: &dumped)
    for text in ["\(error)", dumped, String(reflecting: model)] {
        #expect(!text.contains(secret))
        #expect(!text.contains("sk-very"))
    }
    #expect(server.requests.contains { $0.headers["authorization"] == "Bearer \(secret)" })
}

@Test func `no cut of a long text leaves a part of the key`() async throws {
    // No "sk-", by which a part would be known as well; at the cuts of 200, 300, 1000 and 65536 that there are or were.
    let plain = "0123456789abcdefghijklmnopqrstuvwxyz"
    let spaces = String(repeating: " ", count: 65510)
    for padding in [170, 190, 290, 980].map({ String(repeating: "x", count: $0) + " " }) + [spaces] {
        let text = padding + plain
        let answers: [[ScriptedStep]] = [
            [.respond(status: 400, body: text)], [OpenAIScript.error(status: 400, message: text)],
            [.respond(status: 200, headers: ["Content-Type": "text/html"], body: text)],
            [OpenAIScript.data("<" + text)], [AnthropicScript.event("message_start", "<" + text)],
        ]
        for answer in answers {
            let server = try ScriptedServer.start { _ in answer }
            for prefix in ["", "anthropic+"] {
                let model = try await factory(["ATLAS_API_KEY": plain]).make("\(prefix)m@\(server.baseURL)")
                let error = await modelError { () throws(ModelError) in try await model.respond(to: hello) }
                #expect(error.map { "\($0)" }?.contains("0123") == false, "\(padding.count)")
            }
        }
    }
}

@Test func `a record does not hold the key, even when the answer does`() async throws {
    try await withTemporaryFolder { folder in
        let server = try ScriptedServer.start { _ in
            OpenAIScript.completion(
                text: "Your key: \(secret)", reasoning: secret,
                toolCalls: [ScriptedToolCall(name: "x", arguments: "{\"key\":\"\(secret)\"}")], model: secret)
        }
        let store = try CallStore(directory: folder)
        let model = try await factory(["ATLAS_API_KEY": secret]).make("m@\(server.baseURL)")
        let response = try await RecordingModel(wrapping: model, store: store).respond(to: hello)
        #expect(response.text == "Your key: [key]")
        #expect(try store.recordedCalls().count == 1)
        try expectNoTrace(of: secret, in: folder)
    }
}

@Test func `a key that is no secret leaves the answer as it is`() async throws {
    let answer = "x = max(xs)"
    let server = try ScriptedServer.start { _ in
        OpenAIScript.completion(text: answer, toolCalls: [ScriptedToolCall(name: "x", arguments: #"{"x":"x"}"#)])
    }
    let response = try await factory(["ATLAS_API_KEY": "x"]).make("mix@\(server.baseURL)").respond(to: hello)
    #expect(response.text == answer)
    #expect(response.toolCalls.map(\.name) == ["x"])
    #expect(response.toolCalls.map(\.arguments) == [#"{"x":"x"}"#])
}

/// Looks at every byte of every file of a folder.
private func expectNoTrace(of secret: String, in folder: String) throws {
    var files = 0
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
        guard let bytes = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)")) else { continue }
        files += 1
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains(secret), "\(name)")
        #expect(!text.lowercased().contains("authorization"), "\(name)")
    }
    #expect(files > 0)
}

@Test(arguments: ["m@", "anthropic+m@"])
func `no record holds the key, whatever a server does with it`(_ prefix: String) async throws {
    try await withTemporaryFolder { folder in
        let echo = [
            "X-Request-Id": secret, "Retry-After": "0", "X-RateLimit-Echo": "Bearer \(secret)", "Server": secret,
        ]
        let steps: [[ScriptedStep]] = [
            [.begin(status: 200, headers: echo), .text("data: <\(secret)\n\n")],
            [.respond(status: 500, headers: echo, body: secret)], [.respond(status: 429, headers: echo, body: secret)],
            [.respond(status: 400, headers: echo, body: #"{"error":{"message":"\#(secret)"}}"#)],
        ]
        let server = try ScriptedServer.start { steps[min($0.index, 3)] }
        let store = try CallStore(directory: folder)
        let model = try await factory(["ATLAS_API_KEY": secret]).make(prefix + server.baseURL)
        let recorder = RecordingModel(wrapping: model, store: store)
        _ = await modelError { () throws(ModelError) in try await recorder.respond(to: hello) }
        #expect(server.requests.count == 4)
        #expect(try store.recordedCalls().map(\.attempts) == [4])
        try expectNoTrace(of: secret, in: folder)
    }
}

@Test func `a redirect does not carry the key along`() async throws {
    let other = try ScriptedServer.start { _ in OpenAIScript.completion(text: "stolen") }
    let server = try ScriptedServer.start { _ in
        [.respond(status: 307, headers: ["Location": other.baseURL + "/chat/completions"])]
    }
    let model = try await factory(["ATLAS_API_KEY": secret]).make("m@\(server.baseURL)")
    let error = await modelError { () throws(ModelError) in try await model.respond(to: hello) }
    let place = other.baseURL + "/chat/completions"
    #expect(error.map { "\($0)" }?.contains("status 307: it points to \(place)") == true)
    #expect(server.requests.count == 1)
    #expect(other.requests.isEmpty)
}

@Test func `a key that would break its header is refused without being shown`() async throws {
    let factory = factory(["OPENAI_API_KEY": "abc\r\nX-Evil: 1"])
    let error = await modelError { () throws(ModelError) in try await factory.make("openai:m").name }
    #expect(
        error == .badName("OPENAI_API_KEY: the value holds spaces or control characters; expected a key alone"))
}

@Test(arguments: [("openai:m", "OPENAI_API_KEY"), ("anthropic:m", "ANTHROPIC_API_KEY")])
func `a provider without its key is an error that names the variable`(_ name: String, _ variable: String) async {
    let factory = factory([variable: "  "])
    let error = await modelError { () throws(ModelError) in try await factory.make(name).name }
    #expect(error == .keyMissing(variable: variable))
}

@Test func `local is started by whoever can`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
    let url = server.baseURL
    let factory = ModelFactory(environment: [:], local: { () async throws(ModelError) -> String in url })
    let model = try await factory.make("local")
    #expect(model.name == "local")
    #expect(!model.prefersTools)
    #expect(try await model.respond(to: hello).text == "ok")
}
