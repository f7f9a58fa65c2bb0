/// When a request that failed for a passing reason is sent again.
///
/// The wait doubles with each attempt and is drawn from its upper half, so that many clients do not come back at once; a
/// server's `Retry-After` is honoured instead where it asks for more.
public struct RetryPolicy: Sendable {
    /// How often a request is sent at most, the first time included.
    public var attempts: Int
    /// The longest wait before the second attempt.
    public var firstWait: Duration
    /// The longest wait that doubling leads to.
    public var longestWait: Duration
    /// The longest `Retry-After` that is waited for; a server that asks for more has, in effect, refused.
    public var longestRetryAfter: Duration
    /// Waits; a test puts its own here and waits for nothing.
    public var pause: @Sendable (Duration) async throws -> Void

    /// Describes a policy; by default six attempts within half a minute or so.
    public init(
        attempts: Int = 6, firstWait: Duration = .seconds(1), longestWait: Duration = .seconds(30),
        longestRetryAfter: Duration = .seconds(300),
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.attempts = attempts
        self.firstWait = firstWait
        self.longestWait = longestWait
        self.longestRetryAfter = longestRetryAfter
        self.pause = pause
    }

    /// The wait after an attempt that failed, counted from 1; at least what the server asked for.
    func wait(after attempt: Int, serverAsksFor retryAfter: Duration?) -> Duration {
        let doubled = firstWait * (1 << min(attempt - 1, 20))
        let drawn = min(doubled, longestWait) * Double.random(in: 0.5...1)
        return max(drawn, retryAfter ?? .zero)
    }
}
