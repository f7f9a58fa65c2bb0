/// Words a request in the protocol of OpenAI's Responses.
///
/// Nothing is stored at the server: the conversation is sent whole, with the reasoning of earlier turns in encrypted form.
/// Source: https://platform.openai.com/docs/api-reference/responses/create
struct ResponsesRequest: RequestWording {
    let model: String
    var provider = Provider.compatible

    func body(for request: ChatRequest) -> JSONValue {
        var fields: [String: JSONValue] = [
            "model": .string(model),
            "input": .array(request.messages.flatMap(items)),
            "max_output_tokens": .int(request.maxTokens),
            "store": .bool(false),
            "stream": .bool(true),
        ]
        if !request.tools.isEmpty { fields["tools"] = .array(request.tools.map(tool)) }
        if let schema = request.responseSchema {
            let format = schema.namedSchema.merging(["type": .string("json_schema")]) { own, _ in own }
            fields["text"] = .object(["format": .object(format)])
        }
        if let temperature = request.temperature { fields["temperature"] = .double(temperature) }
        if let effort = request.effort { fields["reasoning"] = .object(["effort": .string(effort.word)]) }
        let isThinking = OpenAIGeneration.thinks(model) || request.effort.map { $0 != .off } == true
        if isThinking { fields["include"] = .array([.string("reasoning.encrypted_content")]) }
        if case .promptCacheKey = provider.cache { fields["prompt_cache_key"] = .string(request.cacheKey(model)) }
        return .object(fields)
    }

    func assembler(for request: ChatRequest) -> any AnswerAssembler { ResponsesAnswer() }

    private func items(_ message: ChatMessage) -> [JSONValue] {
        switch message {
        case .system(let text): return [plain("system", text)]
        case .user(let text): return [plain("user", text)]
        case .toolResult(let callID, let text):
            return [
                .object([
                    "type": .string("function_call_output"), "call_id": .string(callID), "output": .string(text),
                ])
            ]
        case .assistant(let text, let calls, let reasoning):
            let own = (text.isEmpty ? [] : [said(text)]) + calls.map(call)
            return reasoning.filter(\.isWhole).interleaved(with: own, of: .responses)
        }
    }

    private func plain(_ role: String, _ text: String) -> JSONValue {
        .object(["role": .string(role), "content": .string(text)])
    }

    /// What the model said, as an item of the output: llama.cpp's server takes it in no shorter form.
    private func said(_ text: String) -> JSONValue {
        let part = JSONValue.object(["type": .string("output_text"), "text": .string(text)])
        return .object(["type": .string("message"), "role": .string("assistant"), "content": .array([part])])
    }

    private func call(_ call: ToolCall) -> JSONValue {
        .object([
            "type": .string("function_call"), "call_id": .string(call.id), "name": .string(call.name),
            "arguments": .string(call.argumentsText),
        ])
    }

    private func tool(_ tool: ChatTool) -> JSONValue {
        .object([
            "type": .string("function"), "name": .string(tool.name), "description": .string(tool.description),
            "parameters": tool.parameters, "strict": .bool(false),
        ])
    }
}

extension ReasoningItem {
    /// Whether it can be given back: with nothing stored at the server, an item that has neither encrypted nor plain thoughts
    /// is a name that the server does not know.
    fileprivate var isWhole: Bool {
        content["encrypted_content"]?.stringValue != nil || content["content"]?.arrayValue?.isEmpty == false
    }
}

extension [ReasoningItem] {
    /// A message's texts and calls, with the reasoning put back where it stood.
    func interleaved(with own: [JSONValue], of origin: WireProtocol) -> [JSONValue] {
        var result: [JSONValue] = []
        var waiting = filter { $0.origin == origin }[...]
        for (place, value) in own.enumerated() {
            while let item = waiting.first, item.place <= place {
                result.append(item.content)
                waiting.removeFirst()
            }
            result.append(value)
        }
        return result + waiting.map(\.content)
    }
}
