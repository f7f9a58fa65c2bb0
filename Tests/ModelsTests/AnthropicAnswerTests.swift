import Models
import ScriptedServer
import Testing

@Test func `a streamed message is put together from its blocks`() async throws {
    let calls = [
        ScriptedToolCall(id: "a", name: "explore", arguments: #"{"n":1}"#),
        ScriptedToolCall(id: "b", name: "explore", arguments: "{}"),
    ]
    let server = try ScriptedServer.start { _ in
        AnthropicScript.message(text: "Grüße", thinking: "hmm", toolCalls: calls, model: "claude")
    }
    let response = try await TestClient.anthropic(server).respond(to: hello)
    #expect(response.text == "Grüße")
    #expect(response.reasoning == "hmm")
    #expect(response.toolCalls.map(\.id) == ["a", "b"])
    #expect(response.toolCalls.map(\.arguments) == [#"{"n":1}"#, "{}"])
    #expect(response.finishReason == .toolCalls)
    #expect(response.usage == TokenUsage(input: 10, output: 5))
    #expect(response.model == "claude")
}

@Test func `a call without input has an empty object for arguments`() async throws {
    let server = try ScriptedServer.start { _ in
        AnthropicScript.message(toolCalls: [ScriptedToolCall(id: "a", name: "stop", arguments: "")])
    }
    let response = try await TestClient.anthropic(server).respond(to: hello)
    #expect(response.toolCalls == [ToolCall(id: "a", name: "stop", arguments: "{}")])
}

@Test func `tokens written to and read from the cache count as input`() async throws {
    let usage = #"{"input_tokens":3,"cache_creation_input_tokens":20,"cache_read_input_tokens":100,"output_tokens":1}"#
    let server = try ScriptedServer.start { _ in
        [
            AnthropicScript.start(usage: usage), AnthropicScript.delta(stopReason: "end_turn", outputTokens: 9),
            AnthropicScript.stop,
        ]
    }
    #expect(
        try await TestClient.anthropic(server).respond(to: hello).usage
            == TokenUsage(input: 123, output: 9, cachedInput: 100, cacheWrite: 20))
}

@Test(arguments: [
    ("end_turn", ChatResponse.FinishReason.stop), ("stop_sequence", .stop), ("max_tokens", .length),
    ("refusal", .refusal), ("model_context_window_exceeded", .contextLength),
])
func `the reason of a message's end is translated`(_ word: String, _ reason: ChatResponse.FinishReason) async throws {
    let server = try ScriptedServer.start { _ in AnthropicScript.message(text: "x", stopReason: word) }
    #expect(try await TestClient.anthropic(server).respond(to: hello).finishReason == reason)
}

@Test func `a message in one document is understood`() async throws {
    let body = """
        {"type":"message","role":"assistant","model":"claude","stop_reason":"tool_use","content":[
        {"type":"text","text":"Let me see."},{"type":"tool_use","id":"a","name":"explore","input":{"n":1}}],
        "usage":{"input_tokens":4,"output_tokens":2}}
        """
    let server = try ScriptedServer.start { _ in [.respond(status: 200, body: body)] }
    let response = try await TestClient.anthropic(server).respond(to: hello)
    #expect(response.text == "Let me see.")
    #expect(response.toolCalls == [ToolCall(id: "a", name: "explore", arguments: #"{"n":1}"#)])
    #expect(response.usage == TokenUsage(input: 4, output: 2))
}
