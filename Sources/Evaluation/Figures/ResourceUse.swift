/// What samples took, in all or in the mean.
public struct ResourceUse: Sendable, Codable, Equatable {
    /// Answered calls.
    public var calls: Double
    /// Tokens of the requests.
    public var inputTokens: Double
    /// Tokens of the answers, reasoning included.
    public var outputTokens: Double
    /// USD; nil when the price of a model that was called is not known.
    public var costUSD: Double?
    /// Seconds of all calls, as if one after the other.
    public var callSeconds: Double

    private enum CodingKeys: String, CodingKey {
        case calls
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
        case costUSD = "cost_usd"
        case callSeconds = "call_seconds"
    }

    /// The sum over results; failed ones were paid for too.
    public init(_ results: [EvalResult]) {
        calls = results.reduce(0) { $0 + Double($1.calls) }
        inputTokens = results.reduce(0) { $0 + Double($1.inputTokens) }
        outputTokens = results.reduce(0) { $0 + Double($1.outputTokens) }
        costUSD = results.filter { $0.calls > 0 }.reduce(0) { sum, result in
            sum.flatMap { known in result.costUSD.map { known + $0 } }
        }
        callSeconds = results.reduce(0) { $0 + $1.callSeconds }
    }

    /// The mean share of so many; nil for none.
    public func divided(by count: Int) -> ResourceUse? {
        guard count > 0 else { return nil }
        var mean = self
        mean.calls /= Double(count)
        mean.inputTokens /= Double(count)
        mean.outputTokens /= Double(count)
        mean.costUSD = costUSD.map { $0 / Double(count) }
        mean.callSeconds /= Double(count)
        return mean
    }
}

/// What a run took, and what each problem and each accepted problem cost.
public struct ResourceFigures: Sendable, Codable, Equatable {
    /// All samples, those that failed for the machine's fault included.
    public var total: ResourceUse
    /// For each sample.
    public var perSample: ResourceUse?
    /// For each problem.
    public var perProblem: ResourceUse?
    /// The total for each problem with an accepted sample: what an accepted problem costs, failures included.
    public var perAcceptedProblem: ResourceUse?

    private enum CodingKeys: String, CodingKey {
        case total
        case perSample = "per_sample"
        case perProblem = "per_problem"
        case perAcceptedProblem = "per_accepted_problem"
    }

    /// Adds up results.
    public init(_ results: [EvalResult]) {
        total = ResourceUse(results)
        perSample = total.divided(by: results.count)
        perProblem = total.divided(by: Set(results.map(\.problem)).count)
        perAcceptedProblem = total.divided(by: Set(results.filter(\.isAccepted).map(\.problem)).count)
    }
}
