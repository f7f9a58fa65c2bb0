/// All that is known of a model: where it is, how it is spoken to, what it costs and how much it takes.
///
/// Made from a row of the models file, from a built-in row, or from a name alone.
public struct ModelConfiguration: Sendable, Equatable {
    /// What `--model` says; records and prices are found by it.
    public var name: String
    /// The row of `Provider.all` that tells how its server differs from others.
    public var provider: String
    /// The language of the server.
    public var wireProtocol: WireProtocol
    /// The model's name at the server.
    public var model: String
    /// The API's root; nil for the embedded model, whose server is started on demand.
    public var url: String?
    /// The environment variable that holds the key; nil for servers that ask for none.
    public var keyVariable: String?
    /// Whether a missing key is an error before anything is sent.
    public var isKeyNeeded: Bool
    /// The longest request and answer together, in tokens; nil when it is not known.
    public var contextTokens: Int?
    /// What its tokens cost; nil when it is not known.
    public var price: PriceTable.Price?
    /// How much may be asked for.
    public var limits: ModelLimits
    /// How long its server may take.
    public var timeouts: ModelTimeouts
    /// What a request says where the command line says nothing.
    public var defaults: RequestDefaults
    /// Whether native tool calls are worth trying.
    public var prefersTools: Bool
    /// What it is good at, for an orchestrator that chooses among solvers (ATLAS-MM); nil when nobody said.
    public var description: String?

    /// Describes a model.
    public init(
        name: String, provider: String, wireProtocol: WireProtocol, model: String, url: String? = nil,
        keyVariable: String? = nil, isKeyNeeded: Bool = false, contextTokens: Int? = nil,
        price: PriceTable.Price? = nil, limits: ModelLimits = ModelLimits(),
        timeouts: ModelTimeouts = ModelTimeouts(),
        defaults: RequestDefaults = RequestDefaults(), prefersTools: Bool = true, description: String? = nil
    ) {
        self.name = name
        self.provider = provider
        self.wireProtocol = wireProtocol
        self.model = model
        self.url = url
        self.keyVariable = keyVariable
        self.isKeyNeeded = isKeyNeeded
        self.contextTokens = contextTokens
        self.price = price
        self.limits = limits
        self.timeouts = timeouts
        self.defaults = defaults
        self.prefersTools = prefersTools
        self.description = description
    }
}

/// What a request says where the command line says nothing.
public struct RequestDefaults: Sendable, Equatable {
    /// Sampling temperature; nil for the server's default.
    public var temperature: Double?
    /// The longest answer in tokens, reasoning included; nil for the caller's.
    public var maxTokens: Int?
    /// How much it may think; nil for the server's default.
    public var effort: Effort?
    /// Fields that are added to each request as they are, under the server's own names.
    public var extra: [String: JSONValue]

    /// Describes defaults.
    public init(
        temperature: Double? = nil, maxTokens: Int? = nil, effort: Effort? = nil, extra: [String: JSONValue] = [:]
    ) {
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.effort = effort
        self.extra = extra
    }
}
