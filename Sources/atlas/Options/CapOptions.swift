import ArgumentParser
import Models

/// What may be spent on models at most.
struct CapOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Spend at most this many USD on models in total.", valueName: "usd"))
    var maxCost: Double?
    @Option(help: ArgumentHelp("Use at most N tokens in total, requests and answers.", valueName: "n"))
    var maxTokens: Int?
    @Option(help: ArgumentHelp("Make at most N model calls in total.", valueName: "n"))
    var maxCalls: Int?

    /// The caps.
    var caps: SpendingCaps { SpendingCaps(calls: maxCalls, tokens: maxTokens, costUSD: maxCost) }

    func validate() throws { try caps.validate(suffix: "") }
}

/// What may be spent on the samples of one problem at most.
struct ProblemCapOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Spend at most this many USD on the samples of one problem.", valueName: "usd"))
    var maxCostPerProblem: Double?
    @Option(help: ArgumentHelp("Use at most N tokens for the samples of one problem.", valueName: "n"))
    var maxTokensPerProblem: Int?
    @Option(help: ArgumentHelp("Make at most N model calls for the samples of one problem.", valueName: "n"))
    var maxCallsPerProblem: Int?

    /// The caps.
    var caps: SpendingCaps {
        SpendingCaps(calls: maxCallsPerProblem, tokens: maxTokensPerProblem, costUSD: maxCostPerProblem)
    }

    func validate() throws { try caps.validate(suffix: "-per-problem") }
}

extension SpendingCaps {
    fileprivate func validate(suffix: String) throws {
        if let costUSD, !(costUSD >= 0 && costUSD <= 1e9) {
            throw ValidationError("--max-cost\(suffix): \(costUSD); expected USD, 0 or more")
        }
        for (name, value) in [("tokens", tokens), ("calls", calls)] {
            if let value, value < 0 {
                throw ValidationError("--max-\(name)\(suffix): \(value); expected 0 or more")
            }
        }
    }
}
