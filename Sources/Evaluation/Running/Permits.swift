import Models
import Synchronization

/// So many at once, in the order in which they came.
public final class Permits: Sendable {
    private struct State {
        var free: Int
        var line = WaitingLine<CheckedContinuation<Bool, Never>>()
    }

    private let state: Mutex<State>

    /// Lets so many work at once, at least one.
    public init(_ count: Int) { state = Mutex(State(free: max(count, 1))) }

    /// Works once it is its turn.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits; what `work` throws.
    public func use<Result>(_ work: () async throws -> Result) async throws -> Result {
        guard await take() else { throw CancellationError() }
        defer { giveBack() }
        return try await work()
    }

    /// Waits for a turn; false when the task was cancelled meanwhile.
    func take() async -> Bool {
        let number = state.withLock { $0.line.takeNumber() }
        let isTaken = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let result: Bool? = state.withLock { state in
                    guard state.line.enter(number, continuation) else { return false }
                    // Where a turn is free nobody waits: it is this one that leaves the line again.
                    guard state.free > 0 else { return nil }
                    state.free -= 1
                    state.line.popFirst()
                    return true
                }
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.line.giveUp(number) }
            waiter?.resume(returning: false)
        }
        state.withLock { $0.line.forget(number) }
        return isTaken
    }

    /// Ends a turn.
    func giveBack() {
        let next = state.withLock { state in
            let next = state.line.popFirst()
            if next == nil { state.free += 1 }
            return next
        }
        next?.resume(returning: true)
    }
}
