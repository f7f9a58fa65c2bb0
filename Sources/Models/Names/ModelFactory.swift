/// Makes the model that `--model` names, with the keys of the environment.
///
/// `OPENAI_API_KEY` goes to OpenAI or to `OPENAI_BASE_URL`, `ANTHROPIC_API_KEY` to Anthropic or to `ANTHROPIC_BASE_URL`,
/// `ATLAS_API_KEY` to the server of a `NAME@URL`; none goes anywhere else.
public struct ModelFactory: Sendable {
    private let environment: [String: String]
    private let settings: ClientSettings
    private let local: @Sendable () async throws(ModelError) -> String

    /// Makes a factory.
    ///
    /// - Parameters:
    ///   - environment: The process's environment.
    ///   - settings: Time limits and retries of every client.
    ///   - local: Starts the embedded model's server, if need be, and returns its URL.
    public init(
        environment: [String: String], settings: ClientSettings = ClientSettings(),
        local: @escaping @Sendable () async throws(ModelError) -> String = { () async throws(ModelError) -> String in
            throw ModelError.localUnavailable("it is not part of this program")
        }
    ) {
        self.environment = environment
        self.settings = settings
        self.local = local
    }

    /// Makes the model; for `local` its server is started, otherwise nothing is sent yet.
    ///
    /// - Throws: `ModelError.badName`, `.keyMissing` or `.localUnavailable`.
    public func make(_ name: String) async throws(ModelError) -> any ChatModel {
        switch try ModelName(parsing: name) {
        case .local:
            return try OpenAIChat(
                name: name, baseURL: try await local(), model: "local", prefersTools: false, settings: settings)
        case .ollama(let model):
            return try OpenAIChat(name: name, baseURL: ModelName.ollamaURL, model: model, settings: settings)
        case .openAI(let model):
            let (url, key) = try provider(
                "https://api.openai.com/v1", urlVariable: "OPENAI_BASE_URL", keyVariable: "OPENAI_API_KEY")
            return try OpenAIChat(name: name, baseURL: url, model: model, key: key, settings: settings)
        case .anthropic(let model):
            let (url, key) = try provider(
                "https://api.anthropic.com", urlVariable: "ANTHROPIC_BASE_URL", keyVariable: "ANTHROPIC_API_KEY")
            return try AnthropicMessages(name: name, baseURL: url, model: model, key: key, settings: settings)
        case .openAICompatible(let model, let url):
            let key = try APIKey(variable: ModelName.keyVariableForURLs, in: environment)
            return try OpenAIChat(name: name, baseURL: url, model: model, key: key, settings: settings)
        case .anthropicCompatible(let model, let url):
            let key = try APIKey(variable: ModelName.keyVariableForURLs, in: environment)
            return try AnthropicMessages(name: name, baseURL: url, model: model, key: key, settings: settings)
        }
    }

    /// A provider's URL and key; the key may be missing only where the user points to a server of their own.
    private func provider(
        _ standardURL: String, urlVariable: String, keyVariable: String
    ) throws(ModelError) -> (url: String, key: APIKey?) {
        let key = try APIKey(variable: keyVariable, in: environment)
        if let url = environment[urlVariable], !url.isEmpty { return (url, key) }
        guard let key else { throw .keyMissing(variable: keyVariable) }
        return (standardURL, key)
    }
}
