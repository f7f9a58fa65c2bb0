import Synchronization

/// Lets calls that are made at the same time meet the caps in a stated order: where a cap bears only some of them, it bears
/// the first ones, whichever task happened to be faster.
///
/// Every piece of work has a place. Its first call reserves what it may take once those of all earlier places have, its
/// second one once all places had their first; a place that has ended, or is answered from the record, holds up nobody.
/// Where there is no cap nobody waits.
public final class CallOrder: Sendable {
    private struct State {
        /// How many calls of each place have met the caps; `.max` once it has ended.
        var met: [Int] = []
        /// Those whose work was cancelled: they wait for nobody.
        var cancelled: Set<Int> = []
        var waiting: [(place: Int, continuation: CheckedContinuation<Void, Never>)] = []

        func isTurn(of place: Int) -> Bool {
            let own = met[place]
            return cancelled.contains(place)
                || met.indices.allSatisfy { met[$0] > own || ($0 >= place && met[$0] == own) }
        }
    }

    private let state = Mutex(State())

    /// Makes an order without places.
    public init() {}

    /// A place behind all that there are.
    public func place() -> Place {
        state.withLock { state in
            state.met.append(0)
            return Place(order: self, number: state.met.count - 1)
        }
    }

    /// The place of one piece of work.
    public struct Place: Sendable {
        fileprivate let order: CallOrder
        fileprivate let number: Int

        /// Does the work, whose calls have this place, and ends the place.
        public func take<Result>(
            isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Result
        ) async rethrows -> Result {
            defer { order.move(number) { _ in .max } }
            var context = CallContext.current
            context.place = self
            return try await CallContext.$current.withValue(context) { try await work() }
        }

        /// Waits until it is the turn of the next call, which ends its turn when it has met the caps, or until the task is
        /// cancelled.
        func turn() async -> Turn {
            let call = await withTaskCancellationHandler {
                await order.wait(number)
            } onCancel: {
                order.change { $0.cancelled.insert(number) }
            }
            return Turn(place: self, call: call)
        }

        /// Counts a call that meets no cap: it is answered from the record, or shares the call of another.
        func skip() { order.move(number) { $0 == .max ? $0 : $0 + 1 } }
    }

    /// The turn of one call.
    struct Turn: Sendable {
        fileprivate let place: Place
        fileprivate let call: Int

        /// Lets the next one go on; once is enough, and once more does no harm.
        func end() { place.order.move(place.number) { max($0, call) } }
    }

    /// Waits, and returns the number of the call, from 1.
    private func wait(_ place: Int) async -> Int {
        await withCheckedContinuation { continuation in
            let isTurn = state.withLock { state in
                if state.isTurn(of: place) { return true }
                state.waiting.append((place, continuation))
                return false
            }
            if isTurn { continuation.resume() }
        }
        return state.withLock { $0.met[place] == .max ? .max : $0.met[place] + 1 }
    }

    private func move(_ place: Int, _ change: (Int) -> Int) {
        self.change { $0.met[place] = change($0.met[place]) }
    }

    private func change(_ change: (inout State) -> Void) {
        let woken = state.withLock { state in
            change(&state)
            let waiting = state.waiting
            state.waiting = waiting.filter { !state.isTurn(of: $0.place) }
            return waiting.filter { state.isTurn(of: $0.place) }
        }
        for waiter in woken { waiter.continuation.resume() }
    }
}
