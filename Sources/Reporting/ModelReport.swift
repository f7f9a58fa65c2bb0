import Models

/// The models that can be named, as a table and as JSON (schema `atlas.models/1`).
public struct ModelReport {
    private let models: [ModelConfiguration]
    private let own: Set<String>

    /// Reports on a catalog.
    public init(_ catalog: ModelCatalog) {
        models = catalog.all
        own = Set(catalog.own.map(\.name))
    }

    /// The table for people.
    public var text: String {
        var table = Table(
            ["model", "provider", "context", "in", "cached", "out", "key", "description"], rightAligned: [2, 3, 4, 5])
        func usd(_ price: Double?) -> String { price.map(USD.price) ?? "" }
        for model in models {
            table.add([
                TerminalText.line(model.name), model.provider, model.contextTokens.map { "\($0)" } ?? "",
                usd(model.price?.input), usd(model.price?.cached), usd(model.price?.output),
                model.keyVariable ?? "", TerminalText.line(model.description ?? ""),
            ])
        }
        return table.lines.joined(separator: "\n")
    }

    /// The document for programs.
    public var json: JSONValue {
        .object(["schema": .string("atlas.models/1"), "models": .array(models.map(row))])
    }

    private func row(_ model: ModelConfiguration) -> JSONValue {
        func count(_ value: Int?) -> JSONValue { value.map(JSONValue.int) ?? .null }
        func seconds(_ value: Double?) -> JSONValue { value.map(JSONValue.double) ?? .null }
        return .object([
            "name": .string(model.name), "provider": .string(model.provider), "model": .string(model.model),
            "protocol": .string(model.wireProtocol.rawValue), "url": .optional(model.url),
            "key": .optional(model.keyVariable), "context": count(model.contextTokens),
            "price": model.price.map(PriceReport.fields) ?? .null, "tools": .bool(model.prefersTools),
            "limits": .object([
                "requests_per_minute": count(model.limits.requestsPerMinute),
                "tokens_per_minute": count(model.limits.tokensPerMinute), "concurrent": count(model.limits.concurrent),
            ]),
            "timeouts": .object([
                "connect": seconds(model.timeouts.connect), "first_byte": seconds(model.timeouts.firstByte),
                "idle": seconds(model.timeouts.idle),
            ]),
            "defaults": .object([
                "temperature": model.defaults.temperature.map(JSONValue.double) ?? .null,
                "max_tokens": count(model.defaults.maxTokens), "effort": .optional(model.defaults.effort?.text),
                "extra": .object(model.defaults.extra),
            ]),
            "description": .optional(model.description), "from_models_file": .bool(own.contains(model.name)),
        ])
    }
}
