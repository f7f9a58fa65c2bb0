/// Spends an allowance a minute evenly, with a tenth of it at once at the start.
///
/// In no minute is more begun than the allowance, but by the one request that empties the bucket: a request that is
/// larger than the bucket is let through when the bucket is full, and paid back before the next.
/// Source: the token bucket of RFC 2697, section 3.
struct TokenBucket {
    private let capacity: Double
    private let perSecond: Double
    private var level: Double
    private var filled: ContinuousClock.Instant

    /// Makes a full bucket for an allowance of `perMinute`, at least 1.
    init(perMinute: Int, now: ContinuousClock.Instant) {
        let allowance = Double(max(1, perMinute))
        capacity = max(1, (allowance / 10).rounded(.down))
        // What is there at the start and what flows in within a minute are together the allowance.
        perSecond = (allowance - capacity + 1) / 60
        level = capacity
        filled = now
    }

    /// How long until so much may be taken; zero when it may be now.
    mutating func wait(for amount: Double, now: ContinuousClock.Instant) -> Duration {
        fill(now)
        let missing = min(amount, capacity) - level
        return missing <= 1e-9 ? .zero : .seconds(missing / perSecond)
    }

    /// Takes an amount; less than nothing may be left.
    mutating func take(_ amount: Double, now: ContinuousClock.Instant) {
        fill(now)
        level -= amount
    }

    /// Puts back what was taken and not needed.
    mutating func giveBack(_ amount: Double, now: ContinuousClock.Instant) {
        fill(now)
        level = min(capacity, level + amount)
    }

    private mutating func fill(_ now: ContinuousClock.Instant) {
        let passed = filled.duration(to: now)
        guard passed > .zero else { return }
        filled = now
        let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
        level = min(capacity, level + seconds * perSecond)
    }
}
