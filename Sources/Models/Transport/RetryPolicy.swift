/// When a request that failed for a passing reason is sent again.
///
/// The longest wait doubles with each attempt, and the wait is drawn from all of it, so that many clients do not come back
/// at once; a server that says when to come again is not asked before, but a little after, each client at another time.
/// Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015: full jitter.
public struct RetryPolicy: Sendable {
    /// How often a request is sent at most, the first time included.
    ///
    /// That a server has too much to do counts only while it answers nobody: one that answers others is busy, and the
    /// request's turn comes.
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

    /// How often a request is sent at most to a server that answers others and not this one.
    var attemptsWhenBusy: Int { attempts * 20 }

    /// The wait after so many attempts that failed, from 1; at least what the server asked for.
    func wait(after attempt: Int, serverAsksFor retryAfter: Duration?) -> Duration {
        let doubled = firstWait * (1 << min(attempt - 1, 20))
        let drawn = min(doubled, longestWait) * Double.random(in: 0...1)
        guard let retryAfter, retryAfter > .zero else { return drawn }
        return retryAfter + min(drawn, max(retryAfter * 0.1, .milliseconds(100)))
    }
}
