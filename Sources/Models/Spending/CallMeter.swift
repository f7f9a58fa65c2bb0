/// Reserves and settles, for one call, what each of its attempts may take.
struct CallMeter: Sendable {
    /// The ledgers, the narrowest first.
    let ledgers: [Ledger]
    /// Nil where none is known: then only calls and tokens can be capped.
    let price: PriceTable.Price?
    /// The call's turn, which ends when its first attempt is reserved or refused; nil without an order.
    var turn: CallOrder.Turn?

    /// What was reserved for an attempt; settled once.
    struct Reservation: Sendable {
        fileprivate let meter: CallMeter
        fileprivate let amount: Spending

        /// Enters what the attempt took; nil for one that is not charged for.
        func settle(_ usage: TokenUsage?) {
            let taken = usage.map { meter.spending($0) } ?? Spending()
            for ledger in meter.ledgers { ledger.settle(reserved: amount, taken: taken) }
        }
    }

    /// Reserves the most that an attempt can take.
    ///
    /// - Throws: `ModelError.capReached`, `.cancelled`.
    func reserve(_ worst: TokenUsage) async throws(ModelError) -> Reservation {
        defer { turn?.end() }
        let amount = Spending(
            calls: 1, tokens: worst.input + worst.output,
            costUSD: price?.worstCase(inputTokens: worst.input, outputTokens: worst.output) ?? 0)
        var reserved: [Ledger] = []
        for ledger in ledgers {
            do throws(ModelError) {
                try await ledger.reserve(amount)
                reserved.append(ledger)
            } catch {
                for ledger in reserved { ledger.settle(reserved: amount, taken: Spending()) }
                throw error
            }
        }
        return Reservation(meter: self, amount: amount)
    }

    /// What so many tokens of one call cost.
    func spending(_ usage: TokenUsage) -> Spending {
        Spending(calls: 1, tokens: usage.input + usage.output, costUSD: price?.cost(usage) ?? 0)
    }
}

/// How many tokens a request can take at most.
enum WorstCase {
    /// What a provider adds to a request that has tools: its own instructions on how to call them.
    private static let addedTokens = 1_024

    /// The most tokens of a request whose body has so many bytes, and of its answer.
    ///
    /// No byte-pair vocabulary makes more tokens of a text than it has bytes, and the body holds the text with all
    /// names of fields and quotes around it, which are more than what a chat template puts there.
    static func usage(requestBytes: Int, outputTokens: Int) -> TokenUsage {
        TokenUsage(input: requestBytes + addedTokens, output: outputTokens)
    }

    /// What an answer took of which the server did not say so, or only half: the request at its worst, the answer by its
    /// length.
    static func usage(of response: ChatResponse, atMost worst: TokenUsage) -> TokenUsage {
        let calls = response.toolCalls.reduce(0) { $0 + $1.arguments.utf8.count + $1.name.utf8.count + 16 }
        let bytes = response.text.utf8.count + response.reasoning.utf8.count + calls + 1
        var usage = response.usage
        if usage.input == 0 { usage.input = worst.input }
        if usage.output == 0 { usage.output = min(bytes, worst.output) }
        return usage
    }
}

/// The longest answer that a request asks for.
enum OutputLimit {
    /// What is taken for it when the request does not say.
    private static let unstated = 131_072

    /// Reads it from a request's body, in any of the protocols; that of all answers together where several are asked for.
    static func tokens(of body: JSONValue) -> Int {
        guard case .object(let fields) = body else { return unstated }
        let limits = ["max_tokens", "max_completion_tokens", "max_output_tokens"].compactMap { name -> Int? in
            if case .int(let tokens)? = fields[name] { tokens } else { nil }
        }
        var answers = 1
        if case .int(let n)? = fields["n"] { answers = max(1, n) }
        return (limits.max() ?? unstated) * answers
    }
}
