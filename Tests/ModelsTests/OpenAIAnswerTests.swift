import Models
import ScriptedServer
import Testing

/// One way in which servers word the same answer.
struct Wording: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var steps: [ScriptedStep]

    init(_ description: String, _ steps: [ScriptedStep]) {
        testDescription = description
        self.steps = steps
    }

    private static let first =
        #"{"model":"s","choices":[{"index":0,"delta":{"role":"assistant","content":"Grüße, "}}]}"#
    private static let second =
        #"{"model":"s","choices":[{"index":0,"delta":{"content":"Welt"},"finish_reason":"stop"}]}"#
    private static let usage = #"{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}"#

    /// The events as lines with this end.
    private static func stream(_ end: String, _ mark: String = "data: ") -> String {
        [first, second, usage, "[DONE]"].map { mark + $0 + end + end }.joined()
    }

    /// All of them say "Grüße, Welt" in 7 + 3 tokens.
    static let all = [
        Wording("LF", [.text(stream("\n"))]),
        Wording("CRLF", [.text(stream("\r\n"))]),
        Wording("CR", [.text(stream("\r"))]),
        Wording("no space after the colon", [.text(stream("\n", "data:"))]),
        Wording("named events with ids", [.text(stream("\n", "id: 1\nevent: message\nretry: 5\ndata: "))]),
        Wording("comments in between", [.text(": OPENROUTER PROCESSING\n\n" + stream("\n", ": keep-alive\n\ndata: "))]),
        Wording("a byte order mark", [.text("\u{FEFF}" + stream("\n"))]),
        Wording("a byte at a time", Array(stream("\r\n").utf8).map { .chunk([$0]) }),
        Wording(
            "JSON over several data lines",
            [.text(stream("\n", "data: ").replacing(#""choices""#, with: "\ndata: \"choices\""))]),
        Wording("no blank line at the end", [.text(String(stream("\n").dropLast(2)))]),
        Wording("no [DONE], but a finish reason", [.text(stream("\n").replacing("data: [DONE]\n\n", with: ""))]),
        Wording(
            "usage twice",
            [.text("data: \(first)\n\ndata: \(usage)\n\ndata: \(second)\n\ndata: \(usage)\n\ndata: [DONE]\n\n")]),
        Wording(
            "a second choice beside it",
            [
                .text(#"data: {"choices":[{"index":1,"delta":{"content":"other"}}]}"# + "\n\n" + stream("\n"))
            ]),
        Wording(
            "content in parts",
            [
                .text(stream("\n").replacing(#""Welt""#, with: #"[{"type":"text","text":"Welt"}]"#))
            ]),
        Wording("nothing after [DONE], and no end", [.text(stream("\n")), .hangUntilClosed]),
        Wording("a reset after [DONE]", [.text(stream("\n")), .reset]),
        Wording(
            "one JSON document",
            [
                OpenAIScript.wholeCompletion(text: "Grüße, Welt", usage: ScriptedUsage(input: 7, output: 3), model: "s")
            ]),
        Wording(
            "events under another content type",
            [
                .respond(status: 200, headers: ["Content-Type": "text/plain"], body: stream("\n"))
            ]),
    ]
}

@Test(arguments: Wording.all)
func `an answer is understood however a server words it`(_ wording: Wording) async throws {
    let server = try ScriptedServer.start { _ in wording.steps }
    let response = try await TestClient.openAI(server).respond(to: hello)
    #expect(response.text == "Grüße, Welt")
    #expect(response.finishReason == .stop)
    #expect(response.usage == TokenUsage(input: 7, output: 3))
    #expect(response.model == "s")
    #expect(response.attempts == 1)
}

@Test func `reasoning is kept apart from the answer`() async throws {
    for field in ["reasoning_content", "reasoning"] {
        let server = try ScriptedServer.start { _ in
            [OpenAIScript.chunk(#"{"\#(field)":"hmm"}"#)] + OpenAIScript.completion(text: "yes")
        }
        let response = try await TestClient.openAI(server).respond(to: hello)
        #expect(response.reasoning == "hmm")
        #expect(response.text == "yes")
    }
}

/// Fragments of tool calls as servers send them, and the calls they make.
struct Fragments: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var deltas: [String]
    var calls: [ToolCall]

    static let two = [
        ToolCall(id: "a", name: "explore", arguments: #"{"n":1}"#),
        ToolCall(id: "b", name: "answer", arguments: #"{"n":2}"#),
    ]

    static let all = [
        Fragments(
            testDescription: "fragments of two calls, interleaved",
            deltas: [
                #"[{"index":0,"id":"a","function":{"name":"explore","arguments":""}}]"#,
                #"[{"index":1,"id":"b","function":{"name":"answer","arguments":"{\"n\""}}]"#,
                #"[{"index":0,"function":{"arguments":"{\"n\":"}},{"index":1,"function":{"arguments":":2}"}}]"#,
                #"[{"index":0,"function":{"arguments":"1}"}}]"#,
            ], calls: two),
        Fragments(
            testDescription: "whole calls, all numbered 0",
            deltas: [
                #"[{"index":0,"id":"a","function":{"name":"explore","arguments":"{\"n\":1}"}}]"#,
                #"[{"index":0,"id":"b","function":{"name":"answer","arguments":"{\"n\":2}"}}]"#,
            ], calls: two),
        Fragments(
            testDescription: "no numbers, fragments continue the last call",
            deltas: [
                #"[{"id":"a","function":{"name":"explore","arguments":"{\"n\""}}]"#,
                #"[{"function":{"arguments":":1}"}}]"#,
                #"[{"id":"b","function":{"name":"answer","arguments":"{\"n\":2}"}}]"#,
            ], calls: two),
        Fragments(
            testDescription: "id and name repeated in each fragment",
            deltas: [
                #"[{"index":0,"id":"a","function":{"name":"explore","arguments":"{\"n\":"}}]"#,
                #"[{"index":0,"id":"a","function":{"name":"explore","arguments":"1}"}}]"#,
                #"[{"index":1,"id":"b","function":{"name":"answer","arguments":"{\"n\":2}"}}]"#,
            ], calls: two),
        Fragments(
            testDescription: "arguments as an object, and no id",
            deltas: [#"[{"index":0,"function":{"name":"explore","arguments":{"n":1}}}]"#],
            calls: [ToolCall(id: "call_0", name: "explore", arguments: #"{"n":1}"#)]),
        Fragments(
            testDescription: "arguments that are no JSON are passed on",
            deltas: [#"[{"index":0,"id":"a","function":{"name":"explore","arguments":"n = 1"}}]"#],
            calls: [ToolCall(id: "a", name: "explore", arguments: "n = 1")]),
    ]
}

@Test(arguments: Fragments.all)
func `tool calls are put together from fragments`(_ fragments: Fragments) async throws {
    for finishReason in ["tool_calls", "stop"] {
        let server = try ScriptedServer.start { _ in
            fragments.deltas.map { OpenAIScript.chunk(#"{"tool_calls":\#($0)}"#) }
                + [OpenAIScript.chunk("{}", finishReason: finishReason), OpenAIScript.data("[DONE]")]
        }
        let response = try await TestClient.openAI(server).respond(to: hello)
        #expect(response.toolCalls == fragments.calls)
        #expect(response.finishReason == .toolCalls)
    }
}

@Test(arguments: [
    ("stop", ChatResponse.FinishReason.stop), ("length", .length), ("content_filter", .refusal), ("eos", .stop),
])
func `the reason of the end is translated`(_ word: String, _ reason: ChatResponse.FinishReason) async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "x", finishReason: word) }
    #expect(try await TestClient.openAI(server).respond(to: hello).finishReason == reason)
}

@Test func `a refusal is told from an answer`() async throws {
    let server = try ScriptedServer.start { _ in
        [OpenAIScript.chunk(#"{"refusal":"I cannot."}"#)] + OpenAIScript.completion()
    }
    let response = try await TestClient.openAI(server).respond(to: hello)
    #expect(response.finishReason == .refusal)
    #expect(response.text == "I cannot.")
}

@Test func `missing usage counts nothing`() async throws {
    let server = try ScriptedServer.start { _ in OpenAIScript.completion(text: "x", usage: nil) }
    #expect(try await TestClient.openAI(server).respond(to: hello).usage == TokenUsage())
}

@Test func `a line of ten megabytes is an answer like any other`() async throws {
    let long = String(repeating: "x", count: 10 << 20)
    let server = try ScriptedServer.start { _ in
        [OpenAIScript.chunk(#"{"content":"\#(long)"}"#, finishReason: "stop"), OpenAIScript.data("[DONE]")]
    }
    #expect(try await TestClient.openAI(server).respond(to: hello).text.utf8.count == 10 << 20)
}
