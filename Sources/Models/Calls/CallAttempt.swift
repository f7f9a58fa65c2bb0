/// One sending of a request, answered or not.
public struct CallAttempt: Sendable, Codable, Equatable {
    /// When it was sent, ISO 8601 in UTC.
    public var started: String
    /// Seconds it had to wait before: for its turn at the limits, and for the server after an earlier attempt.
    public var waited: Double
    /// Seconds from sending to the answer's first byte; nil when none came.
    public var firstByte: Double?
    /// Seconds from sending to the end.
    public var seconds: Double
    /// The HTTP status; nil when none came.
    public var status: Int?
    /// The headers that say who answered and what limits are left; never a key, a cookie or an authorisation.
    public var headers: [String: String]
    /// Why it gave no answer, in one line; nil for the attempt that was answered.
    public var failure: String?
    /// What it may have cost without an answer, at worst: a stream that broke is paid for, and nobody says how much.
    public var presumed: TokenUsage?

    private enum CodingKeys: String, CodingKey {
        case started, waited, seconds, status, headers, failure, presumed
        case firstByte = "first_byte"
    }

    /// The headers that matter, out of all of a response.
    ///
    /// - Parameter headers: Names in lower case.
    /// - Returns: The requests' identities and the limits; nothing that could identify the caller.
    static func worthKeeping(_ headers: [String: String]) -> [String: String] {
        headers.filter { name, _ in
            kept.contains(name)
                || ["x-ratelimit-", "anthropic-ratelimit-", "ratelimit"].contains { name.hasPrefix($0) }
        }
    }

    private static let kept: Set = [
        "x-request-id", "request-id", "apim-request-id", "cf-ray", "date", "retry-after", "retry-after-ms",
        "openai-processing-ms", "openai-version", "x-should-retry", "server",
    ]
}
