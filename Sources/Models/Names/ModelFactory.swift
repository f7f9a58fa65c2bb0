/// Makes the client of a model, with the keys of the environment.
///
/// A provider's key goes to the provider, or to where the provider's own variable for its address points
/// (`OPENAI_BASE_URL`, `ANTHROPIC_BASE_URL`, …); `ATLAS_API_KEY` goes to the server of a `NAME@URL`; the key that a row of
/// the models file names goes to that row's address. None goes anywhere else.
public struct ModelFactory: Sendable {
    private let catalog: ModelCatalog
    private let environment: [String: String]
    private let settings: ClientSettings
    private let local: @Sendable () async throws(ModelError) -> String

    /// Makes a factory.
    ///
    /// - Parameters:
    ///   - environment: The process's environment.
    ///   - catalog: What is known of models.
    ///   - settings: Time limits and retries of every client.
    ///   - local: Starts the embedded model's server, if need be, and returns its URL.
    public init(
        environment: [String: String], catalog: ModelCatalog = ModelCatalog(),
        settings: ClientSettings = ClientSettings(),
        local: @escaping @Sendable () async throws(ModelError) -> String = { () async throws(ModelError) -> String in
            throw ModelError.localUnavailable("it is not part of this program")
        }
    ) {
        self.catalog = catalog
        self.environment = environment
        self.settings = settings
        self.local = local
    }

    /// Makes the client; for `local` its server is started, otherwise nothing is sent yet.
    ///
    /// - Throws: `ModelError.badName`, `.keyMissing` or `.localUnavailable`.
    public func make(_ name: String) async throws(ModelError) -> any ChatModel {
        let model = try catalog.configuration(name)
        let server = try ModelServer(of: model, in: environment)
        let url: String
        if server.isLocal { url = try await local() } else { url = try server.root() }
        if let variable = server.missingKey { throw .keyMissing(variable: variable) }
        var settings = settings
        settings.limits = model.limits
        settings.keep(to: model.timeouts)
        return try ChatClient(
            name: name, wireProtocol: server.wireProtocol, baseURL: url, model: model.model, key: server.key,
            provider: server.provider, prefersTools: model.prefersTools, extra: model.defaults.extra,
            settings: settings)
    }
}
