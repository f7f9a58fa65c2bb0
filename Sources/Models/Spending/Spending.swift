/// What calls cost.
public struct Spending: Sendable, Equatable {
    /// Calls that are, or may be, charged for.
    public var calls: Int
    /// Tokens of requests and answers.
    public var tokens: Int
    /// USD; 0 where no price is known.
    public var costUSD: Double

    /// States what calls cost; by default nothing.
    public init(calls: Int = 0, tokens: Int = 0, costUSD: Double = 0) {
        self.calls = calls
        self.tokens = tokens
        self.costUSD = costUSD
    }

    /// Adds up.
    public static func + (left: Spending, right: Spending) -> Spending {
        Spending(
            calls: left.calls + right.calls, tokens: left.tokens + right.tokens, costUSD: left.costUSD + right.costUSD)
    }

    static func - (left: Spending, right: Spending) -> Spending {
        Spending(
            calls: left.calls - right.calls, tokens: left.tokens - right.tokens, costUSD: left.costUSD - right.costUSD)
    }
}

/// The caps of a run or of a problem; nil where there is none.
public struct SpendingCaps: Sendable, Codable, Equatable {
    /// Calls.
    public var calls: Int?
    /// Tokens of requests and answers.
    public var tokens: Int?
    /// USD.
    public var costUSD: Double?

    private enum CodingKeys: String, CodingKey {
        case calls, tokens
        case costUSD = "cost_usd"
    }

    /// States caps; by default none.
    public init(calls: Int? = nil, tokens: Int? = nil, costUSD: Double? = nil) {
        self.calls = calls
        self.tokens = tokens
        self.costUSD = costUSD
    }

    /// Whether there is no cap at all.
    public var isEmpty: Bool { calls == nil && tokens == nil && costUSD == nil }

    /// The first cap that a sum exceeds; nil when it keeps to all of them.
    func exceeded(by sum: Spending) -> CapReached.Kind? {
        if let costUSD, sum.costUSD > costUSD + 1e-9 { return .cost }
        if let tokens, sum.tokens > tokens { return .tokens }
        if let calls, sum.calls > calls { return .calls }
        return nil
    }
}

/// A call that was not made because it might have exceeded a cap.
public struct CapReached: Sendable, Equatable {
    /// What is capped.
    public enum Kind: String, Sendable {
        case cost, tokens, calls
    }

    /// Whose cap it is.
    public enum Scope: Sendable {
        /// Everything stops there.
        case run
        /// Only the problem's calls stop there.
        case problem
    }

    /// What is capped.
    public var kind: Kind
    /// Whose cap it is.
    public var scope: Scope
    /// The option that set it, as `--max-cost`.
    public var option: String
    /// The cap, as the option takes it.
    public var cap: String
    /// What was spent, and what the next call may take.
    public var detail: String
    /// How to go on: a clause.
    public var remedy: String
    /// Whether nothing was spent: the cap does not allow one such call.
    public var isUnspent = false
}
