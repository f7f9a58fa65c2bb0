import Spelling

/// Every model that can be named: the rows of the models file, the built-in ones, and whatever a name alone describes.
public struct ModelCatalog: Sendable {
    /// The rows of the models file; none without one.
    public let own: [ModelConfiguration]

    /// Makes a catalog.
    public init(_ file: ModelsFile? = nil) { own = file?.models ?? [] }

    /// All rows: those of the file, then the built-in ones that it does not replace.
    public var all: [ModelConfiguration] {
        let names = Set(own.map(\.name))
        return own.map(completed) + Self.builtIn.filter { !names.contains($0.name) }
    }

    /// What is known of a model.
    ///
    /// - Throws: `ModelError.badName` for a name that neither the file nor a form knows, with the nearest one.
    public func configuration(_ name: String) throws(ModelError) -> ModelConfiguration {
        if let row = own.first(where: { $0.name == name }) { return completed(row) }
        do {
            return completed(ModelConfiguration(name: name, try ModelName(parsing: name)))
        } catch {
            guard case .badName(let detail) = error,
                let near = NearestName.nearest(to: name, among: own.map(\.name))
            else { throw error }
            throw .badName("\(detail); did you mean \"\(near)\" of the models file?")
        }
    }

    /// What the models cost, by name.
    public var prices: PriceTable {
        var table = PriceTable.builtIn
        for row in own {
            // The price of a row without one is that of the name, and nothing where the server is the user's own.
            table.prices[row.name] = completed(row).price
        }
        return table
    }

    /// The built-in rows.
    static let builtIn: [ModelConfiguration] = {
        let local = ModelConfiguration(name: "local", .local)
        let priced = PriceTable.builtIn.prices.keys.sorted().compactMap { name in
            (try? ModelName(parsing: name)).map { ModelConfiguration(name: name, $0) }
        }
        return ([local] + priced).map(ModelCatalog().completed)
    }()

    /// A row with the price and the context that are known of its model.
    private func completed(_ row: ModelConfiguration) -> ModelConfiguration {
        var row = row
        let known = "\(row.provider):\(row.model)"
        row.price = row.price ?? PriceTable.builtIn.price(of: known) ?? PriceTable.builtIn.price(of: row.name)
        row.contextTokens = row.contextTokens ?? KnownContexts.tokens(row.provider, row.model)
        return row
    }
}

/// How long requests and answers of well-known models may be together, in tokens.
///
/// Sources: the providers' lists of models, spring 2026; larger contexts that have to be asked for are not counted.
private enum KnownContexts {
    /// By the beginning of the name; the longest that fits counts.
    private static let rows: [(provider: String, beginning: String, tokens: Int)] = [
        ("anthropic", "claude-", 200_000), ("openai", "gpt-5", 400_000), ("openai", "gpt-4.1", 1_047_576),
        ("openai", "gpt-4o", 128_000), ("openai", "o3", 200_000), ("openai", "o4", 200_000), ("local", "local", 16_384),
    ]

    static func tokens(_ provider: String, _ model: String) -> Int? {
        rows.filter { $0.provider == provider && model.hasPrefix($0.beginning) }
            .max { $0.beginning.count < $1.beginning.count }?.tokens
    }
}
