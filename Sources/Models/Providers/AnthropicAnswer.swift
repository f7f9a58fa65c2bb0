import FoundationEssentials

/// Puts together what a server of Anthropic's Messages sends.
struct AnthropicAnswer: AnswerAssembler {
    private(set) var isComplete = false
    /// A stop reason comes after the last block, with the final counts; `message_stop` adds nothing to it.
    private(set) var isAnswered = false

    /// The tool whose arguments are the answer; nil where tools are tools.
    let answerTool: String?
    var hasContent: Bool { blocks.values.contains { !$0.isEmpty } }

    init(answerTool: String? = nil) { self.answerTool = answerTool }

    private var blocks: [Int: AnthropicEvent.Block] = [:]
    private var order: [Int] = []
    private var stopReason: String?
    private var input = AnthropicEvent.Usage()
    private var outputTokens = 0
    private var model = ""

    mutating func take(_ event: ServerSentEvent) throws(AnswerFault) {
        let decoded: AnthropicEvent = try decode(event.data)
        switch decoded.type ?? event.name {
        case "message_start":
            if let message = decoded.message { takeHead(message) }
        case "content_block_start":
            begin(decoded.index ?? order.count, decoded.contentBlock ?? AnthropicEvent.Block())
        case "content_block_delta":
            guard let index = decoded.index ?? order.last, let delta = decoded.delta else { return }
            if blocks[index] == nil { begin(index, AnthropicEvent.Block(type: delta.blockType)) }
            blocks[index]?.add(delta)
        case "message_delta":
            if let reason = decoded.delta?.stopReason {
                stopReason = reason
                isAnswered = true
            }
            if let usage = decoded.usage { takeUsage(usage) }
        case "message_stop":
            isComplete = true
        case "error":
            throw .complaint(complaint(decoded.error))
        default:
            // Pings, ends of blocks, and what the provider adds one day.
            break
        }
    }

    mutating func take(document: [UInt8]) throws(AnswerFault) {
        let message: AnthropicEvent.Message = try decode(document)
        guard message.type != "error" else { throw .complaint(complaint(message.error)) }
        guard message.content != nil else { throw .malformed("no message: \(ServerText.start(of: document))") }
        takeHead(message)
        isComplete = true
    }

    private mutating func takeHead(_ message: AnthropicEvent.Message) {
        model = message.model ?? model
        stopReason = message.stopReason ?? stopReason
        if let usage = message.usage { takeUsage(usage) }
        for block in message.content ?? [] { begin(order.count, block) }
    }

    private mutating func begin(_ index: Int, _ block: AnthropicEvent.Block) {
        if blocks[index] == nil { order.append(index) }
        blocks[index] = block
    }

    /// Takes counts, which are running totals: a later one replaces an earlier one, unless it is only filled with 0.
    private mutating func takeUsage(_ usage: AnthropicEvent.Usage) {
        if usage.total > 0 { input = usage }
        if let tokens = usage.outputTokens, tokens > 0 { outputTokens = tokens }
    }

    func finish() throws(AnswerFault) -> ChatResponse {
        guard isComplete || isAnswered else { throw .incomplete("the answer broke off before its final event") }
        let ordered = order.compactMap { blocks[$0] }
        var text = ""
        var calls: [ToolCall] = []
        var reasoning: [ReasoningItem] = []
        for (place, block) in ordered.enumerated() {
            if let call = block.call(place) {
                if call.name == answerTool { text += call.arguments } else { calls.append(call) }
            } else if block.type == "text" {
                text += block.text ?? ""
            } else if let piece = block.reasoning {
                let place = (text.isEmpty ? 0 : 1) + calls.count
                reasoning.append(ReasoningItem(origin: .messages, place: place, content: piece))
            }
        }
        var response = ChatResponse(
            text: text, reasoning: ordered.filter { $0.type == "thinking" }.map { $0.thinking ?? "" }.joined(),
            reasoningItems: calls.isEmpty ? [] : reasoning, toolCalls: calls, finishReason: reason(calls),
            usage: .told(
                input: input.total, output: outputTokens, cachedInput: input.cacheReadTokens,
                cacheWrite: input.cacheCreationTokens),
            model: model, seconds: 0)
        response.countReasoning()
        return response
    }

    private func reason(_ calls: [ToolCall]) -> ChatResponse.FinishReason {
        switch stopReason {
        case "max_tokens": .length
        case "model_context_window_exceeded": .contextLength
        case "refusal": .refusal
        default: calls.isEmpty ? .stop : .toolCalls
        }
    }

