/// What models cost, in USD per million tokens.
///
/// The built-in prices are the list prices of spring 2026, without discounts for batches. Providers change theirs, and a
/// row of the models file replaces them: https://docs.anthropic.com/en/docs/about-claude/pricing and https://openai.com/api/pricing have the
/// current ones.
public struct PriceTable: Sendable {
    /// One model's price.
    public struct Price: Sendable, Codable, Equatable {
        /// USD per million tokens of the request.
        public var input: Double
        /// USD per million tokens of the answer.
        public var output: Double
        /// USD per million tokens of the request that were read from the server's cache; nil for `input`.
        public var cached: Double?
        /// USD per million tokens of the request that were written to the cache; nil for `input`.
        public var cacheWrite: Double?
        /// USD per million tokens of reasoning; nil for `output`.
        public var reasoning: Double?

        /// Describes a price.
        public init(
            input: Double, output: Double, cached: Double? = nil, cacheWrite: Double? = nil, reasoning: Double? = nil
        ) {
            self.input = input
            self.output = output
            self.cached = cached
            self.cacheWrite = cacheWrite
            self.reasoning = reasoning
        }

        private enum CodingKeys: String, CodingKey {
            case input, output, cached, reasoning
            case cacheWrite = "cache_write"
        }

        /// What the tokens cost in USD.
        public func cost(_ usage: TokenUsage) -> Double {
            let fresh = max(usage.input - usage.cachedInput - usage.cacheWrite, 0)
            let answer = max(usage.output - usage.reasoning, 0)
            let micro =
                Double(fresh) * input + Double(usage.cachedInput) * (cached ?? input)
                + Double(usage.cacheWrite) * (cacheWrite ?? input) + Double(answer) * output
                + Double(usage.reasoning) * (reasoning ?? output)
            return micro / 1e6
        }

        /// What a call of at most so many tokens can cost in USD: nothing is cached, and each price is the highest that
        /// may apply.
        public func worstCase(inputTokens: Int, outputTokens: Int) -> Double {
            let highestInput = max(input, cached ?? 0, cacheWrite ?? 0)
            let highestOutput = max(output, reasoning ?? 0)
            return (Double(inputTokens) * highestInput + Double(outputTokens) * highestOutput) / 1e6
        }

        /// What the cache saved in USD, its writes paid: negative when writing cost more than reading saved.
        public func saving(_ usage: TokenUsage) -> Double {
            let read = Double(usage.cachedInput) * (input - (cached ?? input))
            let written = Double(usage.cacheWrite) * ((cacheWrite ?? input) - input)
            return (read - written) / 1e6
        }
    }

    /// Prices by `openai:NAME` or `anthropic:NAME`, without the date at the end of a version's name.
    public var prices: [String: Price]

    /// Makes a table.
    public init(prices: [String: Price]) { self.prices = prices }

    /// The prices this program knows.
    public static let builtIn = PriceTable(prices: [
        "anthropic:claude-opus-4-6": .claude(5, 25), "anthropic:claude-opus-4-5": .claude(5, 25),
        "anthropic:claude-opus-4-1": .claude(15, 75), "anthropic:claude-opus-4": .claude(15, 75),
        "anthropic:claude-sonnet-4-6": .claude(3, 15), "anthropic:claude-sonnet-4-5": .claude(3, 15),
        "anthropic:claude-sonnet-4": .claude(3, 15), "anthropic:claude-haiku-4-5": .claude(1, 5),
        "openai:gpt-5.2": Price(input: 1.75, output: 14, cached: 0.175),
        "openai:gpt-5.1": Price(input: 1.25, output: 10, cached: 0.125),
        "openai:gpt-5": Price(input: 1.25, output: 10, cached: 0.125),
        "openai:gpt-5-mini": Price(input: 0.25, output: 2, cached: 0.025),
        "openai:gpt-5-nano": Price(input: 0.05, output: 0.4, cached: 0.005),
        "openai:gpt-4.1": Price(input: 2, output: 8, cached: 0.5),
        "openai:gpt-4.1-mini": Price(input: 0.4, output: 1.6, cached: 0.1),
        "openai:gpt-4.1-nano": Price(input: 0.1, output: 0.4, cached: 0.025),
        "openai:gpt-4o": Price(input: 2.5, output: 10, cached: 1.25),
        "openai:gpt-4o-mini": Price(input: 0.15, output: 0.6, cached: 0.075),
        "openai:o3": Price(input: 2, output: 8, cached: 0.5),
        "openai:o4-mini": Price(input: 1.1, output: 4.4, cached: 0.275),
    ])

    /// The price of a model as the user named it; nil when it is not known.
    ///
    /// `local` and the models of a server of one's own (vLLM, SGLang, llama.cpp, Ollama) cost nothing.
    public func price(of model: String) -> Price? {
        if let price = prices[model] ?? prices[Self.withoutDate(model)] { return price }
        let isOwn = model == "local" || Self.ownServers.contains { model.hasPrefix($0) }
        return isOwn ? Price(input: 0, output: 0) : nil
    }

    private static let ownServers = ["local:", "vllm:", "sglang:", "llamacpp:", "ollama:"]

    /// What an answered call cost in USD; nil when the model's price is not known, or its server told no counts.
    public func cost(model: String, usage: TokenUsage) -> Double? {
        guard let price = price(of: model) else { return nil }
        let isTold = usage.input + usage.output > 0 || price.worstCase(inputTokens: 1, outputTokens: 1) == 0
        return isTold ? price.cost(usage) : nil
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

extension PriceTable.Price {
    /// A price of Anthropic's: reading the cache costs a tenth of the input, writing it a quarter more.
    ///
    /// Source: https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching
    fileprivate static func claude(_ input: Double, _ output: Double) -> Self {
        Self(input: input, output: output, cached: input / 10, cacheWrite: input * 1.25)
    }
}
