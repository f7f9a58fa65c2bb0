/// Words a request in the protocol of Anthropic's Messages.
///
/// The response schema is not sent: the protocol has no field for it that all of its servers know.
/// Source: https://docs.anthropic.com/en/api/messages
struct AnthropicRequest: Sendable {
    let model: String

    func body(for request: ChatRequest) -> JSONValue {
        var system: [String] = []
        var turns: [(role: String, blocks: [JSONValue])] = []
        for message in request.messages {
            if case .system(let text) = message {
                system.append(text)
                continue
            }
            let (role, blocks) = turn(message)
            guard !blocks.isEmpty else { continue }
            // Roles must alternate: the results of parallel calls are one message, with what the user says after them.
            if turns.last?.role == role {
                turns[turns.count - 1].blocks += blocks
            } else {
                turns.append((role, blocks))
            }
        }
        var fields: [String: JSONValue] = [
            "model": .string(model),
            "max_tokens": .int(request.maxTokens),
            "messages": .array(
                turns.map { .object(["role": .string($0.role), "content": .array($0.blocks)]) }),
            "stream": .bool(true),
        ]
        if system.contains(where: { !$0.isBlank }) { fields["system"] = .string(system.joined(separator: "\n\n")) }
        if !request.tools.isEmpty { fields["tools"] = .array(request.tools.map(tool)) }
        if let temperature = request.temperature { fields["temperature"] = .double(temperature) }
        return .object(fields)
    }

    /// A message's role and content blocks; text blocks may not be blank, so there may be none.
    private func turn(_ message: ChatMessage) -> (role: String, blocks: [JSONValue]) {
        switch message {
        case .system(let text), .user(let text):
            return ("user", textBlocks(text))
        case .assistant(let text, let calls, _):
            let uses = calls.map { call in
                JSONValue.object([
                    "type": .string("tool_use"), "id": .string(call.id), "name": .string(call.name),
                    "input": call.argumentsObject,
                ])
            }
            return ("assistant", textBlocks(text) + uses)
        case .toolResult(let callID, let text):
            let result = JSONValue.object([
                "type": .string("tool_result"), "tool_use_id": .string(callID), "content": .string(text),
            ])
            return ("user", [result])
        }
    }

    private func textBlocks(_ text: String) -> [JSONValue] {
        text.isBlank ? [] : [.object(["type": .string("text"), "text": .string(text)])]
    }

    private func tool(_ tool: ChatTool) -> JSONValue {
        .object([
            "name": .string(tool.name), "description": .string(tool.description), "input_schema": tool.parameters,
        ])
    }
}

extension String {
    /// Whether it is empty or white space only.
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
