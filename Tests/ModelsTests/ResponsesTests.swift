import ScriptedServer
import Testing

@testable import Models

/// A client of Responses for a scripted server, as it is for OpenAI's own.
private func client(_ server: ScriptedServer, model: String = "gpt-5-mini") throws -> ChatClient {
    try ChatClient(
        name: "test", wireProtocol: .responses, baseURL: server.baseURL, model: model,
        provider: Provider.named("openai"),
        settings: Waits().settings)
}

private let usage = """
    {"input_tokens":100,"input_tokens_details":{"cached_tokens":64},"output_tokens":50,\
    "output_tokens_details":{"reasoning_tokens":32},"total_tokens":150}
    """

@Suite struct ResponsesTests {
    @Test func `a request is worded in the protocol of Responses`() async throws {
        let server = try ScriptedServer.start { _ in
            [.respond(status: 200, body: ResponsesScript.response(text: "ok"))]
        }
        var request = everything
        request.effort = .high
        _ = try await client(server).respond(to: request)
        let sent = try #require(server.requests.first)
        #expect(sent.path == "/v1/responses")
        try expectGolden(try sortedJSON(sent.text), folder: "RequestTests", label: "responses")
    }

    @Test func `a streamed response is the same as the whole one`() async throws {
        let calls = [
            ScriptedToolCall(id: "a", name: "explore", arguments: #"{"n":1}"#),
            ScriptedToolCall(id: "b", name: "explore", arguments: "{}"),
        ]
        let whole = ResponsesScript.response(
            text: "Grüße", reasoning: "gAAA", summary: "hmm", toolCalls: calls, usage: usage, model: "gpt")
        let empty = #"{"status":"completed","model":"gpt","output":[],"usage":\#(usage)}"#
        let steps: [[ScriptedStep]] = [
            [.respond(status: 200, body: whole)], [ResponsesScript.end(whole)],
            ResponsesScript.stream(text: "Grüße", reasoning: "gAAA", summary: "hmm", toolCalls: calls, final: whole),
            // Some servers leave the output out of the final event: what was streamed counts.
            ResponsesScript.stream(text: "Grüße", reasoning: "gAAA", summary: "hmm", toolCalls: calls, final: empty),
        ]
        for (index, steps) in steps.enumerated() {
            let server = try ScriptedServer.start { _ in steps }
            let response = try await client(server).respond(to: hello)
            #expect(response.text == "Grüße", "\(index)")
            #expect(response.reasoning == "hmm", "\(index)")
            #expect(response.toolCalls.map(\.id) == ["a", "b"], "\(index)")
            #expect(response.toolCalls.map(\.arguments) == [#"{"n":1}"#, "{}"], "\(index)")
            #expect(response.finishReason == .toolCalls)
            #expect(response.usage == TokenUsage(input: 100, output: 50, cachedInput: 64, reasoning: 32))
            #expect(response.model == "gpt")
            #expect(response.reasoningItems?.map(\.place) == [0])
            #expect((response.firstTokenSeconds != nil) == (index > 0))
        }
    }

    @Test func `reasoning is given back unchanged before the call that it led to`() async throws {
        let call = ScriptedToolCall(id: "a", name: "explore", arguments: "{}")
        let server = try ScriptedServer.start { request in
            let answer = ResponsesScript.response(
                text: request.index == 0 ? "" : "done", reasoning: "gAAA", toolCalls: request.index == 0 ? [call] : [])
            return [ResponsesScript.end(answer)]
        }
        let model = try client(server)
        let first = try await model.respond(to: hello)
        let second = try await model.respond(to: hello.continued(first, results: ["AC"]))
        #expect(second.text == "done")
        #expect(second.reasoningItems == nil)
        let input = try #require(JSONValue(parsing: server.requests[1].text)?["input"]?.arrayValue)
        #expect(
            input.map { $0["type"]?.stringValue ?? $0["role"]?.stringValue } == [
                "system", "user", "reasoning", "function_call", "function_call_output",
            ])
        #expect(input[2]["encrypted_content"] == .string("gAAA"))
        #expect(input[2]["id"] == .string("rs_1"))
        #expect(input[4]["call_id"] == .string("a"))
    }

