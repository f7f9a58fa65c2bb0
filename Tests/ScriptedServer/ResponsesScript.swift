/// Answers in the protocol of OpenAI's Responses.
public enum ResponsesScript {
    /// The response as one document, as a server answers that does not stream; also what the final event carries.
    ///
    /// - Parameters:
    ///   - text: The answer; no message item when it is empty.
    ///   - reasoning: The encrypted content of a reasoning item that comes first; empty for none.
    ///   - summary: The summary of that item.
    ///   - toolCalls: The calls.
    ///   - status: `completed` or `incomplete`.
    ///   - reason: Why it is incomplete.
    ///   - usage: The counts, as JSON.
    ///   - model: The name the server reports.
    /// - Returns: JSON.
    public static func response(
        text: String = "", reasoning: String = "", summary: String = "", toolCalls: [ScriptedToolCall] = [],
        status: String = "completed", reason: String? = nil,
        usage: String = #"{"input_tokens":10,"output_tokens":5}"#, model: String = "scripted"
    ) -> String {
        let items = items(text: text, reasoning: reasoning, summary: summary, toolCalls: toolCalls)
        let details = reason.map { #"{"reason":\#(json($0))}"# } ?? "null"
        return #"{"id":"resp_1","object":"response","status":\#(json(status)),"model":\#(json(model)),"error":null,"#
            + #""incomplete_details":\#(details),"output":[\#(items.joined(separator: ","))],"usage":\#(usage)}"#
    }

    /// A streamed response as the provider sends it: each item announced, filled in two pieces, ended; the whole last.
    public static func stream(
        text: String = "", reasoning: String = "", summary: String = "", toolCalls: [ScriptedToolCall] = [],
        final: String
    ) -> [ScriptedStep] {
        var steps = [
            event("response.created", #""response":{"id":"resp_1","status":"in_progress","output":[]}"#),
            event("response.in_progress", #""response":{"id":"resp_1","status":"in_progress","output":[]}"#),
        ]
        var index = 0
        func item(_ opening: String, _ deltas: [(String, String)], _ whole: String) {
            steps.append(event("response.output_item.added", #""output_index":\#(index),"item":\#(opening)"#))
            for (type, delta) in deltas {
                steps.append(event(type, #""output_index":\#(index),"content_index":0,"delta":\#(json(delta))"#))
            }
            steps.append(event("response.output_item.done", #""output_index":\#(index),"item":\#(whole)"#))
            index += 1
        }
        let whole = items(text: text, reasoning: reasoning, summary: summary, toolCalls: toolCalls)
        if !reasoning.isEmpty {
            item(
                #"{"id":"rs_1","type":"reasoning","summary":[]}"#,
                halves(summary).map { ("response.reasoning_summary_text.delta", $0) }, whole[index])
        }
        if !text.isEmpty {
            item(
                #"{"id":"msg_1","type":"message","role":"assistant","status":"in_progress","content":[]}"#,
                halves(text).map { ("response.output_text.delta", $0) }, whole[index])
        }
        for call in toolCalls {
            item(
                #"{"id":"fc_1","type":"function_call","call_id":\#(json(call.id)),"name":\#(json(call.name)),"#
                    + #""arguments":""}"#,
                halves(call.arguments).map { ("response.function_call_arguments.delta", $0) }, whole[index])
        }
        return steps + [end(final)]
    }

    /// The final event with this response (JSON).
    public static func end(_ response: String, type: String = "response.completed") -> ScriptedStep {
        event(type, #""response":\#(response)"#)
    }

    /// One server-sent event of this type with these further fields (JSON).
    public static func event(_ type: String, _ fields: String) -> ScriptedStep {
        .text("event: \(type)\ndata: {\"type\":\"\(type)\",\(fields)}\n\n")
    }

    private static func items(
        text: String, reasoning: String, summary: String, toolCalls: [ScriptedToolCall]
    ) -> [String] {
        var items: [String] = []
        if !reasoning.isEmpty {
            let parts = summary.isEmpty ? "" : #"{"type":"summary_text","text":\#(json(summary))}"#
            items.append(
                #"{"id":"rs_1","type":"reasoning","summary":[\#(parts)],"encrypted_content":\#(json(reasoning))}"#)
        }
        if !text.isEmpty {
            let part = #"{"type":"output_text","text":\#(json(text)),"annotations":[]}"#
            items.append(
                #"{"id":"msg_1","type":"message","role":"assistant","status":"completed","content":[\#(part)]}"#)
        }
        for call in toolCalls {
            items.append(
                #"{"id":"fc_1","type":"function_call","status":"completed","call_id":\#(json(call.id)),"#
                    + #""name":\#(json(call.name)),"arguments":\#(json(call.arguments))}"#)
        }
        return items
    }
}
