/// Words a request in the protocol of OpenAI's chat completions.
///
/// Source: https://platform.openai.com/docs/api-reference/chat/create
struct OpenAIRequest: Sendable {
    /// The field that bounds the answer: OpenAI renamed it and refuses the old one for newer models; others know only
    /// the old one.
    enum LimitField: String {
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
    }

    let model: String
    let limitField: LimitField

    func body(for request: ChatRequest) -> JSONValue {
        var fields: [String: JSONValue] = [
            "model": .string(model),
            "messages": .array(request.messages.map(message)),
            "stream": .bool(true),
            "stream_options": .object(["include_usage": .bool(true)]),
            limitField.rawValue: .int(request.maxTokens),
        ]
        if !request.tools.isEmpty { fields["tools"] = .array(request.tools.map(tool)) }
        if let schema = request.responseSchema { fields["response_format"] = responseFormat(schema) }
        if let temperature = request.temperature { fields["temperature"] = .double(temperature) }
        if request.sample != 0 { fields["seed"] = .int(request.sample) }
        return .object(fields)
    }

    private func message(_ message: ChatMessage) -> JSONValue {
        switch message {
        case .system(let text): return .object(["role": .string("system"), "content": .string(text)])
        case .user(let text): return .object(["role": .string("user"), "content": .string(text)])
        case .toolResult(let callID, let text):
            return .object([
                "role": .string("tool"), "tool_call_id": .string(callID), "content": .string(text),
            ])
        case .assistant(let text, let calls, _):
            var fields: [String: JSONValue] = ["role": .string("assistant"), "content": .string(text)]
            if !calls.isEmpty {
                fields["tool_calls"] = .array(calls.map(call))
                if text.isEmpty { fields["content"] = .null }
            }
            return .object(fields)
        }
    }

    private func call(_ call: ToolCall) -> JSONValue {
        .object([
            "id": .string(call.id), "type": .string("function"),
            "function": .object([
                "name": .string(call.name), "arguments": .string(call.argumentsText),
            ]),
        ])
    }

    private func tool(_ tool: ChatTool) -> JSONValue {
        .object([
            "type": .string("function"),
            "function": .object([
                "name": .string(tool.name), "description": .string(tool.description), "parameters": tool.parameters,
            ]),
        ])
    }

    private func responseFormat(_ schema: JSONValue) -> JSONValue {
        .object([
            "type": .string("json_schema"),
            "json_schema": .object([
                "name": .string("answer"), "schema": schema, "strict": .bool(schema.isStrictSchema),
            ]),
        ])
    }
}

extension ToolCall {
    /// The arguments as the model wrote them if they are an object, else the text of `argumentsObject`.
    fileprivate var argumentsText: String {
        if case .object? = JSONValue(parsing: arguments) { return arguments }
        return argumentsObject.canonicalText
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
    /// Whether OpenAI's strict mode takes the schema: each object in it is closed and requires all of its properties.
    ///
    /// In any other schema strict mode is an error, and without it the schema is followed as well as the model can.
    fileprivate var isStrictSchema: Bool {
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
