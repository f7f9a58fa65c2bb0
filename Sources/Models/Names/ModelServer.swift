/// The server that a model is asked at: where it is, what it speaks, and with which key, by the variables of an environment.
public struct ModelServer: Sendable {
    /// How it differs from other servers.
    let provider: Provider
    /// The language that it is spoken to in.
    let wireProtocol: WireProtocol
    /// The key; nil where there is none.
    public let key: APIKey?
    /// The variable of the key that is missing while nothing can be asked without; nil where none is.
    public let missingKey: String?
    /// The variable that says where it is, in place of what is known of the model; nil where none does.
    public let urlVariable: String?

    /// Whether it is the embedded model's, which is started when it is first asked for.
    public var isLocal: Bool { provider == .local }

    private let model: String
    private let url: String?

    /// Finds a model's server.
    ///
    /// - Throws: `ModelError.badName` for a key that can be none.
    public init(of model: ModelConfiguration, in environment: [String: String]) throws(ModelError) {
        let provider = Provider.named(model.provider) ?? .compatible
        var url = model.url
        var wireProtocol = model.wireProtocol
        var isKeyNeeded = model.isKeyNeeded
        var urlVariable: String?
        if let variable = provider.urlVariable, url == provider.url, let other = environment[variable], !other.isEmpty {
            url = other
            urlVariable = variable
            // Another server than the provider's own: it need not ask for a key, and chat completions are what all speak.
            isKeyNeeded = provider.url == nil
            if wireProtocol == .responses { wireProtocol = .chat }
        }
        let key = try model.keyVariable.flatMap { variable throws(ModelError) in
            try APIKey(variable: variable, in: environment)
        }
        self.provider = provider
        self.wireProtocol = wireProtocol
        self.key = key
        missingKey = key == nil && isKeyNeeded ? model.keyVariable ?? "" : nil
        self.urlVariable = urlVariable
        self.model = model.name
        self.url = url
    }

    /// The API's root.
    ///
    /// - Throws: `ModelError.badName` where it is not known, or no URL.
    public func address() throws(ModelError) -> ServerAddress {
        try ServerAddress(parsing: try root(), dialect: wireProtocol.dialect)
    }

    /// The API's root, as it was written.
    func root() throws(ModelError) -> String {
        guard let url else {
            throw .badName("\(model): the address of the server is not known; set \(provider.urlVariable ?? "url")")
        }
        return url
    }
}
