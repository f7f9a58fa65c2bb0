/// What models cost, in USD per million tokens.
///
/// The built-in prices are the list prices of spring 2026, without discounts for cached or batched tokens. Providers
/// change theirs: https://docs.anthropic.com/en/docs/about-claude/pricing and https://openai.com/api/pricing have the
/// current ones.
public struct PriceTable: Sendable {
    /// One model's price.
    public struct Price: Sendable, Equatable {
        /// USD per million tokens of the request.
        public var input: Double
        /// USD per million tokens of the answer, reasoning included.
        public var output: Double

        /// Describes a price.
        public init(input: Double, output: Double) {
            self.input = input
            self.output = output
        }
    }

    /// Prices by `openai:NAME` or `anthropic:NAME`, without the date at the end of a version's name.
    public var prices: [String: Price]

    /// Makes a table.
    public init(prices: [String: Price]) { self.prices = prices }

    /// The prices this program knows.
    public static let builtIn = PriceTable(prices: [
        "anthropic:claude-opus-4-6": Price(input: 5, output: 25),
        "anthropic:claude-opus-4-5": Price(input: 5, output: 25),
        "anthropic:claude-opus-4-1": Price(input: 15, output: 75),
        "anthropic:claude-opus-4": Price(input: 15, output: 75),
        "anthropic:claude-sonnet-4-6": Price(input: 3, output: 15),
        "anthropic:claude-sonnet-4-5": Price(input: 3, output: 15),
        "anthropic:claude-sonnet-4": Price(input: 3, output: 15),
        "anthropic:claude-haiku-4-5": Price(input: 1, output: 5),
        "openai:gpt-5.2": Price(input: 1.75, output: 14),
        "openai:gpt-5.1": Price(input: 1.25, output: 10),
        "openai:gpt-5": Price(input: 1.25, output: 10),
        "openai:gpt-5-mini": Price(input: 0.25, output: 2),
        "openai:gpt-5-nano": Price(input: 0.05, output: 0.4),
        "openai:gpt-4.1": Price(input: 2, output: 8),
        "openai:gpt-4.1-mini": Price(input: 0.4, output: 1.6),
        "openai:gpt-4.1-nano": Price(input: 0.1, output: 0.4),
        "openai:gpt-4o": Price(input: 2.5, output: 10),
        "openai:gpt-4o-mini": Price(input: 0.15, output: 0.6),
        "openai:o3": Price(input: 2, output: 8),
        "openai:o4-mini": Price(input: 1.1, output: 4.4),
    ])

    /// The price of a model as the user named it; nil when it is not known.
    ///
    /// `local` and Ollama's models cost nothing.
    public func price(of model: String) -> Price? {
        if model == "local" || model.hasPrefix("ollama:") { return Price(input: 0, output: 0) }
        return prices[model] ?? prices[Self.withoutDate(model)]
    }

    /// What the tokens cost in USD; nil when the model's price is not known.
    public func cost(model: String, usage: TokenUsage) -> Double? {
        guard let price = price(of: model) else { return nil }
        return (Double(usage.input) * price.input + Double(usage.output) * price.output) / 1e6
    }

    /// The name without `-20250929`, `-2025-08-07` or `-latest`.
    private static func withoutDate(_ model: String) -> String {
        if model.hasSuffix("-latest") { return String(model.dropLast("-latest".count)) }
        for shape in ["-dddddddd", "-dddd-dd-dd"] {
            let ending = model.suffix(shape.count)
            let fits =
                ending.count == shape.count
                && zip(ending, shape).allSatisfy { $1 == "d" ? $0.isASCII && $0.isNumber : $0 == $1 }
            if fits { return String(model.dropLast(shape.count)) }
        }
        return model
    }
}
