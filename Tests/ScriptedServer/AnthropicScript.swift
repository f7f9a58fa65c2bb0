/// Answers in the protocol of Anthropic's Messages.
public enum AnthropicScript {
    /// A streamed message as the provider sends it, pings included.
    ///
    /// - Parameters:
    ///   - text: The answer; sent in two pieces.
    ///   - thinking: Sent as a thinking block before the text.
    ///   - toolCalls: Each call's input is sent in two fragments.
    ///   - stopReason: By default what fits: `tool_use` with calls, else `end_turn`.
    ///   - usage: The counts.
    ///   - model: The name the server reports.
    /// - Returns: The steps of one answer.
    public static func message(
        text: String = "", thinking: String = "", toolCalls: [ScriptedToolCall] = [], stopReason: String? = nil,
        usage: ScriptedUsage = ScriptedUsage(input: 10, output: 5), model: String = "scripted"
    ) -> [ScriptedStep] {
        var steps = [start(usage: #"{"input_tokens":\#(usage.input),"output_tokens":1}"#, model: model), ping]
        var index = 0
        func block(_ opening: String, _ deltas: [String]) {
            steps.append(blockEvent("content_block_start", #""index":\#(index),"content_block":\#(opening)"#))
            for delta in deltas {
                steps.append(blockEvent("content_block_delta", #""index":\#(index),"delta":\#(delta)"#))
            }
            steps.append(blockEvent("content_block_stop", #""index":\#(index)"#))
            index += 1
        }
        if !thinking.isEmpty {
            block(
                #"{"type":"thinking","thinking":""}"#,
                halves(thinking).map { #"{"type":"thinking_delta","thinking":\#(json($0))}"# }
                    + [#"{"type":"signature_delta","signature":"c2ln"}"#])
        }
        if !text.isEmpty {
            block(
                #"{"type":"text","text":""}"#, halves(text).map { #"{"type":"text_delta","text":\#(json($0))}"# })
        }
        for call in toolCalls {
            block(
                #"{"type":"tool_use","id":\#(json(call.id)),"name":\#(json(call.name)),"input":{}}"#,
                halves(call.arguments).map { #"{"type":"input_json_delta","partial_json":\#(json($0))}"# })
        }
        let reason = stopReason ?? (toolCalls.isEmpty ? "end_turn" : "tool_use")
        return steps + [delta(stopReason: reason, outputTokens: usage.output), stop]
    }

    /// The event that begins a message, with this usage (JSON).
    public static func start(usage: String, model: String = "scripted") -> ScriptedStep {
        let message =
            #"{"id":"m","type":"message","role":"assistant","model":\#(json(model)),"content":[],"usage":\#(usage)}"#
        return event("message_start", #"{"type":"message_start","message":\#(message)}"#)
    }

    /// The event that says why the message ends.
    public static func delta(stopReason: String, outputTokens: Int) -> ScriptedStep {
        let delta = #"{"stop_reason":\#(json(stopReason)),"stop_sequence":null}"#
        return event(
            "message_delta", #"{"type":"message_delta","delta":\#(delta),"usage":{"output_tokens":\#(outputTokens)}}"#)
    }

    /// The final event of every message.
    public static var stop: ScriptedStep { event("message_stop", #"{"type":"message_stop"}"#) }

    /// The event that keeps a connection warm.
    public static var ping: ScriptedStep { event("ping", #"{"type":"ping"}"#) }

    /// An error as Anthropic words it, before any event.
    public static func error(
        status: Int, type: String, message: String, headers: [String: String] = [:]
    ) -> ScriptedStep {
        .respond(status: status, headers: headers, body: errorBody(type: type, message: message))
    }

    /// An error in the middle of a stream.
    public static func streamedError(type: String, message: String) -> ScriptedStep {
        event("error", errorBody(type: type, message: message))
    }

    /// One server-sent event.
    public static func event(_ name: String, _ data: String) -> ScriptedStep {
        .text("event: \(name)\ndata: \(data)\n\n")
    }

    private static func blockEvent(_ type: String, _ fields: String) -> ScriptedStep {
        event(type, #"{"type":"\#(type)",\#(fields)}"#)
    }

    private static func errorBody(type: String, message: String) -> String {
        #"{"type":"error","error":{"type":\#(json(type)),"message":\#(json(message))}}"#
    }
}
