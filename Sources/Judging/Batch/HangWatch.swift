import Sandbox
import Synchronization

/// Tells work that hangs from work that is slow: of the tests under way one ends within the longest that a test may take,
/// however many there are.
final class HangWatch: Sendable {
    private struct State {
        var longestTest = Duration.zero
        var last: ContinuousClock.Instant
    }

    /// How much longer nothing may end.
    let patience: Duration
    private let state: Mutex<State>

    init(patience: Duration, now: ContinuousClock.Instant) {
        self.patience = patience
        state = Mutex(State(last: now))
    }

    /// A submission begins whose tests have such limits, each for so many passes.
    func begins(_ limits: SandboxLimits, passes: Int, at now: ContinuousClock.Instant) {
        // A run, and again each time with four times as long, all of them tried a second time.
        let runs = (1 + TimeDoubt.reruns * 4) * 2 * max(passes, 1)
        state.withLock { state in
            state.longestTest = max(state.longestTest, .milliseconds(limits.wallMilliseconds * runs))
            state.last = now
        }
    }

    /// Something has ended: the time begins anew.
    func restart(at now: ContinuousClock.Instant) { state.withLock { $0.last = now } }

    /// Whether nothing has ended for longer than all limits together allow.
    func isOver(at now: ContinuousClock.Instant) -> Bool {
        state.withLock { now - $0.last > patience + $0.longestTest }
    }
}
