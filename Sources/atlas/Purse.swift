import Models
import Synchronization

/// Who pays for calls: the run, and each problem out of its own share of it.
final class Purse: Sendable {
    /// The caps of a command.
    struct Caps {
        /// Of all that the command does.
        var run = SpendingCaps()
        /// Of each problem.
        var problem = SpendingCaps()
        /// What follows `--max-cost` in the name of the option that caps a problem.
        var problemSuffix = "-per-problem"

        /// The option that caps the cost.
        var costOption: String { "--max-cost" + (run.costUSD == nil ? problemSuffix : "") }
    }

    private let caps: Caps
    private let prices: PriceTable
    private let run: Ledger?
    private let before: [String: Spending]
    private let problemRemedy: String
    private let problems = Mutex<[String: Ledger]>([:])

    /// Opens a purse; what the record holds has been spent already.
    ///
    /// - Throws: `ModelError.recordFailed` when the record cannot be read.
    init(_ caps: Caps, prices: PriceTable, store: CallStore?) throws(ModelError) {
        self.caps = caps
        self.prices = prices
        let remedy =
            store == nil
            ? "give a higher one; with --record DIR the calls made so far are not made again"
            : "the same command with a higher one goes on from what is recorded"
        var all = Spending()
        var before: [String: Spending] = [:]
        if !caps.run.isEmpty || !caps.problem.isEmpty {
            for call in try store?.recordedCalls() ?? [] {
                let spending = call.spending(prices.price(of: call.model))
                all = all + spending
                if let problem = call.purpose { before[problem] = (before[problem] ?? Spending()) + spending }
            }
        }
        self.before = before
        // What a problem may cost is a setting of an evaluation, by which its samples were judged.
        problemRemedy =
            caps.problemSuffix.isEmpty ? remedy : "another run, with another --run folder, may have a higher one"
        run = caps.run.isEmpty ? nil : Ledger(caps.run, scope: .run, spent: all, remedy: remedy)
    }

    /// Whether the models' prices have to be known.
    var needsPrices: Bool { caps.run.costUSD != nil || caps.problem.costUSD != nil }

    /// The model, paid for by a problem's purse where there is a cap.
    func metered(_ model: any ChatModel, problem: String) -> any ChatModel {
        let ledgers = [ledger(problem), run].compactMap { $0 }
        guard !ledgers.isEmpty else { return model }
        return MeteredModel(model, ledgers: ledgers, price: prices.price(of: model.name))
    }

    private func ledger(_ problem: String) -> Ledger? {
        guard !caps.problem.isEmpty else { return nil }
        return problems.withLock { problems in
            if let ledger = problems[problem] { return ledger }
            let ledger = Ledger(
                caps.problem, scope: .problem, spent: before[problem] ?? Spending(), optionSuffix: caps.problemSuffix,
                remedy: problemRemedy)
            problems[problem] = ledger
            return ledger
        }
    }
}
