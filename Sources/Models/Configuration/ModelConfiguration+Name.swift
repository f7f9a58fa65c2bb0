extension ModelConfiguration {
    /// A model at a known kind of server.
    init(name: String, provider: Provider, model: String) {
        self.init(
            name: name, provider: provider.id, wireProtocol: provider.wireProtocol, model: model, url: provider.url,
            keyVariable: provider.keyVariable, isKeyNeeded: provider.isKeyNeeded,
            prefersTools: provider != .local)
    }

    /// What a name alone says.
    init(name: String, _ parsed: ModelName) {
        switch parsed {
        case .local: self.init(name: name, provider: .local, model: "local")
        case .openAI(let model): self.init(name: name, id: "openai", model)
        case .anthropic(let model): self.init(name: name, id: "anthropic", model)
        case .ollama(let model): self.init(name: name, id: "ollama", model)
        case .provider(let id, let model): self.init(name: name, id: id, model)
        case .openAICompatible(let model, let url):
            self.init(name: name, url: url, model, .chat)
        case .responsesCompatible(let model, let url):
            self.init(name: name, url: url, model, .responses)
        case .anthropicCompatible(let model, let url):
            self.init(name: name, url: url, model, .messages)
        }
    }

    private init(name: String, id: String, _ model: String) {
        self.init(name: name, provider: Provider.named(id) ?? .compatible, model: model)
    }

    /// A model at an address: what is known of the server's differences is used, its key is not.
    private init(name: String, url: String, _ model: String, _ wireProtocol: WireProtocol) {
        let address = try? ServerAddress(parsing: url, dialect: wireProtocol.dialect)
        let fallback = wireProtocol == .messages ? Provider.anthropicCompatible : .compatible
        let provider = address.map { Provider.of($0, speaking: wireProtocol) } ?? fallback
        self.init(name: name, provider: provider, model: model)
        self.url = url
        self.wireProtocol = wireProtocol
        keyVariable = ModelName.keyVariableForURLs
        isKeyNeeded = false
    }
}
