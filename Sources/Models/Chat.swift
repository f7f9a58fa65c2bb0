/// A request to a chat model, in no provider's dialect.
public struct ChatRequest: Sendable, Codable, Equatable {
    /// The conversation so far; a system message may only come first.
    public var messages: [ChatMessage]
    /// What the model may call; empty for none.
    public var tools: [ChatTool]
    /// A JSON schema the answer must follow, on servers that constrain output; nil for free text.
    public var responseSchema: JSONValue?
    /// Sampling temperature; nil for the server's default.
    public var temperature: Double?
    /// The longest answer, in tokens, reasoning included.
    public var maxTokens: Int
    /// How much the model may think; nil for the server's default.
    public var effort: Effort?
    /// Which of several answers to the same request this is, from 0.
    ///
    /// It tells records apart, and is sent as a seed to servers that take one.
    public var sample: Int
    /// Fields that are added as they are, under the server's own names; nil for those of the model.
    ///
    /// A recorder fills them in, so that an answer is found only by a request with the same.
    public var extra: [String: JSONValue]?

    private enum CodingKeys: String, CodingKey {
        case messages, tools, temperature, effort, sample, extra
        case responseSchema = "response_schema"
        case maxTokens = "max_tokens"
    }

    /// Describes a request.
    public init(
        messages: [ChatMessage], tools: [ChatTool] = [], responseSchema: JSONValue? = nil, temperature: Double? = nil,
        maxTokens: Int = 8192, effort: Effort? = nil, sample: Int = 0
    ) {
        self.messages = messages
        self.tools = tools
        self.responseSchema = responseSchema
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.effort = effort
        self.sample = sample
    }
}

/// One message of a conversation.
public enum ChatMessage: Sendable, Equatable {
    /// Instructions that hold throughout.
    case system(String)
    /// What the user says.
    case user(String)
    /// What the model said and called, and the reasoning that its server wants back.
    case assistant(text: String, toolCalls: [ToolCall], reasoning: [ReasoningItem] = [])
    /// What a call returned.
    case toolResult(callID: String, text: String)
}

/// A function the model may call.
public struct ChatTool: Sendable, Codable, Equatable {
    /// Its name.
    public var name: String
    /// What it does, for the model.
    public var description: String
    /// A JSON schema of its arguments: an object.
    public var parameters: JSONValue

    /// Describes a tool.
    public init(name: String, description: String, parameters: JSONValue) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}

/// A call the model asked for.
public struct ToolCall: Sendable, Codable, Equatable {
    /// The provider's id, which the result names.
    public var id: String
    /// The tool.
    public var name: String
    /// Its arguments as the model wrote them: JSON if all went well.
    public var arguments: String

    /// Describes a call.
    public init(id: String, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}

/// What a chat model answered.
public struct ChatResponse: Sendable, Codable, Equatable {
    /// Why the answer ended.
    public enum FinishReason: String, Sendable, Codable {
        /// The model was done.
        case stop
        /// `maxTokens` was reached: the answer is cut.
        case length
        /// The context was full: the answer is cut.
        case contextLength = "context_length"
        /// The model waits for the results of its tool calls.
        case toolCalls = "tool_calls"
        /// The provider withheld the answer.
        case refusal

        /// Whether the answer is cut off.
        public var isCut: Bool { self == .length || self == .contextLength }
    }

    /// The answer, without reasoning.
    public var text: String
    /// Reasoning text, where the provider shows it.
    public var reasoning: String
    /// Reasoning to give back with the results of the tool calls; nil for none.
    public var reasoningItems: [ReasoningItem]?
    /// The calls asked for, in order.
    public var toolCalls: [ToolCall]
    /// Why it ended.
    public var finishReason: FinishReason
    /// What it cost in tokens.
    public var usage: TokenUsage
    /// The model as the server names it.
    public var model: String
    /// Seconds from sending the request to the last byte.
    public var seconds: Double
    /// Seconds from sending the request to the first piece of a streamed answer, reasoning included; nil for one that
    /// came whole.
    public var firstTokenSeconds: Double?
    /// How often the request was sent until it was answered.
    public var attempts: Int

    private enum CodingKeys: String, CodingKey {
        case text, reasoning, usage, model, seconds, attempts
        case toolCalls = "tool_calls"
        case finishReason = "finish_reason"
        case reasoningItems = "reasoning_items"
        case firstTokenSeconds = "first_token_seconds"
    }

    /// Describes a response.
    public init(
        text: String, reasoning: String = "", reasoningItems: [ReasoningItem] = [], toolCalls: [ToolCall] = [],
        finishReason: FinishReason, usage: TokenUsage, model: String, seconds: Double,
        firstTokenSeconds: Double? = nil, attempts: Int = 1
    ) {
        self.text = text
        self.reasoning = reasoning
        self.reasoningItems = reasoningItems.isEmpty ? nil : reasoningItems
        self.toolCalls = toolCalls
        self.finishReason = finishReason
        self.usage = usage
        self.model = model
        self.seconds = seconds
        self.firstTokenSeconds = firstTokenSeconds
        self.attempts = attempts
    }
}

/// Anything that answers chat requests: a provider's client, a recorder around one, a replay of a record.
public protocol ChatModel: Sendable {
    /// How the user named it (`local`, `anthropic:claude-sonnet-4-5`, …).
    var name: String { get }
    /// Whether native tool calls are worth trying; false for models that are too weak for them.
    var prefersTools: Bool { get }
    /// Fields that are added to each request as they are; they are part of what a record is found by.
    var extra: [String: JSONValue] { get }
    /// Asks for one answer; it is durable, where a recorder is in place, before this returns.
    func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse
}

extension ChatModel {
    /// None.
    public var extra: [String: JSONValue] { [:] }

    /// The request with the fields that are added to it.
    func completed(_ request: ChatRequest) -> ChatRequest {
        guard request.extra == nil, !extra.isEmpty else { return request }
        var request = request
        request.extra = extra
        return request
    }
}
