import Models
import ScriptedServer
import Testing

/// Retries that wait for nothing.
let quick = ClientSettings(retries: RetryPolicy(pause: { _ in }))

/// A client of a scripted server.
func client(_ server: ScriptedServer, settings: ClientSettings = quick) throws -> OpenAIChat {
    try OpenAIChat(name: "test", baseURL: server.baseURL, model: "m", settings: settings)
}

let hello = ChatRequest(messages: [.system("Be brief."), .user("Hello")])

@Test func `a streamed answer is put together from its pieces`() async throws {
    let server = try ScriptedServer.start { _ in
        OpenAIScript.completion(
            text: "Hello, wörld", reasoning: "think",
            toolCalls: [
                ScriptedToolCall(id: "a", name: "explore", arguments: #"{"x":1}"#),
                ScriptedToolCall(id: "b", name: "explore", arguments: #"{"x":2}"#),
            ])
    }
    let response = try await client(server).respond(to: hello)
    #expect(response.text == "Hello, wörld")
    #expect(response.reasoning == "think")
    #expect(response.toolCalls.map(\.arguments) == [#"{"x":1}"#, #"{"x":2}"#])
    #expect(response.finishReason == .toolCalls)
    #expect(response.usage == TokenUsage(input: 10, output: 5))
    print(server.requests[0].text, response)
}
