/// Puts together what a server of OpenAI's chat completions sends, and its many imitators with their habits.
struct OpenAIAnswer: AnswerAssembler {
    private(set) var isComplete = false
    var isAnswered: Bool { isComplete || finishReason != nil }
    var hasContent: Bool { !text.isEmpty || !reasoning.isEmpty || !refusal.isEmpty || !calls.isEmpty }
    /// What of the reasoning the server wants back.
    var reasoningBack = Provider.ReasoningBack.nothing

    private var text = ""
    private var reasoning = ""
    private var details: [JSONValue] = []
    private var refusal = ""
    private var calls: [PartialCall] = []
    private var finishReason: String?
    private var usage = TokenUsage()
    private var model = ""
    private var sawChoice = false

    private struct PartialCall {
        var index: Int
        var id: String
        var name: String
        var arguments: String
        var extra: JSONValue?
    }

    init(reasoningBack: Provider.ReasoningBack = .nothing) { self.reasoningBack = reasoningBack }

    mutating func take(_ event: ServerSentEvent) throws(AnswerFault) {
        if event.data.elementsEqual("[DONE]".utf8) {
            isComplete = true
            return
        }
        try take(chunk: event.data)
    }

    mutating func take(document: [UInt8]) throws(AnswerFault) {
        try take(chunk: document)
        // A piece may hold no choice; the whole of an answer without one is of another protocol.
        guard sawChoice else { throw .malformed("no chat completion: \(ServerText.start(of: document))") }
    }

    private mutating func take(chunk document: [UInt8]) throws(AnswerFault) {
        guard let chunk = JSONValue(parsing: document), case .object = chunk else {
            throw .malformed("no chat completion: \(ServerText.start(of: document))")
        }
        if let error = chunk.present("error") {
            let complaint = ServerComplaint(.object(["error": error]))
            throw .complaint(complaint ?? ServerComplaint(code: "", message: error.canonicalText))
        }
        if let name = chunk["model"]?.stringValue, !name.isEmpty { model = name }
        if let counts = chunk.present("usage") { usage = TokenUsage(chatCounts: counts) }
        guard let list = chunk.present("choices") else { return }
        guard case .array(let choices) = list else {
            throw .malformed("no chat completion: \(ServerText.start(of: document))")
        }
        for choice in choices where choice["index"]?.intValue ?? 0 == 0 {
            sawChoice = true
            if let delta = choice.present("delta") ?? choice.present("message") { take(delta) }
            if let reason = choice["finish_reason"]?.stringValue, !reason.isEmpty { finishReason = reason }
        }
    }

    private mutating func take(_ delta: JSONValue) {
        text += delta["content"]?.plainText ?? ""
        // Some servers send both fields, with the same text.
        reasoning += (delta.present("reasoning_content") ?? delta["reasoning"])?.plainText ?? ""
        details += delta["reasoning_details"]?.arrayValue ?? []
        refusal += delta["refusal"]?.stringValue ?? ""
        for fragment in delta["tool_calls"]?.arrayValue ?? [] { takeFragment(fragment) }
    }

    /// Adds a fragment to the call of its index.
    ///
    /// A server that numbers all calls 0 begins a new one with a new id; one
    /// that does not number them continues the last.
    private mutating func takeFragment(_ fragment: JSONValue) {
        let id = fragment["id"]?.stringValue ?? ""
        let number = fragment["index"]?.intValue
        var place: Int?
        if let index = number {
            place = calls.lastIndex { $0.index == index }
        } else if id.isEmpty {
            place = calls.indices.last
        }
        if let found = place, !id.isEmpty, !calls[found].id.isEmpty, calls[found].id != id { place = nil }
        if place == nil {
            let index = number ?? (calls.last.map { $0.index + 1 } ?? 0)
            calls.append(PartialCall(index: index, id: "", name: "", arguments: ""))
        }
        let at = place ?? calls.count - 1
        if !id.isEmpty { calls[at].id = id }
        if let extra = fragment.present("extra_content") { calls[at].extra = extra }
        if let name = fragment["function"]?["name"]?.stringValue, calls[at].name != name { calls[at].name += name }
        switch fragment["function"]?["arguments"] {
        case .string(let piece)?: calls[at].arguments += piece
        case .object(let fields)?: calls[at].arguments += JSONValue.object(fields).canonicalText
        default: break
        }
    }

