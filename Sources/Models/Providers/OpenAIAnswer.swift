import FoundationEssentials

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
        try take(document: event.data)
    }

    mutating func take(document: [UInt8]) throws(AnswerFault) {
        let chunk: OpenAIChunk
        do {
            chunk = try JSONDecoder().decode(OpenAIChunk.self, from: Data(document))
        } catch {
            throw .malformed("no chat completion: \(ServerText.start(of: document))")
        }
        if let error = chunk.error, error != .null {
            let complaint = ServerComplaint(.object(["error": error]))
            throw .complaint(complaint ?? ServerComplaint(code: "", message: error.canonicalText))
        }
        if let name = chunk.model, !name.isEmpty { model = name }
        if let counts = chunk.usage {
            usage = counts.usage
        }
        for choice in chunk.choices ?? [] where choice.index ?? 0 == 0 {
            sawChoice = true
            if let delta = choice.delta ?? choice.message { take(delta) }
            if let reason = choice.finishReason, !reason.isEmpty { finishReason = reason }
        }
    }

    private mutating func take(_ delta: OpenAIChunk.Delta) {
        text += delta.content?.plainText ?? ""
        // Some servers send both fields, with the same text.
        reasoning += (delta.reasoningContent ?? delta.reasoning)?.plainText ?? ""
        details += delta.reasoningDetails?.arrayValue ?? []
        refusal += delta.refusal ?? ""
        for fragment in delta.toolCalls ?? [] { take(fragment) }
    }

    /// Adds a fragment to the call of its index.
    ///
    /// A server that numbers all calls 0 begins a new one with a new id; one
    /// that does not number them continues the last.
    private mutating func take(_ fragment: OpenAIChunk.CallFragment) {
        let id = fragment.id ?? ""
        var place: Int?
        if let index = fragment.index {
            place = calls.lastIndex { $0.index == index }
        } else if id.isEmpty {
            place = calls.indices.last
        }
        if let found = place, !id.isEmpty, !calls[found].id.isEmpty, calls[found].id != id { place = nil }
        if place == nil {
            let index = fragment.index ?? (calls.last.map { $0.index + 1 } ?? 0)
            calls.append(PartialCall(index: index, id: "", name: "", arguments: ""))
        }
        let at = place ?? calls.count - 1
        if !id.isEmpty { calls[at].id = id }
        if let extra = fragment.extraContent, extra != .null { calls[at].extra = extra }
        if let name = fragment.function?.name, calls[at].name != name { calls[at].name += name }
        switch fragment.function?.arguments {
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

/// A chunk of a streamed completion, or a whole one; all fields optional, for servers differ in what they send.
private struct OpenAIChunk: Decodable {
    struct Choice: Decodable {
        var index: Int?
        var delta: Delta?
        var message: Delta?
        var finishReason: String?

        enum CodingKeys: String, CodingKey {
            case index, delta, message
            case finishReason = "finish_reason"
        }
    }

    struct Delta: Decodable {
        var content: JSONValue?
        var reasoningContent: JSONValue?
        var reasoning: JSONValue?
        var reasoningDetails: JSONValue?
        var refusal: String?
        var toolCalls: [CallFragment]?

        enum CodingKeys: String, CodingKey {
            case content, reasoning, refusal
            case reasoningContent = "reasoning_content"
            case reasoningDetails = "reasoning_details"
            case toolCalls = "tool_calls"
        }
    }

    struct CallFragment: Decodable {
        struct Function: Decodable {
            var name: String?
            var arguments: JSONValue?
        }

        var index: Int?
        var id: String?
        var function: Function?
        var extraContent: JSONValue?

        enum CodingKeys: String, CodingKey {
            case index, id, function
            case extraContent = "extra_content"
        }
    }

    struct Usage: Decodable {
        struct InputDetails: Decodable {
            var cachedTokens: Int?

            enum CodingKeys: String, CodingKey { case cachedTokens = "cached_tokens" }
        }

        struct OutputDetails: Decodable {
            var reasoningTokens: Int?

            enum CodingKeys: String, CodingKey { case reasoningTokens = "reasoning_tokens" }
        }

        var promptTokens: Int?
        var completionTokens: Int?
        var totalTokens: Int?
        var inputDetails: InputDetails?
        var outputDetails: OutputDetails?
        /// DeepSeek's own name for the tokens read from its cache.
        var cacheHits: Int?

        enum CodingKeys: String, CodingKey {
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
            case totalTokens = "total_tokens"
            case inputDetails = "prompt_tokens_details"
            case outputDetails = "completion_tokens_details"
            case cacheHits = "prompt_cache_hit_tokens"
        }

        /// The counts; where the total is larger than its parts, reasoning was left out of the answer (Gemini, xAI).
        var usage: TokenUsage {
            let input = TokenUsage.count(promptTokens)
            var output = TokenUsage.count(completionTokens)
            var reasoning = outputDetails?.reasoningTokens ?? 0
            let total = TokenUsage.count(totalTokens)
            if total > input + output {
                if reasoning == 0 { reasoning = total - input - output }
                output = total - input
            }
            return .told(
                input: input, output: output, cachedInput: inputDetails?.cachedTokens ?? cacheHits,
                reasoning: reasoning)
        }
    }

    var choices: [Choice]?
    var usage: Usage?
    var model: String?
    var error: JSONValue?
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
