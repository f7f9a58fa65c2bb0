/// A model whose calls are paid from ledgers with caps.
///
/// It stands between a recorder and the client: what the record answers costs nothing again.
public struct MeteredModel: ChatModel {
    /// How the user named the model.
    public var name: String { model.name }
    /// Whether native tool calls are worth trying.
    public var prefersTools: Bool { model.prefersTools }
    /// Fields that are added to each request as they are.
    public var extra: [String: JSONValue] { model.extra }

    private let model: any ChatModel
    private let ledgers: [Ledger]
    private let price: PriceTable.Price?

    /// Meters a model.
    ///
    /// - Parameters:
    ///   - model: The client.
    ///   - ledgers: Who pays, the narrowest scope first.
    ///   - price: What the model costs; nil where it is not known, which a cap on cost does not bear.
    public init(_ model: any ChatModel, ledgers: [Ledger], price: PriceTable.Price?) {
        self.model = model
        self.ledgers = ledgers
        self.price = price
    }

    /// Asks for one answer, each attempt of which is reserved before it is sent and settled after; of calls that are made
    /// at the same time in their order (`CallOrder`).
    ///
    /// - Throws: What the client throws; `ModelError.capReached`.
    public func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
        let turn = await CallContext.current.place?.turn()
        defer { turn?.end() }
        let meter = CallMeter(ledgers: ledgers, price: price, turn: turn)
        return try await CallContext.with({ $0.meter = meter }) { () async throws(ModelError) in
            try await model.respond(to: request)
        }
    }
}
