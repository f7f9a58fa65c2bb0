import Models
import Spelling

/// A model's price and what some tokens of it cost, as text and as JSON (schema `atlas.model-price/1`).
public struct PriceReport {
    private let model: String
    private let price: PriceTable.Price
    private let usage: TokenUsage

    /// Reports on a price.
    public init(model: String, price: PriceTable.Price, usage: TokenUsage) {
        self.model = model
        self.price = price
        self.usage = usage
    }

    /// The price, and the cost where tokens were given.
    public var text: String {
        var parts = ["in \(USD.price(price.input))"]
        if let cached = price.cached { parts.append("cached \(USD.price(cached))") }
        if let written = price.cacheWrite { parts.append("written to the cache \(USD.price(written))") }
        parts.append("out \(USD.price(price.output))")
        if let reasoning = price.reasoning { parts.append("reasoning \(USD.price(reasoning))") }
        let head = "\(TerminalText.line(model)): USD per million tokens: \(parts.joined(separator: ", "))"
        guard usage.input + usage.output > 0 else { return head }
        let saving = price.saving(usage)
        let saved = saving == 0 ? "" : ", \(Quantity.cost(saving)) saved by the cache"
        return "\(head)\n\(usage.input.counted("token")) in, \(usage.output) out: "
            + "\(Quantity.cost(price.cost(usage)))\(saved)"
    }

    /// The document.
    public var json: JSONValue {
        .object([
            "schema": .string("atlas.model-price/1"), "model": .string(model), "price": Self.fields(price),
            "cost_usd": .double(price.cost(usage)), "saved_usd": .double(price.saving(usage)),
        ])
    }

    /// A price's fields, as the models file names them.
    static func fields(_ price: PriceTable.Price) -> JSONValue {
        func usd(_ value: Double?) -> JSONValue { value.map(JSONValue.double) ?? .null }
        return .object([
            "input": usd(price.input), "output": usd(price.output), "cached": usd(price.cached),
            "cache_write": usd(price.cacheWrite), "reasoning": usd(price.reasoning),
        ])
    }
}
