import ScriptedServer
import Testing

@testable import Models

private func client(_ server: ScriptedServer, _ provider: String) throws -> ChatClient {
    try ChatClient(
        name: "test", baseURL: server.baseURL, model: "m", provider: Provider.named(provider),
        settings: Waits().settings)
}

/// The assistant's message of the second request of a loop whose first answer has this delta (JSON).
private func messageGivenBack(_ provider: String, _ deltas: [String]) async throws -> JSONValue {
    let server = try ScriptedServer.start { request in
        guard request.index == 0 else { return OpenAIScript.completion(text: "done") }
        return deltas.map { OpenAIScript.chunk($0) }
            + [OpenAIScript.chunk("{}", finishReason: "tool_calls"), OpenAIScript.data("[DONE]")]
    }
    let model = try client(server, provider)
    let first = try await model.respond(to: hello)
    let second = try await model.respond(to: hello.continued(first, results: ["AC"]))
    #expect(second.reasoningItems == nil)
    return try #require(JSONValue(parsing: server.requests[1].text)?["messages"]?.arrayValue?[2])
}

private let call = #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"explore","arguments":"{}"}}]}"#

@Test func `reasoning text is given back where the server asks for it, and nowhere else`() async throws {
    let deltas = [#"{"reasoning_content":"hm"}"#, #"{"reasoning_content":"m"}"#, call]
    #expect(try await messageGivenBack("deepseek", deltas)["reasoning_content"] == .string("hmm"))
    #expect(try await messageGivenBack("compatible", deltas)["reasoning_content"] == nil)
}

@Test func `OpenRouter's reasoning details are given back as they came`() async throws {
    let deltas = [
        #"{"reasoning":"h","reasoning_details":[{"type":"reasoning.text","text":"h","index":0}]}"#,
        #"{"reasoning_details":[{"type":"reasoning.encrypted","data":"x","id":"r","index":1}]}"#, call,
    ]
    let details = try await messageGivenBack("openrouter", deltas)["reasoning_details"]
    #expect(details?.arrayValue?.map { $0["type"]?.stringValue } == ["reasoning.text", "reasoning.encrypted"])
}

@Test func `Gemini's thought signature goes back with its call`() async throws {
    let extra = #""extra_content":{"google":{"thought_signature":"c2ln"}}"#
    let call = #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"explore","arguments":"{}"},\#(extra)}]}"#
    let calls = try await messageGivenBack("gemini", [call])["tool_calls"]?.arrayValue
    #expect(calls?.first?["extra_content"]?["google"]?["thought_signature"] == .string("c2ln"))
    #expect(calls?.first?["id"] == .string("a"))
}

@Test func `signed and hidden thoughts go back unchanged before the call that they led to`() async throws {
    let hidden = #""index":9,"content_block":{"type":"redacted_thinking","data":"EroB"}"#
    let server = try ScriptedServer.start { request in
        guard request.index == 0 else { return AnthropicScript.message(text: "done") }
        var steps = AnthropicScript.message(
            text: "Let me see.", thinking: "hmm",
            toolCalls: [ScriptedToolCall(id: "a", name: "explore", arguments: "{}")])
        steps.insert(
            AnthropicScript.event("content_block_start", #"{"type":"content_block_start",\#(hidden)}"#), at: 2)
        return steps
    }
    let model = try TestClient.anthropic(server)
    let first = try await model.respond(to: hello)
    #expect(first.reasoning == "hmm")
    #expect(first.reasoningItems?.map(\.place) == [0, 0])
    _ = try await model.respond(to: hello.continued(first, results: ["AC"]))
    let turns = try #require(JSONValue(parsing: server.requests[1].text)?["messages"]?.arrayValue)
    let blocks = try #require(turns[1]["content"]?.arrayValue)
    #expect(blocks.map { $0["type"]?.stringValue } == ["redacted_thinking", "thinking", "text", "tool_use"])
    #expect(blocks[0]["data"] == .string("EroB"))
    #expect(blocks[1]["thinking"] == .string("hmm"))
    #expect(blocks[1]["signature"] == .string("c2ln"))
}

@Test func `no protocol is given another's reasoning`() {
    let item = ReasoningItem(origin: .messages, place: 0, content: .object(["type": .string("thinking")]))
    let call = ToolCall(id: "a", name: "explore", arguments: "{}")
    let request = ChatRequest(messages: hello.messages + [.assistant(text: "", toolCalls: [call], reasoning: [item])])
    for body in [
        OpenAIRequest(model: "m").body(for: request), ResponsesRequest(model: "m").body(for: request),
    ] { #expect(!body.canonicalText.contains("thinking")) }
    #expect(AnthropicRequest(model: "m").body(for: request).canonicalText.contains("thinking"))
}

/// A server's counts and what they mean.
struct UsageRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var json: String
    var usage: TokenUsage

    static let all = [
        UsageRow(
            testDescription: "OpenAI's details",
            json: """
                {"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"prompt_tokens_details":\
                {"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":32}}
                """, usage: TokenUsage(input: 100, output: 50, cachedInput: 64, reasoning: 32)),
        UsageRow(
            testDescription: "DeepSeek's cache hits",
            json: #"{"prompt_tokens":100,"completion_tokens":50,"prompt_cache_hit_tokens":64}"#,
            usage: TokenUsage(input: 100, output: 50, cachedInput: 64)),
        UsageRow(
            testDescription: "reasoning left out of the answer's count and told apart",
            json: """
                {"prompt_tokens":100,"completion_tokens":18,"total_tokens":150,"completion_tokens_details":\
                {"reasoning_tokens":32}}
                """, usage: TokenUsage(input: 100, output: 50, reasoning: 32)),
        UsageRow(
            testDescription: "reasoning only in the total",
            json: #"{"prompt_tokens":100,"completion_tokens":18,"total_tokens":150}"#,
            usage: TokenUsage(input: 100, output: 50, reasoning: 32)),
        UsageRow(
            testDescription: "numbers that cannot be",
            json: """
                {"prompt_tokens":9223372036854775807,"completion_tokens":-5,"total_tokens":9223372036854775807,\
                "completion_tokens_details":{"reasoning_tokens":7}}
                """, usage: TokenUsage()),
        UsageRow(
            testDescription: "half of the counts",
            json: #"{"completion_tokens":5,"total_tokens":105}"#, usage: TokenUsage()),
        UsageRow(
            testDescription: "details that are null",
            json: #"{"prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":null}"#,
            usage: TokenUsage(input: 100, output: 50)),
    ]
}

@Test(arguments: UsageRow.all)
func `counts are understood however a server words them`(_ row: UsageRow) async throws {
    let server = try ScriptedServer.start { _ in
        OpenAIScript.completion(text: "x", usage: nil).dropLast()
            + [OpenAIScript.data(#"{"choices":[],"usage":\#(row.json)}"#), OpenAIScript.data("[DONE]")]
    }
    #expect(try await client(server, "compatible").respond(to: hello).usage == row.usage)
}

@Test func `reasoning that is shown and not counted is counted by its share of the answer`() async throws {
    let server = try ScriptedServer.start { _ in
        OpenAIScript.completion(
            text: "1234567890", reasoning: String(repeating: "x", count: 30),
            usage: ScriptedUsage(input: 10, output: 20))
    }
    #expect(try await client(server, "compatible").respond(to: hello).usage.reasoning == 15)
}

@Test(arguments: [
    ("claude-sonnet-4-5", "anthropic", "output_config", nil), ("claude-opus-4-6", "anthropic", "output_config", nil),
    ("claude-sonnet-4-20250514", "anthropic", "tool_choice", #"{"city":"Paris"}"#),
    ("qwen", "anthropic-compatible", "tool_choice", #"{"city":"Paris"}"#),
])
func `an answer is bound to a schema as the model takes it`(
    _ model: String, _ provider: String, _ field: String, _ byTool: String?
) async throws {
    let server = try ScriptedServer.start { _ in
        guard let byTool else { return AnthropicScript.message(text: #"{"city":"Rome"}"#) }
        return AnthropicScript.message(toolCalls: [ScriptedToolCall(id: "a", name: "answer", arguments: byTool)])
    }
    let client = try ChatClient(
        name: "test", wireProtocol: .messages, baseURL: server.baseURL, model: model,
        provider: Provider.named(provider),
        settings: Waits().settings)
    var request = hello
    request.responseSchema = .object(["type": .string("object")])
    let response = try await client.respond(to: request)
    #expect(response.text == byTool ?? #"{"city":"Rome"}"#)
    #expect(response.toolCalls.isEmpty)
    #expect(response.finishReason == .stop)
    let sent = try #require(server.requests.first)
    let body = try #require(JSONValue(parsing: sent.text))
    #expect(body[field] != nil)
    #expect((body["tools"] != nil) == (byTool != nil))
}

@Test func `the growing conversation is cached up to the model's last turn, and a single question is not`() throws {
    let provider = try #require(Provider.named("anthropic"))
    let request = AnthropicRequest(model: "claude-sonnet-4-5", provider: provider)
    #expect(!request.body(for: hello).canonicalText.contains("cache_control"))
    let turns = ChatRequest(
        messages: hello.messages + [
            .assistant(text: "a", toolCalls: []), .user("b"),
            .assistant(text: "c", toolCalls: [ToolCall(id: "x", name: "explore", arguments: "{}")]),
            .toolResult(callID: "x", text: "AC"),
        ])
    let body = request.body(for: turns)
    #expect(body.canonicalText.ranges(of: "cache_control").count == 2)
    #expect(body["system"]?.arrayValue?.last?["cache_control"] != nil)
    let messages = try #require(body["messages"]?.arrayValue)
    #expect(messages[3]["content"]?.arrayValue?.last?["cache_control"]?["type"] == .string("ephemeral"))
    // Other servers of the protocol need not know the field.
    #expect(!AnthropicRequest(model: "m").body(for: turns).canonicalText.contains("cache_control"))
}
