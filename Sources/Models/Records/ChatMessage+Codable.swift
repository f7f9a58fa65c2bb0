extension ChatMessage: Codable {
    private enum CodingKeys: String, CodingKey {
        case role, text, reasoning
        case toolCalls = "tool_calls"
        case callID = "call_id"
    }

    private enum Role: String, Codable {
        case system, user, assistant, tool
    }

    /// Reads `{"role", "text"}`, with `tool_calls` and `reasoning` of an assistant's message and `call_id` of a tool's.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let text = try container.decode(String.self, forKey: .text)
        switch try container.decode(Role.self, forKey: .role) {
        case .system: self = .system(text)
        case .user: self = .user(text)
        case .assistant:
            let calls = try container.decodeIfPresent([ToolCall].self, forKey: .toolCalls)
            let reasoning = try container.decodeIfPresent([ReasoningItem].self, forKey: .reasoning)
            self = .assistant(text: text, toolCalls: calls ?? [], reasoning: reasoning ?? [])
        case .tool:
            self = .toolResult(callID: try container.decode(String.self, forKey: .callID), text: text)
        }
    }

    /// Writes what is read.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .system(let text):
            try container.encode(Role.system, forKey: .role)
            try container.encode(text, forKey: .text)
        case .user(let text):
            try container.encode(Role.user, forKey: .role)
            try container.encode(text, forKey: .text)
        case .assistant(let text, let calls, let reasoning):
            try container.encode(Role.assistant, forKey: .role)
            try container.encode(text, forKey: .text)
            if !calls.isEmpty { try container.encode(calls, forKey: .toolCalls) }
            if !reasoning.isEmpty { try container.encode(reasoning, forKey: .reasoning) }
        case .toolResult(let callID, let text):
            try container.encode(Role.tool, forKey: .role)
            try container.encode(callID, forKey: .callID)
            try container.encode(text, forKey: .text)
        }
    }
}