    private func decode<Value: Decodable>(_ bytes: [UInt8]) throws(AnswerFault) -> Value {
        if let value = try? JSONDecoder().decode(Value.self, from: Data(bytes)) { return value }
        // Foundation refuses half of a pair of surrogates, which our own reader replaces.
        guard let text = JSONValue(parsing: bytes)?.canonicalText,
            let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
        else { throw .malformed("no message: \(ServerText.start(of: bytes))") }
        return value
    }

    private func complaint(_ error: JSONValue?) -> ServerComplaint {
        ServerComplaint(.object(["error": error ?? .null]))
            ?? ServerComplaint(code: "", message: error?.canonicalText ?? "an error without a message")
    }
}

/// Any event of a stream; which fields are there depends on its type.
private struct AnthropicEvent: Decodable {
    struct Message: Decodable {
        var type: String?
        var model: String?
        var content: [Block]?
        var stopReason: String?
        var usage: Usage?
        var error: JSONValue?

        enum CodingKeys: String, CodingKey {
            case type, model, content, usage, error
            case stopReason = "stop_reason"
        }
    }

    struct Block: Decodable {
        var type: String?
        var text: String?
        var thinking: String?
        var id: String?
        var name: String?
        var input: JSONValue?
        /// What proves to the provider that a thought is its own.
        var signature: String?
        /// A thought that is not shown.
        var data: JSONValue?
        /// The input as it is streamed.
        var partialInput: String?

        enum CodingKeys: String, CodingKey { case type, text, thinking, id, name, input, signature, data }

        mutating func add(_ delta: Delta) {
            if let piece = delta.text { text = (text ?? "") + piece }
            if let piece = delta.thinking { thinking = (thinking ?? "") + piece }
            if let piece = delta.signature { signature = (signature ?? "") + piece }
            if let piece = delta.partialJSON { partialInput = (partialInput ?? "") + piece }
        }

        /// Whether nothing of it has come but its announcement.
        var isEmpty: Bool {
            [text, thinking, partialInput].allSatisfy { $0?.isEmpty ?? true } && type != "tool_use"
        }

        /// The block as it has to be given back, if it is a signed or hidden thought.
        var reasoning: JSONValue? {
            if type == "redacted_thinking", let data {
                return .object(["type": .string("redacted_thinking"), "data": data])
            }
            guard type == "thinking", let signature, !signature.isEmpty else { return nil }
            return .object([
                "type": .string("thinking"), "thinking": .string(thinking ?? ""), "signature": .string(signature),
            ])
        }

        /// The tool call that the block is, if it is one.
        func call(_ place: Int) -> ToolCall? {
            guard type == "tool_use" else { return nil }
            let streamed = partialInput.flatMap { $0.isEmpty ? nil : $0 }
            return ToolCall(
                id: id ?? "call_\(place)", name: name ?? "", arguments: streamed ?? input?.canonicalText ?? "{}")
        }
    }

    struct Delta: Decodable {
        var text: String?
        var thinking: String?
        var signature: String?
        var partialJSON: String?
        var stopReason: String?

        enum CodingKeys: String, CodingKey {
            case text, thinking, signature
            case partialJSON = "partial_json"
            case stopReason = "stop_reason"
        }

        /// The type of the block that such a delta belongs to, for servers that do not announce blocks.
        var blockType: String {
            thinking != nil || signature != nil ? "thinking" : partialJSON != nil ? "tool_use" : "text"
        }
    }

    struct Usage: Decodable {
        var inputTokens: Int?
        var cacheCreationTokens: Int?
        var cacheReadTokens: Int?
        var outputTokens: Int?

        enum CodingKeys: String, CodingKey {
            case inputTokens = "input_tokens"
            case cacheCreationTokens = "cache_creation_input_tokens"
            case cacheReadTokens = "cache_read_input_tokens"
            case outputTokens = "output_tokens"
        }

        init() {}

        /// Reads counts; what is no whole number is none, and no reason to give up the answer.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            func count(_ key: CodingKeys) throws -> Int? {
                try container.decodeIfPresent(JSONValue.self, forKey: key)?.intValue
            }
            inputTokens = try count(.inputTokens)
            cacheCreationTokens = try count(.cacheCreationTokens)
            cacheReadTokens = try count(.cacheReadTokens)
            outputTokens = try count(.outputTokens)
        }

        /// All tokens of the request: `input_tokens` leaves out those of the cache; 0 where it is not told.
        var total: Int {
            guard let inputTokens, inputTokens >= 0 else { return 0 }
            return [inputTokens, cacheCreationTokens, cacheReadTokens].reduce(0) { $0 + TokenUsage.count($1) }
        }
    }

    var type: String?
    var index: Int?
    var message: Message?
    var contentBlock: Block?
    var delta: Delta?
    var usage: Usage?
    var error: JSONValue?

    enum CodingKeys: String, CodingKey {
        case type, index, message, delta, usage, error
        case contentBlock = "content_block"
    }
}
