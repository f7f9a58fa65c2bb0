/// Puts together what a server of OpenAI's Responses sends.
///
/// Pieces fill the items of the output; an item's own end, and the response's, replace what was put together from pieces.
struct ResponsesAnswer: AnswerAssembler {
    private(set) var isComplete = false
    var isAnswered: Bool { isComplete }
    var hasContent: Bool { items.values.contains { !$0.text.isEmpty || !$0.reasoning.isEmpty || $0.isCall } }

    private var items: [Int: Item] = [:]
    private var usage = TokenUsage()
    private var model = ""
    private var stopReason: String?

    /// One item of the output.
    fileprivate struct Item {
        var type = ""
        var text = ""
        var refusal = ""
        var reasoning = ""
        var callID = ""
        var name = ""
        var arguments = ""
        /// The item as it came whole.
        var whole: JSONValue?

        var isCall: Bool { type == "function_call" }
        /// The place at which its text is put together, for servers that do not announce items.
        mutating func take(_ type: String) { if self.type.isEmpty { self.type = type } }
    }

    mutating func take(_ event: ServerSentEvent) throws(AnswerFault) {
        // Some imitators end the stream as chat completions do.
        guard !event.data.elementsEqual("[DONE]".utf8) else { return }
        guard case .object(let fields)? = JSONValue(parsing: event.data) else {
            throw .malformed("no event of a response: \(ServerText.start(of: event.data))")
        }
        let index = fields["output_index"]?.intValue ?? items.keys.max() ?? 0
        let delta = fields["delta"]?.stringValue ?? ""
        switch fields["type"]?.stringValue ?? event.name {
        case "response.output_item.added", "response.output_item.done":
            if let item = fields["item"] { items[index] = Item(item, over: items[index]) }
        case "response.output_text.delta":
            items[index, default: Item()].take("message")
            items[index]?.text += delta
        case "response.refusal.delta":
            items[index, default: Item()].take("message")
            items[index]?.refusal += delta
        case "response.reasoning_text.delta", "response.reasoning_summary_text.delta", "response.reasoning.delta":
            items[index, default: Item()].take("reasoning")
            items[index]?.reasoning += delta
        case "response.function_call_arguments.delta":
            items[index, default: Item()].take("function_call")
            items[index]?.arguments += delta
        case "response.completed", "response.incomplete", "response.failed", "response.cancelled":
            try take(fields["response"] ?? .null)
        case "error":
            throw .complaint(complaint(fields["error"] ?? .object(fields)))
        default:
            if case .object(let response)? = fields["response"] { takeHead(response) }
        }
    }

    mutating func take(document: [UInt8]) throws(AnswerFault) {
        guard let response = JSONValue(parsing: document),
            case .object(let fields) = response,
            fields["output"] != nil || fields["status"] != nil || fields["error"] != nil
        else { throw .malformed("no response: \(ServerText.start(of: document))") }
        try take(response)
    }

    /// Takes the whole response.
    private mutating func take(_ response: JSONValue) throws(AnswerFault) {
        guard case .object(let fields) = response else { throw .malformed("a final event without a response") }
        if let error = fields["error"], error != .null { throw .complaint(complaint(error)) }
        let status = fields["status"]?.stringValue ?? "completed"
        guard status == "completed" || status == "incomplete" else {
            throw .incomplete("the server ended the answer with \"\(status)\"")
        }
        takeHead(fields)
        if case .array(let output)? = fields["output"], !output.isEmpty {
            let pieces = items
            items = [:]
            for (index, item) in output.enumerated() { items[index] = Item(item, over: pieces[index]) }
        }
        if status == "incomplete" {
            stopReason = fields["incomplete_details"]?["reason"]?.stringValue ?? "max_output_tokens"
        }
        isComplete = true
    }

    private mutating func takeHead(_ fields: [String: JSONValue]) {
        if let name = fields["model"]?.stringValue, !name.isEmpty { model = name }
        guard let counts = fields["usage"], counts != .null else { return }
        usage = .told(
            input: counts["input_tokens"]?.intValue, output: counts["output_tokens"]?.intValue,
            cachedInput: counts["input_tokens_details"]?["cached_tokens"]?.intValue,
            reasoning: counts["output_tokens_details"]?["reasoning_tokens"]?.intValue)
    }

    func finish() throws(AnswerFault) -> ChatResponse {
        guard isComplete else { throw .incomplete("the answer broke off before its final event") }
        let ordered = items.sorted { $0.key < $1.key }.map(\.value)
        var text = ""
        var refusal = ""
        var calls: [ToolCall] = []
        var reasoning: [ReasoningItem] = []
        for item in ordered {
            switch item.type {
            case "message":
                text += item.text
                refusal += item.refusal
            case "function_call":
                let id = item.callID.isEmpty ? "call_\(calls.count)" : item.callID
                calls.append(ToolCall(id: id, name: item.name, arguments: item.arguments))
            case "reasoning":
                guard let whole = item.whole else { continue }
                let place = (text.isEmpty ? 0 : 1) + calls.count
                reasoning.append(ReasoningItem(origin: .responses, place: place, content: whole))
            default: break
            }
        }
        let thoughts = ordered.map(\.reasoning).filter { !$0.isEmpty }.joined(separator: "\n\n")
        var response = ChatResponse(
            text: text.isEmpty ? refusal : text, reasoning: thoughts, reasoningItems: calls.isEmpty ? [] : reasoning,
            toolCalls: calls, finishReason: reason(isRefused: text.isEmpty && !refusal.isEmpty, calls), usage: usage,
            model: model, seconds: 0)
        response.countReasoning()
        return response
    }

    private func reason(isRefused: Bool, _ calls: [ToolCall]) -> ChatResponse.FinishReason {
        if isRefused || stopReason == "content_filter" { return .refusal }
        if stopReason != nil { return .length }
        return calls.isEmpty ? .stop : .toolCalls
    }

    private func complaint(_ error: JSONValue) -> ServerComplaint {
        ServerComplaint(.object(["error": error])) ?? ServerComplaint(code: "", message: error.canonicalText)
    }
}

extension ResponsesAnswer.Item {
    /// An item as it came, over what was put together of it: an announced item is empty, and its pieces stay.
    fileprivate init(_ value: JSONValue, over pieces: Self?) {
        self = pieces ?? Self()
        type = value["type"]?.stringValue ?? type
        callID = value["call_id"]?.stringValue ?? callID
        name = value["name"]?.stringValue ?? name
        if let words = value["arguments"]?.stringValue, !words.isEmpty { arguments = words }
        let parts = value["content"]?.arrayValue ?? []
        func joined(_ kind: String, _ field: String) -> String {
            parts.filter { $0["type"]?.stringValue == kind }.compactMap { $0[field]?.stringValue }.joined()
        }
        let (words, no) = (joined("output_text", "text"), joined("refusal", "refusal"))
        if !words.isEmpty { text = words }
        if !no.isEmpty { refusal = no }
        let thoughts = joined("reasoning_text", "text")
        let summary = (value["summary"]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue }
        if !thoughts.isEmpty || !summary.isEmpty {
            reasoning = thoughts.isEmpty ? summary.joined(separator: "\n\n") : thoughts
        }
        whole = value
    }
}
