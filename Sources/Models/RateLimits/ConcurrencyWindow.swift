/// How many requests a server bears at once, found out as TCP finds out how much a path carries.
///
/// It doubles in each round of answers until the server first says that it is too much; from then on it shrinks to seven
/// tenths whenever the server says so, and grows by one in each round of answers. A window that is not used up does not
/// grow: nothing has been learnt about its end. Of the complaints of one round only the first counts.
/// Source: RFC 5681, sections 3.1 and 3.2.
struct ConcurrencyWindow {
    /// How many a server is sent at once of which nothing is known yet.
    static let start = 64
    /// How many are sent at most, whatever the server bears.
    static let end = 4096

    private let ceiling: Int
    private var size: Double
    private var isSearching = true
    /// Requests that were begun before this one say nothing about the present size.
    private var lastShrink: UInt64 = 0

    /// A window for a server that is known to bear `known`, or of which nothing is known.
    init(known: Int?) {
        ceiling = max(1, known ?? Self.end)
        size = Double(known.map { max(1, $0) } ?? Self.start)
    }

    /// How many may be in flight.
    var limit: Int { max(1, min(ceiling, Int(size))) }

    /// An answer came while so many were in flight.
    mutating func answered(inFlight: Int) {
        guard inFlight >= limit, size < Double(ceiling) else { return }
        size = min(Double(ceiling), size + (isSearching ? 1 : 1 / size))
    }

    /// The server said that it is too much, to the request with this number, when so many were in flight.
    ///
    /// - Parameters:
    ///   - number: Requests are numbered as they begin.
    ///   - next: The number that the next one will get.
    ///   - inFlight: How many are in flight, this one included.
    mutating func overloaded(number: UInt64, next: UInt64, inFlight: Int) {
        isSearching = false
        guard number >= lastShrink else { return }
        lastShrink = next
        size = max(1, min(size, Double(inFlight)) * 0.7)
    }
}