    func finish() throws(AnswerFault) -> ChatResponse {
        guard isAnswered else {
            throw .incomplete("the answer broke off before its final event")
        }
        guard sawChoice else { throw .incomplete("the answer holds no choice") }
        let calls = finishedCalls()
        var response = ChatResponse(
            text: text.isEmpty ? refusal : text, reasoning: reasoning,
            reasoningItems: calls.isEmpty ? [] : reasoningItems(calls), toolCalls: calls,
            finishReason: try mappedReason(), usage: usage, model: model, seconds: 0)
        response.countReasoning()
        return response
    }

    /// What has to be given back with the results of the calls.
    private func reasoningItems(_ finished: [ToolCall]) -> [ReasoningItem] {
        func item(_ fields: [String: JSONValue]) -> ReasoningItem {
            ReasoningItem(origin: .chat, place: 0, content: .object(fields))
        }
        switch reasoningBack {
        case .nothing: return []
        case .reasoningContent: return reasoning.isEmpty ? [] : [item(["reasoning_content": .string(reasoning)])]
        case .reasoningDetails: return details.isEmpty ? [] : [item(["reasoning_details": .array(details)])]
        case .extraContent:
            return zip(finished, calls).compactMap { call, partial in
                partial.extra.map { item(["tool_call_id": .string(call.id), "extra_content": $0]) }
            }
        }
    }

    private func finishedCalls() -> [ToolCall] {
        calls.enumerated().map { place, call in
            ToolCall(id: call.id.isEmpty ? "call_\(place)" : call.id, name: call.name, arguments: call.arguments)
        }
    }

    private func mappedReason() throws(AnswerFault) -> ChatResponse.FinishReason {
        if !refusal.isEmpty && text.isEmpty { return .refusal }
        switch finishReason {
        case "length", "max_tokens": return .length
        case "context_length", "model_context_window_exceeded": return .contextLength
        case "content_filter", "refusal": return .refusal
        case "error", "abort", "aborted":
            throw .incomplete("the server ended the answer with \"\(finishReason ?? "")\"")
        default: return calls.isEmpty ? .stop : .toolCalls
        }
    }
}

extension TokenUsage {
    /// The counts of a completion; where the total is larger than its parts, reasoning was left out of the answer (Gemini,
    /// xAI).
    fileprivate init(chatCounts counts: JSONValue) {
        let input = TokenUsage.count(counts["prompt_tokens"]?.intValue)
        var output = TokenUsage.count(counts["completion_tokens"]?.intValue)
        var reasoning = counts["completion_tokens_details"]?["reasoning_tokens"]?.intValue ?? 0
        let total = TokenUsage.count(counts["total_tokens"]?.intValue)
        if input > 0, total > input + output {
            if reasoning == 0 { reasoning = total - input - output }
            output = total - input
        }
        // The second is DeepSeek's own name.
        let details = counts["prompt_tokens_details"]
        let cached = details?.present("cached_tokens") ?? counts["prompt_cache_hit_tokens"]
        self = .told(input: input, output: output, cachedInput: cached?.intValue, reasoning: reasoning)
    }
}

extension JSONValue {
    /// The text of a `content` field: a string, or parts that hold text.
    fileprivate var plainText: String {
        switch self {
        case .string(let text): text
        case .array(let parts): parts.map(\.plainText).joined()
        case .object(let fields): fields["text"]?.stringValue ?? ""
        default: ""
        }
    }
}
