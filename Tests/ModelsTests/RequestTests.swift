import ScriptedServer
import Testing

@testable import Models

@Test func `a request is worded in the protocol of chat completions`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
    _ = try await TestClient.openAI(server).respond(to: everything)
    let request = try #require(server.requests.first)
    #expect(request.method == "POST")
    #expect(request.path == "/v1/chat/completions")
    #expect(request.headers["content-type"] == "application/json")
    try expectGolden(try sortedJSON(request.text), folder: "RequestTests", label: "chat-completions")
}

@Test func `a request is worded in the protocol of Messages`() async throws {
    let server = try ScriptedServer.start { _ in AnthropicScript.message(text: "ok") }
    _ = try await TestClient.anthropic(server).respond(to: everything)
    let request = try #require(server.requests.first)
    #expect(request.path == "/v1/messages")
    #expect(request.headers["anthropic-version"] == "2023-06-01")
    try expectGolden(try sortedJSON(request.text), folder: "RequestTests", label: "messages")
}

@Test(arguments: ["", " ", "\n\n", "\t \r\n", "\u{A0}\u{2003}"])
func `Messages refuse blank texts, so none is sent`(_ blank: String) async throws {
    let server = try ScriptedServer.start { _ in AnthropicScript.message(text: "ok") }
    let call = ToolCall(id: "c1", name: "explore", arguments: "{}")
    let request = ChatRequest(messages: [
        .system(blank), .user("Hello"), .assistant(text: blank, toolCalls: [call]),
        .toolResult(callID: "c1", text: "AC"), .user(blank), .assistant(text: blank, toolCalls: []), .user("Go on"),
    ])
    _ = try await TestClient.anthropic(server).respond(to: request)
    let sent = try #require(server.requests.first)
    let body = try #require(JSONValue(parsing: sent.text))
    guard case .object(let fields) = body, case .array(let turns)? = fields["messages"] else {
        Issue.record("no messages in \(body)")
        return
    }
    #expect(fields["system"] == nil)
    #expect(turns.count == 3)
    #expect(body.canonicalText.ranges(of: #""type":"text""#).count == 2)
}

@Test func `what a request leaves open is not sent`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
    _ = try await TestClient.openAI(server).respond(to: hello)
    let text = try #require(server.requests.first).text
    for field in ["temperature", "seed", "tools", "response_format"] { #expect(!text.contains(field)) }
}

@Test func `a body of megabytes arrives whole`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "ok") }
    let long = String(repeating: "0123456789abcdef", count: 200_000)
    _ = try await TestClient.openAI(server).respond(to: ChatRequest(messages: [.user(long)]))
    let request = try #require(server.requests.first)
    #expect(request.text.contains(long))
    #expect(request.headers["expect"] == nil)
}
