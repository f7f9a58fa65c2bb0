import Models
import Synchronization

/// Who pays for calls: the run, and each problem out of its own share of it.
final class Purse: Sendable {
    /// The caps of a command.
    struct Caps {
        /// Of all that the command does.
        var run = SpendingCaps()
        /// What ends at a cap of the run: everything, or the problem that meets it, which hands in the best so far.
        var runScope = CapReached.Scope.run
        /// The problems whose recorded calls count for the run; nil for all of the record.
        var runProblems: Set<String>?
        /// Of each problem.
        var problem = SpendingCaps()

        /// The option that caps the cost.
        var costOption: String { "--max-cost" + (run.costUSD == nil ? Caps.problemSuffix : "") }

        /// Whether the models' prices have to be known.
        var needsPrices: Bool { run.costUSD != nil || problem.costUSD != nil }

        /// What follows `--max-cost` in the name of the option that caps a problem.
        static let problemSuffix = "-per-problem"
    }

    private let caps: Caps
    private let prices: PriceTable
    private let run: Ledger?
    private let before: [String: Spending]
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
                if caps.runProblems.map({ $0.contains(call.purpose ?? "") }) ?? true { all = all + spending }
                if let problem = call.purpose { before[problem] = (before[problem] ?? Spending()) + spending }
            }
        }
        self.before = before
        run = caps.run.isEmpty ? nil : Ledger(caps.run, scope: caps.runScope, spent: all, remedy: remedy)
    }

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
                caps.problem, scope: .problem, spent: before[problem] ?? Spending(), optionSuffix: Caps.problemSuffix,
                // What a problem may cost is a setting of an evaluation, by which its samples were judged.
                remedy: "another run, with another --run folder, may have a higher one")
            problems[problem] = ledger
            return ledger
        }
    }
}
