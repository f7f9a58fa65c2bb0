/// Decides who may send a request now: limits a minute, the window of requests in flight, and the server's own wishes.
///
/// First come, first served; a request that is sent again keeps its place. Holds no clock: each call is told the time.
struct Turnstile {
    typealias Instant = ContinuousClock.Instant

    /// Someone who wants to send a request.
    struct Entry: Equatable {
        /// Its place: numbers are given out in the order of asking.
        let turn: UInt64
        /// The tokens that it may take.
        let tokens: Int
        /// Whether it has waited for the server's own wish already.
        let isRetry: Bool
    }

    /// Requests in flight.
    private(set) var inFlight = 0
    /// How many answers there were: as long as it grows, the server is not out of order, only busy.
    private(set) var answers: UInt64 = 0

    private var window: ConcurrencyWindow
    private var requests: TokenBucket?
    private var tokens: TokenBucket?
    /// Those who wait, in the order of their places; those before `head` have gone.
    private var queue: [Entry] = []
    private var head = 0
    private var nextNumber: UInt64 = 1
    private var closedUntil: Instant?

    init(_ limits: ModelLimits, now: Instant) {
        window = ConcurrencyWindow(known: limits.concurrent)
        requests = limits.requestsPerMinute.map { TokenBucket(perMinute: $0, now: now) }
        tokens = limits.tokensPerMinute.map { TokenBucket(perMinute: $0, now: now) }
    }

    /// How many may be in flight.
    var limit: Int { window.limit }
    /// How many stand in the queue.
    var waiting: Int { queue.count - head }

    // MARK: The queue

    mutating func enqueue(_ entry: Entry) {
        var place = queue.endIndex
        while place > head, queue[place - 1].turn > entry.turn { place -= 1 }
        queue.insert(entry, at: place)
    }

    mutating func leave(turn: UInt64) {
        if let place = queue[head...].firstIndex(where: { $0.turn == turn }) { queue.remove(at: place) }
    }

    /// Those who may send now, with the number of their request.
    ///
    /// - Returns: Them, and when to ask again where time alone holds the next one back.
    mutating func admit(now: Instant) -> (admitted: [(entry: Entry, number: UInt64)], next: Instant?) {
        var admitted: [(entry: Entry, number: UInt64)] = []
        while head < queue.count, inFlight < window.limit {
            let entry = queue[head]
            if let opening = opening(for: entry, now: now) { return (admitted, opening) }
            removeFirst()
            requests?.take(1, now: now)
            tokens?.take(Double(entry.tokens), now: now)
            inFlight += 1
            admitted.append((entry, nextNumber))
            nextNumber += 1
        }
        return (admitted, nil)
    }

    private mutating func removeFirst() {
        head += 1
        guard head > 64, head > queue.count / 2 else { return }
        queue.removeFirst(head)
        head = 0
    }

    /// When the limits let an entry through; nil for now.
    private mutating func opening(for entry: Entry, now: Instant) -> Instant? {
        var wait = Duration.zero
        if let closedUntil, !entry.isRetry { wait = max(wait, now.duration(to: closedUntil)) }
        wait = max(wait, requests?.wait(for: 1, now: now) ?? .zero)
        wait = max(wait, tokens?.wait(for: Double(entry.tokens), now: now) ?? .zero)
        return wait > .zero ? now + wait : nil
    }

    // MARK: Ends

    /// How a request ended, as far as limits are concerned.
    enum End: Equatable {
        /// With an answer that took so many tokens; nil when that is not known.
        case answered(tokens: Int?)
        /// The server has too much to do, and may have said when to come again.
        case overloaded(comeAgain: Duration?)
        /// In another way.
        case failed
    }

    /// Takes note of a request's end.
    mutating func end(_ end: End, number: UInt64, reserved: Int, now: Instant) {
        switch end {
        case .answered(let used):
            answers += 1
            window.answered(inFlight: inFlight)
            if let used { tokens?.giveBack(Double(reserved - used), now: now) }
        case .overloaded(let comeAgain):
            window.overloaded(number: number, next: nextNumber, inFlight: inFlight)
            tokens?.giveBack(Double(reserved), now: now)
            if let comeAgain { closedUntil = max(closedUntil ?? now, now + comeAgain) }
        case .failed:
            break
        }
        inFlight -= 1
    }
}
