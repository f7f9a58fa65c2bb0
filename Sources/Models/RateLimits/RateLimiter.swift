import Synchronization

/// Lets the requests to one model of one server begin when their turn has come.
final class RateLimiter: Sendable {
    private typealias Instant = ContinuousClock.Instant

    /// The right to have one request in flight; it is given back once.
    struct Permit: Sendable {
        fileprivate let number: UInt64
        fileprivate let tokens: Int
        fileprivate let limiter: RateLimiter

        /// Gives it back.
        func end(_ end: Turnstile.End) { limiter.end(self, end) }
    }

    private struct State {
        var turnstile: Turnstile
        var waiters: [UInt64: CheckedContinuation<Permit?, Never>] = [:]
        /// Those that were cancelled while they were not in the queue: not yet, or not any more.
        var cancelled: Set<UInt64> = []
        var lastTurn: UInt64 = 0
        /// When the next look at the queue is due.
        var alarm: Instant?
    }

    private let state: Mutex<State>

    init(_ limits: ModelLimits) { state = Mutex(State(turnstile: Turnstile(limits, now: .now))) }

    /// How many answers there were.
    var answers: UInt64 { state.withLock { $0.turnstile.answers } }

    /// How many may be in flight at the moment.
    var limit: Int { state.withLock { $0.turnstile.limit } }

    /// A place in the queue, which a request keeps when it is sent again.
    func takeTurn() -> UInt64 {
        state.withLock { state in
            state.lastTurn += 1
            return state.lastTurn
        }
    }

    /// Waits until a request may be sent.
    ///
    /// - Parameters:
    ///   - turn: Its place.
    ///   - tokens: The most that it and its answer can take.
    ///   - isRetry: Whether it has waited for the server's own wish already.
    /// - Returns: The right to send it.
    /// - Throws: `ModelError.cancelled`.
    func permit(turn: UInt64, tokens: Int, isRetry: Bool) async throws(ModelError) -> Permit {
        let entry = Turnstile.Entry(turn: turn, tokens: tokens, isRetry: isRetry)
        let permit = await withTaskCancellationHandler {
            await withCheckedContinuation { enqueue(entry, $0) }
        } onCancel: {
            giveUp(turn)
        }
        state.withLock { _ = $0.cancelled.remove(turn) }
        guard let permit else { throw .cancelled }
        return permit
    }

    private func enqueue(_ entry: Turnstile.Entry, _ continuation: CheckedContinuation<Permit?, Never>) {
        let isCancelled = state.withLock { state in
            if state.cancelled.contains(entry.turn) { return true }
            state.turnstile.enqueue(entry)
            state.waiters[entry.turn] = continuation
            return false
        }
        if isCancelled { continuation.resume(returning: nil) } else { admit() }
    }

    private func giveUp(_ turn: UInt64) {
        let continuation = state.withLock { state -> CheckedContinuation<Permit?, Never>? in
            guard let continuation = state.waiters.removeValue(forKey: turn) else {
                state.cancelled.insert(turn)
                return nil
            }
            state.turnstile.leave(turn: turn)
            return continuation
        }
        continuation?.resume(returning: nil)
    }

    private func end(_ permit: Permit, _ end: Turnstile.End) {
        state.withLock { $0.turnstile.end(end, number: permit.number, reserved: permit.tokens, now: .now) }
        admit()
    }

    /// Lets in who may go now, and comes back when time alone holds the next one back.
    private func admit() {
        let (woken, alarm) = state.withLock { state in
            let (admitted, next) = state.turnstile.admit(now: .now)
            let woken = admitted.compactMap { entry, number in
                state.waiters.removeValue(forKey: entry.turn).map {
                    ($0, Permit(number: number, tokens: entry.tokens, limiter: self))
                }
            }
            guard let next, state.alarm.map({ next < $0 }) ?? true else { return (woken, Instant?.none) }
            state.alarm = next
            return (woken, next)
        }
        for (continuation, permit) in woken { continuation.resume(returning: permit) }
        if let alarm { ring(at: alarm) }
    }

    private func ring(at instant: Instant) {
        Task { [weak self] in
            try? await Task.sleep(until: instant, clock: .continuous)
            self?.alarmRang(instant)
        }
    }

    private func alarmRang(_ instant: Instant) {
        state.withLock { if $0.alarm == instant { $0.alarm = nil } }
        admit()
    }
}

/// The process's limiters: all clients of one model at one server share one.
final class RateLimiters: Sendable {
    /// Those of the process.
    static let shared = RateLimiters()

    private let limiters = Mutex<[String: RateLimiter]>([:])

    /// The limiter of a model at a server.
    func limiter(server: String, model: String, key: String?, limits: ModelLimits) -> RateLimiter {
        limiters.withLock { limiters in
            let name = "\(server) \(model) \(key ?? "") \(limits)"
            if let limiter = limiters[name] { return limiter }
            let limiter = RateLimiter(limits)
            limiters[name] = limiter
            return limiter
        }
    }
}
