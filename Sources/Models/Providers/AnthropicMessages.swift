/// A model behind Anthropic's Messages, or behind any server that speaks the same protocol.
public struct AnthropicMessages: ChatModel {
    /// How the user named it.
    public let name: String
    /// Whether native tool calls are worth trying.
    public let prefersTools: Bool

    private let exchange: ChatExchange
    private let request: AnthropicRequest

    /// Describes a model at a server; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - name: How the user named it; records are found by it.
    ///   - baseURL: The API's root, with or without `/v1`.
    ///   - model: The model's name at the server.
    ///   - key: Sent as `x-api-key`; nil for servers that ask for none.
    ///   - prefersTools: Whether native tool calls are worth trying.
    ///   - settings: Time limits and retries.
    /// - Throws: `ModelError.badName` when the URL is none.
    public init(
        name: String, baseURL: String = "https://api.anthropic.com", model: String, key: APIKey? = nil,
        prefersTools: Bool = true, settings: ClientSettings = ClientSettings()
    ) throws(ModelError) {
        self.name = name
        self.prefersTools = prefersTools
        request = AnthropicRequest(model: model)
        exchange = ChatExchange(
            address: try ServerAddress(parsing: baseURL, dialect: .anthropic), dialect: .anthropic, path: "/messages",
            model: model, key: key, settings: settings, transport: .shared)
    }

    /// Asks for one answer; a failure that may pass is retried as the settings say.
    public func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        try await exchange.answer(to: self.request.body(for: request), with: AnthropicAnswer())
    }
}
