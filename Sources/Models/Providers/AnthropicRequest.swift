/// Words a request in the protocol of Anthropic's Messages.
///
/// Source: https://docs.anthropic.com/en/api/messages
struct AnthropicRequest: RequestWording {
    let model: String
    var provider = Provider.anthropicCompatible

    /// The tool whose arguments are the answer, where a schema is kept to that way.
    static let answerTool = "answer"

    func body(for request: ChatRequest) -> JSONValue {
        var system: [JSONValue] = []
        var turns: [(role: String, blocks: [JSONValue])] = []
        for message in request.messages {
            if case .system(let text) = message {
                system += textBlocks(text)
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
        let maxTokens = min(request.maxTokens, ClaudeGeneration(model).longestAnswer ?? .max)
        var fields: [String: JSONValue] = [
            "model": .string(model), "max_tokens": .int(maxTokens), "stream": .bool(true),
        ]
        if !request.tools.isEmpty { fields["tools"] = .array(request.tools.map(tool)) }
        if let effort = request.effort { fields.merge(thinking(effort, maxTokens)) { own, _ in own } }
        // Beside thinking no temperature is taken.
        let thinks = fields["thinking"].map { $0["type"]?.stringValue != "disabled" } ?? false
        if let temperature = request.temperature, !thinks { fields["temperature"] = .double(temperature) }
        if let schema = request.responseSchema { bind(schema, request, &fields) }
        if case .breakpoints = provider.cache, request.isGrowing { Self.setBreakpoints(&system, &turns) }
        if let first = system.first {
            let isPlain = system.count == 1 && first["cache_control"] == nil
            fields["system"] = isPlain ? first["text"] : .array(system)
        }
        fields["messages"] = .array(
            turns.map { .object(["role": .string($0.role), "content": .array($0.blocks)]) })
        return .object(fields)
    }

    func assembler(for request: ChatRequest) -> any AnswerAssembler {
        AnthropicAnswer(answerTool: answersByTool(request) ? Self.answerTool : nil)
    }

    /// Whether a schema is kept to by a tool that has to be called.
    func answersByTool(_ request: ChatRequest) -> Bool {
        guard request.responseSchema != nil, request.tools.isEmpty, request.effort ?? .off == .off else { return false }
        switch provider.schema {
        case .outputConfig: return !ClaudeGeneration(model).takesSchema
        case .tool: return true
        case .jsonSchema, .none: return false
        }
    }

    // MARK: Fields

    /// Thinking by a number of tokens, which must leave room for an answer, or by the model's own choice.
    ///
    /// Source: https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking
    private func thinking(_ effort: Effort, _ maxTokens: Int) -> [String: JSONValue] {
        if effort == .off { return ["thinking": .object(["type": .string("disabled")])] }
        if ClaudeGeneration(model).isAdaptive {
            return [
                "thinking": .object(["type": .string("adaptive")]),
                "output_config": .object(["effort": .string(effort.word)]),
            ]
        }
        // A budget is at least so many, and leaves room for an answer.
        guard maxTokens >= 2 * 1_024 else { return ["thinking": .object(["type": .string("disabled")])] }
        let tokens = max(min(effort.allowance, maxTokens - 1_024), 1_024)
        return ["thinking": .object(["type": .string("enabled"), "budget_tokens": .int(tokens)])]
    }

    private func bind(_ schema: JSONValue, _ request: ChatRequest, _ fields: inout [String: JSONValue]) {
        if answersByTool(request) {
            let answer = ChatTool(name: Self.answerTool, description: "Gives the answer.", parameters: schema)
            fields["tools"] = .array([tool(answer)])
            fields["tool_choice"] = .object(["type": .string("tool"), "name": .string(Self.answerTool)])
        } else if case .outputConfig = provider.schema, ClaudeGeneration(model).takesSchema {
            var config: [String: JSONValue] = [:]
            if case .object(let own)? = fields["output_config"] { config = own }
            config["format"] = .object(["type": .string("json_schema"), "schema": schema])
            fields["output_config"] = .object(config)
        }
    }

    /// Marks where the part of a conversation ends that the next request will repeat: tools and system, and the model's
    /// last turn (what follows that ends with words that only hold for this turn).
    ///
    /// Source: https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching
    private static func setBreakpoints(
        _ system: inout [JSONValue], _ turns: inout [(role: String, blocks: [JSONValue])]
    ) {
        func mark(_ block: inout JSONValue) {
            guard case .object(var fields) = block else { return }
            fields["cache_control"] = .object(["type": .string("ephemeral")])
            block = .object(fields)
        }
        if let last = system.indices.last { mark(&system[last]) }
        if let turn = turns.lastIndex(where: { $0.role == "assistant" }),
            let last = turns[turn].blocks.indices.last,
            ["text", "tool_use"].contains(turns[turn].blocks[last]["type"]?.stringValue)
        {
            mark(&turns[turn].blocks[last])
        }
    }

    // MARK: Messages

    /// A message's role and content blocks; text blocks may not be blank, so there may be none.
    private func turn(_ message: ChatMessage) -> (role: String, blocks: [JSONValue]) {
        switch message {
        case .system(let text), .user(let text):
            return ("user", textBlocks(text))
        case .assistant(let text, let calls, let reasoning):
            let uses = calls.map { call in
                JSONValue.object([
                    "type": .string("tool_use"), "id": .string(call.id), "name": .string(call.name),
                    "input": call.argumentsObject,
                ])
            }
            return ("assistant", reasoning.interleaved(with: textBlocks(text) + uses, of: .messages))
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

extension ChatRequest {
    /// Whether it is a turn of a conversation that goes on: writing to a cache costs, and pays only when it is read.
    fileprivate var isGrowing: Bool {
        !tools.isEmpty
            || messages.contains { message in
                if case .assistant = message { true } else { false }
            }
    }
}

extension String {
    /// Whether it is empty or white space only.
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