    @Test(arguments: [
        ("", false), (#","encrypted_content":null,"content":[]"#, false), (#","encrypted_content":"gAAA""#, true),
        (#","content":[{"type":"reasoning_text","text":"hmm"}]"#, true),
    ])
    func `reasoning goes back only where there is something of it`(_ fields: String, _ isSent: Bool) throws {
        let content = try #require(JSONValue(parsing: #"{"id":"rs_1","type":"reasoning","summary":[]\#(fields)}"#))
        let call = ToolCall(id: "a", name: "explore", arguments: "{}")
        let turn = ChatMessage.assistant(
            text: "", toolCalls: [call], reasoning: [ReasoningItem(origin: .responses, place: 0, content: content)])
        let body = ResponsesRequest(model: "m").body(for: ChatRequest(messages: hello.messages + [turn]))
        #expect(body.canonicalText.contains("rs_1") == isSent)
        #expect(body.canonicalText.contains("function_call"))
    }

    @Test(arguments: [
        ("max_output_tokens", ChatResponse.FinishReason.length), ("content_filter", .refusal),
    ])
    func `an incomplete response says why`(_ reason: String, _ finish: ChatResponse.FinishReason) async throws {
        let answer = ResponsesScript.response(text: "cut", status: "incomplete", reason: reason)
        let server = try ScriptedServer.start { _ in [ResponsesScript.end(answer, type: "response.incomplete")] }
        #expect(try await client(server).respond(to: hello).finishReason == finish)
    }

    @Test func `a refusal is told from an answer`() async throws {
        let item =
            #"{"type":"message","role":"assistant","content":[{"type":"refusal","refusal":"I cannot."}]}"#
        let server = try ScriptedServer.start { _ in
            [.respond(status: 200, body: #"{"status":"completed","model":"m","output":[\#(item)]}"#)]
        }
        let response = try await client(server).respond(to: hello)
        #expect(response.finishReason == .refusal)
        #expect(response.text == "I cannot.")
    }

    @Test(arguments: [
        [ResponsesScript.event("response.output_text.delta", #""output_index":0,"delta":"half"# + #"""#)],
        [ResponsesScript.event("response.output_text.delta", #""delta":"half""#), .reset],
        [
            ResponsesScript.end(
                #"{"status":"failed","error":{"code":"server_error","message":"boom"}}"#, type: "response.failed")
        ],
        [ResponsesScript.event("error", #""code":"server_error","message":"boom""#)],
    ])
    func `a response without a good end is asked for again`(_ steps: [ScriptedStep]) async throws {
        let server = try ScriptedServer.start { request in
            request.index == 0 ? steps : [ResponsesScript.end(ResponsesScript.response(text: "whole"))]
        }
        let response = try await client(server).respond(to: hello)
        #expect(response.text == "whole")
        #expect(response.attempts == 2)
    }

    @Test func `only models that think are asked for encrypted reasoning`() async throws {
        let server = try ScriptedServer.start { _ in [ResponsesScript.end(ResponsesScript.response(text: "ok"))] }
        for (model, thinks) in [("gpt-5.2", true), ("o4-mini", true), ("gpt-4.1", false), ("gpt-5-chat-latest", false)]
        {
            _ = try await client(server, model: model).respond(to: hello)
            #expect(server.requests.last?.text.contains("encrypted_content") == thinks, "\(model)")
        }
    }
}

extension ChatRequest {
    /// The request that gives the results of a response's calls.
    func continued(_ response: ChatResponse, results: [String]) -> ChatRequest {
        var next = self
        next.messages.append(
            .assistant(
                text: response.text, toolCalls: response.toolCalls, reasoning: response.reasoningItems ?? []))
        next.messages += zip(response.toolCalls, results).map { .toolResult(callID: $0.id, text: $1) }
        return next
    }
}
