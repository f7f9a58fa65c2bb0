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
    ///   - provider: How the server differs from others; nil for what its address tells.
    ///   - prefersTools: Whether native tool calls are worth trying.
    ///   - extra: Fields that are added to each request as they are.
    ///   - settings: Time limits and retries.
    /// - Throws: `ModelError.badName` when the URL is none.
    public init(
        name: String, baseURL: String = "https://api.anthropic.com", model: String, key: APIKey? = nil,
        provider: Provider? = nil, prefersTools: Bool = true, extra: [String: JSONValue] = [:],
        settings: ClientSettings = ClientSettings()
    ) throws(ModelError) {
        let address = try ServerAddress(parsing: baseURL, dialect: .anthropic)
        let known = Provider.of(address).flatMap { $0.wireProtocol == .messages ? $0 : nil }
        let provider = provider ?? known ?? .anthropicCompatible
        self.name = name
        self.prefersTools = prefersTools
        request = AnthropicRequest(model: model, provider: provider, extra: extra)
        exchange = ChatExchange(
            address: address, headers: ServerHeaders(provider: provider, wireProtocol: .messages), path: "/messages",
            model: model, key: key, settings: settings, transport: .shared)
    }

    /// Asks for one answer; a failure that may pass is retried as the settings say.
    public func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        let answerTool = self.request.answersByTool(request) ? AnthropicRequest.answerTool : nil
        return try await exchange.answer(
            to: self.request.body(for: request), with: AnthropicAnswer(answerTool: answerTool))
    }
}
