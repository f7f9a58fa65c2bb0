import Synchronization

/// Keeps what is spent below a cap, with many calls in flight.
///
/// The most that a call can take is reserved before it starts, and replaced by what it took when it has ended. A call
/// that would fit once others have ended waits for them; one that would not fit even then is refused.
public final class Ledger: Sendable {
    private struct Waiter {
        let amount: Spending
        let continuation: CheckedContinuation<Result<Void, ModelError>, Never>
    }

    private struct State {
        var spent: Spending
        var reserved = Spending()
        var line = WaitingLine<Waiter>()
    }

    private let caps: SpendingCaps
    private let scope: CapReached.Scope
    private let optionSuffix: String
    private let remedy: String
    private let state: Mutex<State>

    /// Opens a ledger.
    ///
    /// - Parameters:
    ///   - caps: What may be spent.
    ///   - scope: Whose caps these are.
    ///   - spent: What was spent before, in the same run.
    ///   - optionSuffix: What follows `--max-cost` in the option's name.
    ///   - remedy: How to go on when a cap is reached: a clause, for the message.
    public init(
        _ caps: SpendingCaps, scope: CapReached.Scope, spent: Spending = Spending(), optionSuffix: String = "",
        remedy: String = "give a higher one"
    ) {
        self.caps = caps
        self.scope = scope
        self.optionSuffix = optionSuffix
        self.remedy = remedy
        state = Mutex(State(spent: spent))
    }

    /// What was spent, without what is only reserved.
    public var spent: Spending { state.withLock { $0.spent } }

    /// What calls in flight may take at most.
    public var reserved: Spending { state.withLock { $0.reserved } }

    /// Enters what was spent elsewhere: an answer of the record.
    public func enter(_ spending: Spending) {
        state.withLock { $0.spent = $0.spent + spending }
    }

    // MARK: Reserving

    /// Reserves the most that a call can take; waits while only calls in flight stand in its way.
    ///
    /// - Throws: `ModelError.capReached` when it does not fit; `.cancelled` when the task is cancelled while it waits.
    func reserve(_ amount: Spending) async throws(ModelError) {
        let number = state.withLock { $0.line.takeNumber() }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { enqueue(number, Waiter(amount: amount, continuation: $0)) }
        } onCancel: {
            let waiter = state.withLock { $0.line.giveUp(number) }
            waiter?.continuation.resume(returning: .failure(.cancelled))
        }
        state.withLock { $0.line.forget(number) }
        try result.get()
    }

    /// Replaces what was reserved by what was taken.
    func settle(reserved amount: Spending, taken: Spending) {
        let woken = state.withLock { state in
            state.reserved = state.reserved - amount
            state.spent = state.spent + taken
            return admit(&state)
        }
        for (waiter, result) in woken { waiter.continuation.resume(returning: result) }
    }

    private func enqueue(_ number: UInt64, _ waiter: Waiter) {
        let woken = state.withLock { state -> [(Waiter, Result<Void, ModelError>)] in
            guard state.line.enter(number, waiter) else { return [(waiter, .failure(.cancelled))] }
            return admit(&state)
        }
        for (waiter, result) in woken { waiter.continuation.resume(returning: result) }
    }

    /// Takes from the line, in order, those that fit and those that never will.
    private func admit(_ state: inout State) -> [(Waiter, Result<Void, ModelError>)] {
        var woken: [(Waiter, Result<Void, ModelError>)] = []
        while let first = state.line.first {
            if let kind = caps.exceeded(by: state.spent + first.amount) {
                woken.append((first, .failure(.capReached(reached(kind, state.spent, first.amount)))))
            } else if caps.exceeded(by: state.spent + state.reserved + first.amount) == nil {
                state.reserved = state.reserved + first.amount
                woken.append((first, .success(())))
            } else {
                break
            }
            state.line.popFirst()
        }
        return woken
    }

    private func reached(_ kind: CapReached.Kind, _ spent: Spending, _ next: Spending) -> CapReached {
        let (cap, detail) =
            switch kind {
            case .cost:
                (
                    USD.text(caps.costUSD ?? 0),
                    "\(USD.atLeast(spent.costUSD)) are spent, and the next call may take \(USD.atLeast(next.costUSD))"
                )
            case .tokens:
                ("\(caps.tokens ?? 0)", "\(spent.tokens) are spent, and the next call may take \(next.tokens)")
            case .calls: ("\(caps.calls ?? 0)", "all of them are made")
            }
        return CapReached(
            kind: kind, scope: scope, option: "--max-\(kind.rawValue)\(optionSuffix)", cap: cap, detail: detail,
            remedy: remedy, isUnspent: spent == Spending())
    }
}
