/// How much of a model may be asked for at once or in a minute; nil where nothing is known.
public struct ModelLimits: Sendable, Codable, Equatable {
    /// Requests a minute.
    public var requestsPerMinute: Int?
    /// Tokens a minute, of requests and answers together.
    public var tokensPerMinute: Int?
    /// Requests under way at the same time.
    public var concurrent: Int?

    private enum CodingKeys: String, CodingKey {
        case concurrent
        case requestsPerMinute = "requests_per_minute"
        case tokensPerMinute = "tokens_per_minute"
    }

    /// Describes limits.
    public init(requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, concurrent: Int? = nil) {
        self.requestsPerMinute = requestsPerMinute
        self.tokensPerMinute = tokensPerMinute
        self.concurrent = concurrent
    }
}
