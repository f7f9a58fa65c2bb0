import Digests

/// Words a request in the protocol of OpenAI's chat completions.
///
/// Source: https://platform.openai.com/docs/api-reference/chat/create
struct OpenAIRequest: RequestWording {
    let model: String
    var provider = Provider.compatible

    func body(for request: ChatRequest) -> JSONValue {
        var fields: [String: JSONValue] = [
            "model": .string(model),
            "messages": .array(request.messages.map(message)),
            "stream": .bool(true),
            "stream_options": .object(["include_usage": .bool(true)]),
            provider.limitField.rawValue: .int(request.maxTokens),
        ]
        if !request.tools.isEmpty { fields["tools"] = .array(request.tools.map(tool)) }
        if let schema = request.responseSchema, case .jsonSchema = provider.schema {
            fields["response_format"] = .object([
                "type": .string("json_schema"), "json_schema": .object(schema.namedSchema),
            ])
        }
        if let temperature = request.temperature { fields["temperature"] = .double(temperature) }
        if request.sample != 0, provider.takesSeed { fields["seed"] = .int(request.sample) }
        if let effort = request.effort { fields.merge(provider.effort.chatFields(effort)) { own, _ in own } }
        if case .promptCacheKey = provider.cache { fields["prompt_cache_key"] = .string(request.cacheKey(model)) }
        return .object(fields)
    }

    func assembler(for request: ChatRequest) -> any AnswerAssembler {
        OpenAIAnswer(reasoningBack: provider.reasoningBack)
    }

    private func message(_ message: ChatMessage) -> JSONValue {
        switch message {
        case .system(let text): return .object(["role": .string("system"), "content": .string(text)])
        case .user(let text): return .object(["role": .string("user"), "content": .string(text)])
        case .toolResult(let callID, let text):
            return .object([
                "role": .string("tool"), "tool_call_id": .string(callID), "content": .string(text),
            ])
        case .assistant(let text, let calls, let reasoning):
            let reasoning = reasoning.filter { $0.origin == .chat }
            var fields: [String: JSONValue] = ["role": .string("assistant"), "content": .string(text)]
            if !calls.isEmpty {
                fields["tool_calls"] = .array(calls.map { call($0, reasoning) })
                if text.isEmpty { fields["content"] = .null }
            }
            for case .object(let item) in reasoning.map(\.content) where item["tool_call_id"] == nil {
                fields.merge(item) { own, _ in own }
            }
            return .object(fields)
        }
    }

    private func call(_ call: ToolCall, _ reasoning: [ReasoningItem]) -> JSONValue {
        var fields: [String: JSONValue] = [
            "id": .string(call.id), "type": .string("function"),
            "function": .object([
                "name": .string(call.name), "arguments": .string(call.argumentsText),
            ]),
        ]
        for case .object(let item) in reasoning.map(\.content) where item["tool_call_id"] == .string(call.id) {
            fields["extra_content"] = item["extra_content"]
        }
        return .object(fields)
    }

    private func tool(_ tool: ChatTool) -> JSONValue {
        .object([
            "type": .string("function"),
            "function": .object([
                "name": .string(tool.name), "description": .string(tool.description), "parameters": tool.parameters,
            ]),
        ])
    }
}

extension ChatRequest {
    /// What tells a server that requests begin alike: all turns of one conversation have it in common.
    func cacheKey(_ model: String) -> String {
        var beginning = model
        for message in messages {
            switch message {
            case .system(let text), .user(let text): beginning += "\n" + text.prefix(2_000)
            case .assistant, .toolResult: break
            }
            if case .user = message { break }
        }
        return "atlas-" + Digest.sha256(beginning).prefix(32)
    }
}

extension ToolCall {
    /// The arguments as the model wrote them if they are an object of characters, else the text of `argumentsObject`.
    var argumentsText: String {
        let text = argumentsObject.canonicalText
        guard case .object? = JSONValue(parsing: arguments) else { return text }
        // Half of a pair of surrogates is read as U+FFFD, and refused by some servers.
        func hasReplacement(_ text: String) -> Bool { text.unicodeScalars.contains("\u{FFFD}") }
        return hasReplacement(text) && !hasReplacement(arguments) ? text : arguments
    }

    /// The arguments as an object, for giving a call back to a server.
    ///
    /// Some servers refuse a conversation in which a weak model wrote broken JSON: its text is then wrapped, so that the
    /// model still sees what it wrote.
    var argumentsObject: JSONValue {
        switch JSONValue(parsing: arguments) {
        case .object(let fields)?: .object(fields)
        case nil where arguments.allSatisfy(\.isWhitespace): .object([:])
        default: .object(["unparsed": .string(arguments)])
        }
    }
}

extension JSONValue {
    /// A schema with the name that OpenAI asks for.
    var namedSchema: [String: JSONValue] {
        ["name": .string("answer"), "schema": self, "strict": .bool(isStrictSchema)]
    }

    /// Whether OpenAI's strict mode takes the schema: each object in it is closed and requires all of its properties.
    ///
    /// In any other schema strict mode is an error, and without it the schema is followed as well as the model can.
    private var isStrictSchema: Bool {
        switch self {
        case .array(let items):
            return items.allSatisfy(\.isStrictSchema)
        case .object(let fields):
            if fields["type"] == .string("object") {
                guard fields["additionalProperties"] == .bool(false),
                    case .object(let properties)? = fields["properties"],
                    case .array(let required)? = fields["required"],
                    Set(required.compactMap(\.stringValue)) == Set(properties.keys)
                else { return false }
            }
            return fields.values.allSatisfy(\.isStrictSchema)
        default:
            return true
        }
    }
}
