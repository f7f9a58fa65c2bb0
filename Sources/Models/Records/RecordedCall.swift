/// What a record tells of one call without its texts: enough to add up calls, retries and costs.
public struct RecordedCall: Sendable, Codable, Equatable {
    /// The model as the user named it.
    public var model: String
    /// What the call was made for: a problem's id; nil in records that do not say.
    public var purpose: String?
    /// When the first attempt was made, ISO 8601 in UTC.
    public var started: String
    /// Seconds of the attempt that was answered; of all when none was.
    public var seconds: Double
    /// Seconds spent on waiting: for its turn, and for the server between attempts.
    public var waited: Double
    /// How often it was sent.
    public var attempts: Int
    /// Why the attempts without an answer had none, in order.
    public var setbacks: [String]
    /// Why the answer ended; nil when there is none.
    public var finish: ChatResponse.FinishReason?
    /// Why there is no answer; nil when there is one.
    public var failure: String?
    /// Tokens, as the server counted them.
    public var usage: TokenUsage
    /// Tokens that may be charged for and that no server counted, at worst: of streams that broke, above all.
    public var presumed: TokenUsage
    /// How many of the attempts those are.
    public var uncounted: Int

    private enum CodingKeys: String, CodingKey {
        case model, purpose, started, seconds, waited, attempts, setbacks, finish, failure, usage, presumed, uncounted
    }

    /// Sums a record up.
    init(_ record: CallRecord) {
        model = record.model
        purpose = record.purpose
        started = record.started
        failure = record.failure
        finish = record.response?.finishReason
        usage = record.response?.usage ?? TokenUsage()
        attempts = record.attempts.isEmpty ? record.response?.attempts ?? 0 : record.attempts.count
        seconds = record.response?.seconds ?? record.attempts.reduce(0) { $0 + $1.seconds }
        waited = record.attempts.reduce(0) { $0 + $1.waited }
        setbacks = record.attempts.compactMap(\.failure)
        let presumed = record.attempts.compactMap(\.presumed)
        self.presumed = presumed.reduce(TokenUsage(), +)
        uncounted = presumed.count
    }

    /// A call that is about to be sent, as it stands if no end of it is ever written.
    ///
    /// - Parameters:
    ///   - record: The call, without an end.
    ///   - worst: The most that the attempt can take.
    init(begun record: CallRecord, worst: TokenUsage) {
        self.init(record)
        attempts += 1
        failure = Self.noEnd
        setbacks.append(Self.noEnd)
        presumed = presumed + worst
        uncounted += 1
    }

    /// Why a call has no answer that was sent, and whose end nobody wrote down.
    static let noEnd = "no end is on record: atlas was ended, or is still at work"

    /// What the call took of the caps, by a price; the same sum that was entered when it was made.
    public func spending(_ price: PriceTable.Price?) -> Spending {
        let total = usage + presumed
        let isCounted = usage.input + usage.output > 0
        let cost = price.map { $0.cost(usage) + $0.cost(presumed) } ?? 0
        return Spending(calls: uncounted + (isCounted ? 1 : 0), tokens: total.input + total.output, costUSD: cost)
    }
}
