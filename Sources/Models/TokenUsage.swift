/// Tokens of one call or of many.
public struct TokenUsage: Sendable, Equatable {
    /// Tokens of the request, those of the cache included.
    public var input: Int
    /// Tokens of the answer, reasoning included.
    public var output: Int
    /// Those of `input` that the server read from its cache.
    public var cachedInput: Int
    /// Those of `input` that the server wrote to its cache and charges for (Anthropic).
    public var cacheWrite: Int
    /// Those of `output` that are reasoning.
    ///
    /// Where the server shows reasoning and does not count it, this is its share of the answer by length.
    public var reasoning: Int

    /// Makes a count.
    public init(input: Int = 0, output: Int = 0, cachedInput: Int = 0, cacheWrite: Int = 0, reasoning: Int = 0) {
        self.input = input
        self.output = output
        self.cachedInput = cachedInput
        self.cacheWrite = cacheWrite
        self.reasoning = reasoning
    }

    /// Adds counts.
    public static func + (left: TokenUsage, right: TokenUsage) -> TokenUsage {
        TokenUsage(
            input: left.input + right.input, output: left.output + right.output,
            cachedInput: left.cachedInput + right.cachedInput, cacheWrite: left.cacheWrite + right.cacheWrite,
            reasoning: left.reasoning + right.reasoning)
    }
}

extension TokenUsage: Codable {
    private enum CodingKeys: String, CodingKey {
        case input, output, reasoning
        case cachedInput = "cached_input"
        case cacheWrite = "cache_write"
    }

    /// Reads counts; what is missing is 0, as in records from before it was counted.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func count(_ key: CodingKeys) throws -> Int { try container.decodeIfPresent(Int.self, forKey: key) ?? 0 }
        self.init(
            input: try container.decode(Int.self, forKey: .input),
            output: try container.decode(Int.self, forKey: .output), cachedInput: try count(.cachedInput),
            cacheWrite: try count(.cacheWrite), reasoning: try count(.reasoning))
    }

    /// Writes `input` and `output`, and of the others those that are not 0.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(input, forKey: .input)
        try container.encode(output, forKey: .output)
        for (key, count) in [(CodingKeys.cachedInput, cachedInput), (.cacheWrite, cacheWrite), (.reasoning, reasoning)]
        where count != 0 { try container.encode(count, forKey: key) }
    }
}

extension TokenUsage {
    /// Counts as a server tells them, made fit to reckon with: one that is negative or absurd is none, no part exceeds its
    /// whole.
    static func told(
        input: Int?, output: Int?, cachedInput: Int? = nil, cacheWrite: Int? = nil, reasoning: Int? = nil
    ) -> TokenUsage {
        let (input, output) = (count(input), count(output))
        let cached = min(count(cachedInput), input)
        return TokenUsage(
            input: input, output: output, cachedInput: cached, cacheWrite: min(count(cacheWrite), input - cached),
            reasoning: min(count(reasoning), output))
    }

    /// A count up to a thousand million; 0 for none.
    static func count(_ told: Int?) -> Int {
        guard let told, (0...1_000_000_000).contains(told) else { return 0 }
        return told
    }
}
