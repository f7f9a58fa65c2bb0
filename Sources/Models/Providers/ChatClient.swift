/// A model behind a server that speaks one of the protocols.
public struct ChatClient: ChatModel {
    /// How the user named it.
    public let name: String
    /// Whether native tool calls are worth trying.
    public let prefersTools: Bool
    /// Fields that are added to each request as they are.
    public let extra: [String: JSONValue]

    private let exchange: ChatExchange
    private let wording: any RequestWording

    /// Describes a model at a server; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - name: How the user named it; records are found by it.
    ///   - wireProtocol: The language of the server.
    ///   - baseURL: The API's root, with or without `/v1`.
    ///   - model: The model's name at the server.
    ///   - key: The key; nil for servers that ask for none.
    ///   - provider: How the server differs from others; nil for what its address tells.
    ///   - prefersTools: Whether native tool calls are worth trying.
    ///   - extra: Fields that are added to each request as they are.
    ///   - settings: Time limits, retries and limits of the account.
    /// - Throws: `ModelError.badName` when the URL is none.
    public init(
        name: String, wireProtocol: WireProtocol = .chat, baseURL: String, model: String, key: APIKey? = nil,
        provider: Provider? = nil, prefersTools: Bool = true, extra: [String: JSONValue] = [:],
        settings: ClientSettings = ClientSettings()
    ) throws(ModelError) {
        let address = try ServerAddress(parsing: baseURL, dialect: wireProtocol.dialect)
        let provider = provider ?? Provider.of(address, speaking: wireProtocol)
        self.name = name
        self.prefersTools = prefersTools
        self.extra = extra
        switch wireProtocol {
        case .chat: wording = OpenAIRequest(model: model, provider: provider)
        case .responses: wording = ResponsesRequest(model: model, provider: provider)
        case .messages: wording = AnthropicRequest(model: model, provider: provider)
        }
        exchange = ChatExchange(
            address: address, headers: ServerHeaders(provider: provider, wireProtocol: wireProtocol),
            path: wireProtocol.path, model: model, key: key, settings: settings, transport: .shared)
    }

    /// Asks for one answer; a failure that may pass is retried as the settings say.
    public func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        let body = wording.body(for: request).merging(request.extra ?? extra)
        return try await exchange.answer(to: body, with: wording.assembler(for: request), as: name)
    }
}

/// Puts a request into the words of a protocol; one type per protocol.
protocol RequestWording: Sendable {
    /// The body of the request, without the fields that are added as they are.
    func body(for request: ChatRequest) -> JSONValue
    /// What puts the answer to it together.
    func assembler(for request: ChatRequest) -> any AnswerAssembler
}

extension WireProtocol {
    /// The path of the chat call, below the API's root.
    fileprivate var path: String {
        switch self {
        case .chat: "/chat/completions"
        case .responses: "/responses"
        case .messages: "/messages"
        }
    }

    /// Whose paths are spoken.
    var dialect: ServerAddress.Dialect { self == .messages ? .anthropic : .openAI }
}

extension JSONValue {
    /// An object with these fields over its own.
    fileprivate func merging(_ others: [String: JSONValue]) -> JSONValue {
        guard case .object(let fields) = self, !others.isEmpty else { return self }
        return .object(fields.merging(others) { _, other in other })
    }
}
