import Models
import ScriptedServer
import Synchronization
import Testing

/// A way for a call to fail.
struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var steps: [ScriptedStep]

    init(_ description: String, _ steps: [ScriptedStep]) {
        testDescription = description
        self.steps = steps
    }

    /// Faults that only chat completions have, and may pass; FaultTableTests has those of all protocols.
    static let passing = [
        Fault("no choices", [OpenAIScript.data(#"{"choices":[]}"#), OpenAIScript.data("[DONE]")]),
        Fault("503 while loading", [OpenAIScript.error(status: 503, message: "Loading model")]),
        Fault("an error that is a text", [.respond(status: 200, body: #"{"error":"busy"}"#)]),
        Fault(
            "ended by an error",
            [
                OpenAIScript.chunk(#"{"content":"never to be se"}"#), OpenAIScript.chunk("{}", finishReason: "error"),
                OpenAIScript.data("[DONE]"),
            ]),
    ]

    /// Faults that would come again.
    static let lasting = [
        Fault("no money", [OpenAIScript.error(status: 429, message: "pay", code: "insufficient_quota")]),
        Fault(
            "a bad request, told within the stream",
            [OpenAIScript.data(#"{"error":{"message":"bad","type":"invalid_request_error"}}"#)]),
    ]
}

@Test(arguments: Fault.passing)
func `a passing fault is retried, and nothing of it is left in the answer`(_ fault: Fault) async throws {
    let server = try ScriptedServer.start { request in
        request.index == 0 ? fault.steps : OpenAIScript.completion(text: "ok")
    }
    let waits = Waits()
    let response = try await TestClient.openAI(server, settings: waits.settings).respond(to: hello)
    #expect(response.text == "ok")
    #expect(response.usage == TokenUsage(input: 10, output: 5))
    #expect(response.attempts == 2)
    #expect(server.requests.count == 2)
    #expect(waits.all.count == 1)
}

@Test func `each wait before a request is sent again is told, with its reason`() async throws {
    let server = try ScriptedServer.start { request in
        switch request.index {
        case 0: [OpenAIScript.error(status: 503, message: "busy")]
        case 1: [.respond(status: 429, headers: ["Retry-After": "25"], body: #"{"error":{"message":"slowly"}}"#)]
        default: OpenAIScript.completion(text: "ok")
        }
    }
    let waits = Waits()
    let told = Mutex<[CallRetry]>([])
    _ = try await withRetryWatch({ retry in told.withLock { $0.append(retry) } }) {
        try await TestClient.openAI(server, settings: waits.settings).respond(to: hello)
    }
    let retries = told.withLock { $0 }
    #expect(retries.map(\.model) == ["test", "test"])
    #expect(retries.map(\.reason) == ["status 503: busy", "status 429: slowly"])
    #expect(zip(retries, waits.all).allSatisfy { abs(($1 - .seconds($0.seconds)) / .seconds(1)) < 1e-6 })
    #expect(retries.last.map { $0.seconds >= 25 } == true)
}

@Test(arguments: Fault.lasting)
func `a lasting fault is not retried`(_ fault: Fault) async throws {
    let server = try ScriptedServer.start { _ in fault.steps }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    guard case .rejected = error else {
        Issue.record("\(String(describing: error))")
        return
    }
    #expect(server.requests.count == 1)
}

@Test(arguments: ["overloaded_error", "api_error", "rate_limit_error"])
func `an Anthropic stream's passing error is retried`(_ type: String) async throws {
    let server = try ScriptedServer.start { request in
        request.index == 0
            ? [AnthropicScript.start(usage: "{}"), AnthropicScript.streamedError(type: type, message: "busy")]
            : AnthropicScript.message(text: "ok")
    }
    let response = try await TestClient.anthropic(server).respond(to: hello)
    #expect(response.text == "ok")
    #expect(response.attempts == 2)
}

@Test func `an Anthropic stream without a stop reason is retried`() async throws {
    let server = try ScriptedServer.start { request in
        let whole = AnthropicScript.message(text: "ok")
        return request.index == 0 ? whole.dropLast(2) : whole
    }
    #expect(try await TestClient.anthropic(server).respond(to: hello).attempts == 2)
}

/// Ends that take nothing away from an answer whose stop reason has come.
private let lateEnds = [
    Fault("closed", [.close]), Fault("reset", [.reset]), Fault("ended", []),
    Fault("cut within an event", [.text(#"data: {"choi"#), .close]),
    Fault("ended within an event", [.text(#"data: {"choi"#)]),
    Fault("garbled", [.text("data: <html>\n\n"), .close]),
    Fault("left open", [.hangUntilClosed]),
]

@Test(arguments: lateEnds)
func `an answer that is all there is not asked for again`(_ end: Fault) async throws {
    let server = try ScriptedServer.start { request in
        let whole =
            request.path.hasSuffix("/messages")
            ? AnthropicScript.message(text: "ok") : OpenAIScript.completion(text: "ok")
        return whole.dropLast() + end.steps
    }
    // A server that leaves the stream open is not waited for as long as one that thinks.
    var settings = Waits().settings
    settings.idleTimeout = .seconds(3600)
    settings.endTimeout = .milliseconds(50)
    for client in [
        try TestClient.openAI(server, settings: settings), try TestClient.anthropic(server, settings: settings),
    ] as [any ChatModel] {
        let response = try await client.respond(to: hello)
        #expect(response.text == "ok")
        #expect(response.finishReason == .stop)
        #expect(response.usage == TokenUsage(input: 10, output: 5))
        #expect(response.attempts == 1)
    }
    #expect(server.requests.count == 2)
}

@Test func `the last attempt's failure is told when all fail`() async throws {
    let server = try ScriptedServer.start { request in
        [OpenAIScript.error(status: 500, message: "failure \(request.index)")]
    }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    #expect(
        error == .exhausted(host: "127.0.0.1:\(server.port)", attempts: 6, last: "status 500: failure 5"))
    #expect(server.requests.count == 6)
}

/// What servers say of a request that does not fit into the model's context: status and body as they send them.
private let contextComplaints: [(status: Int, body: String)] = [
    // OpenAI
    (
        400,
        #"{"error":{"message":"This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"#
    ),
    // llama.cpp
    (
        400,
        #"{"error":{"code":400,"message":"request (9001 tokens) exceeds the available context size (8192 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9001,"n_ctx":8192}}"#
    ),
    // vLLM
    (
        400,
        #"{"object":"error","message":"This model's maximum context length is 8192 tokens. However, you requested 9001 tokens in the messages.","type":"BadRequestError","param":null,"code":400}"#
    ),
    // Anthropic
    (
        400,
        #"{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 200251 tokens > 200000 maximum"}}"#
    ),
    // Gemini
    (
        400,
        #"{"error":{"code":400,"message":"The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}"#
    ),
    // SGLang
    (
        400,
        #"{"object":"error","message":"The input (9000 tokens) is longer than the model's context length (8192 tokens).","type":"BadRequestError","param":null,"code":400}"#
    ),
    // OpenAI's Responses, through a proxy that drops the code
    (
        400,
        #"{"error":{"message":"Your input exceeds the context window of this model. Please adjust your input and try again.","type":"invalid_request_error"}}"#
    ),
    // LM Studio
    (
        400,
        #"{"error":"Trying to keep the first 9001 tokens when context the overflows. However, the model is loaded with context length of only 8192 tokens, which is not enough."}"#
    ),
    // Text Generation Inference
    (
        422,
        #"{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8192. Given: 9001 `inputs` tokens and 512 `max_new_tokens`","error_type":"validation"}"#
    ),
    // A proxy that makes a failure of its own of it
    (
        500,
        #"{"error":{"message":"litellm.ContextWindowExceededError: This model's maximum context length is 8192 tokens.","type":null,"code":"500"}}"#
    ),
]

@Test(arguments: contextComplaints)
func `a request longer than the context is named as such, and not tried again`(_ status: Int, _ body: String)
    async throws
{
    let server = try ScriptedServer.start { _ in [.respond(status: status, body: body)] }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    guard case .contextExceeded(let host, let message)? = error else {
        Issue.record("\(String(describing: error))")
        return
    }
    #expect(host == "127.0.0.1:\(server.port)")
    #expect(body.contains(message))
    #expect(server.requests.count == 1)
}

@Test func `a bad request that is about something else is not called too long`() async throws {
    let server = try ScriptedServer.start { _ in
        [OpenAIScript.error(status: 400, message: "max_tokens must be at most the maximum of 4096 tokens")]
    }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    guard case .rejected? = error else {
        Issue.record("\(String(describing: error))")
        return
    }
}

@Test func `waits grow and spread`() async throws {
    let server = try ScriptedServer.start { _ in [.respond(status: 500)] }
    let waits = Waits()
    let client = try TestClient.openAI(server, settings: waits.settings)
    _ = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    #expect(waits.all.count == 5)
    for (wait, longest) in zip(waits.all, [1, 2, 4, 8, 16]) {
        #expect(wait <= .seconds(longest) && wait >= .zero)
    }
}

@Test(arguments: [
    (["Retry-After": "7"], Duration.seconds(7)), (["retry-after": "0.5"], .seconds(0.5)),
    (["Retry-After-Ms": "9000"], .seconds(9)), (["Retry-After": "soon"], .zero),
])
func `a server that asks for patience gets it`(_ headers: [String: String], _ least: Duration) async throws {
    let server = try ScriptedServer.start { request in
        request.index == 0
            ? [OpenAIScript.error(status: 429, message: "slow down", headers: headers)]
            : OpenAIScript.completion(text: "ok")
    }
    let waits = Waits()
    _ = try await TestClient.openAI(server, settings: waits.settings).respond(to: hello)
    #expect(waits.all.count == 1)
    #expect(waits.all.allSatisfy { $0 >= least && $0 <= max(least * 1.25, .seconds(1)) })
}

@Test func `a server that asks for an hour is not waited for`() async throws {
    let server = try ScriptedServer.start { _ in
        [OpenAIScript.error(status: 429, message: "daily limit", headers: ["Retry-After": "3600"])]
    }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    #expect(error.map { "\($0)" }?.contains("daily limit (it asks to come again in 3600 s)") == true)
    #expect(server.requests.count == 1)
    // The next call does not wait for the hour either.
    #expect(await modelError { () throws(ModelError) in try await client.respond(to: hello) } == error)
    #expect(server.requests.count == 2)
}

@Test(arguments: [
    #"{"hello":"world"}"#, #"{"choices":[]}"#, #"{"choices":null}"#, #"{"message":{"content":"hi"},"done":true}"#,
    #"{"type":"message","role":"assistant","content":[{"type":"text","text":"hi"}]}"#,
])
func `a document of another protocol is named as such`(_ body: String) async throws {
    let server = try ScriptedServer.start { _ in
        [.respond(status: 200, headers: ["Content-Type": "application/json"], body: body)]
    }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    let detail = "no chat completion: \(body)"
    #expect(error == .protocolBroken(host: "127.0.0.1:\(server.port)", detail: detail))
}

/// A server without TLS answers the handshake with something else: the request was never sent, and costs nothing.
@Test func `what failed before the request is charged to nobody`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "hi") }
    let client = try ChatClient(
        name: "test", baseURL: "https://127.0.0.1:\(server.port)", model: "m", settings: Waits().settings)
    let ledger = Ledger(SpendingCaps(calls: 1), scope: .run)
    let metered = MeteredModel(client, ledgers: [ledger], price: nil)
    for _ in 0..<2 {
        let error = await modelError { () throws(ModelError) in try await metered.respond(to: hello) }
        #expect(error.map { "\($0)" }?.contains("is the server running") == true, "\(String(describing: error))")
    }
    #expect(server.requests.isEmpty)
}

@Test func `a server of another protocol is named as such`() async throws {
    let server = try ScriptedServer.start { _ in
        [.respond(status: 200, headers: ["Content-Type": "text/html"], body: "<html>Welcome</html>")]
    }
    let client = try TestClient.openAI(server)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    #expect(
        error
            == .protocolBroken(
                host: "127.0.0.1:\(server.port)", detail: "neither events nor JSON: <html>Welcome</html>"))
}

@Test func `a refused connection to this machine fails at once`() async throws {
    let port = try ScriptedServer.unusedPort()
    let waits = Waits()
    let client = try ChatClient(
        name: "test", baseURL: "http://127.0.0.1:\(port)", model: "m", settings: waits.settings)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    let reason = "Connection refused; is the server running, and the URL right?"
    #expect(error == .unreachable(url: "http://127.0.0.1:\(port)/v1", reason: reason))
    #expect(waits.all.isEmpty)
}

@Test func `a host without an address is tried twice`() async throws {
    let waits = Waits()
    // No name has a part of more than 63 bytes, so the look-up fails without asking anyone.
    let host = String(repeating: "x", count: 64)
    let client = try ChatClient(
        name: "test", baseURL: "http://\(host)", model: "m", settings: waits.settings)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    guard case .unreachable(let url, _)? = error else {
        Issue.record("\(String(describing: error))")
        return
    }
    #expect(url == "http://\(host)/v1")
    #expect(waits.all.count == 1)
}

@Test(arguments: [
    (ClientSettings(firstByteTimeout: .milliseconds(50)), [ScriptedStep.hangUntilClosed], "no answer within"),
    (
        ClientSettings(idleTimeout: .milliseconds(50)), [OpenAIScript.chunk(#"{"content":"a"}"#), .hangUntilClosed],
        "nothing more came for"
    ),
])
func `a server that falls silent is given up`(
    _ settings: ClientSettings, _ steps: [ScriptedStep], _ reason: String
) async throws {
    let server = try ScriptedServer.start { _ in steps }
    var settings = settings
    settings.retries = RetryPolicy(attempts: 2, pause: { _ in })
    let client = try TestClient.openAI(server, settings: settings)
    let error = await modelError { () throws(ModelError) in try await client.respond(to: hello) }
    guard case .exhausted(_, 2, let last)? = error else {
        Issue.record("\(String(describing: error))")
        return
    }
    #expect(last.hasPrefix(reason))
    await server.waitUntil { $0.open == 0 }
}

@Test func `cancelling the task ends the transfer`() async throws {
    let server = try ScriptedServer.start { _ in [OpenAIScript.chunk(#"{"content":"a"}"#), .hangUntilClosed] }
    let client = try TestClient.openAI(server)
    let call = Task { await modelError { () throws(ModelError) in try await client.respond(to: hello) } }
    await server.waitUntil { $0.requests.count == 1 }
    call.cancel()
    #expect(await call.value == .cancelled)
    await server.waitUntil { $0.hangsEnded == 1 }
}

@Test func `cancelling the task ends the wait for the next attempt`() async throws {
    let server = try ScriptedServer.start { _ in [.respond(status: 500)] }
    let settings = ClientSettings(retries: RetryPolicy(firstWait: .seconds(3600), longestWait: .seconds(3600)))
    let client = try TestClient.openAI(server, settings: settings)
    let call = Task { await modelError { () throws(ModelError) in try await client.respond(to: hello) } }
    await server.waitUntil { $0.requests.count == 1 }
    call.cancel()
    #expect(await call.value == .cancelled)
}
