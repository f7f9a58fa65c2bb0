import Synchronization

/// Which of a submission's tests is next, and what came of those that are over.
final class TestCourse: Sendable {
    private struct State {
        var next = 0
        var firstFailure: Int
        var traces: [TestTrace?]
    }

    private let count: Int
    /// Whether the tests after the first failure are not run: then no failure may be told that could be taken back.
    let stops: Bool
    private let lanes: Int
    private let testEnded: @Sendable () -> Void
    private let state: Mutex<State>

    /// - Parameters:
    ///   - count: How many tests there are.
    ///   - stops: Whether those after the first failure are not run.
    ///   - lanes: How many take tests.
    ///   - testEnded: Called for each test that is over.
    init(count: Int, stops: Bool, lanes: Int, testEnded: @escaping @Sendable () -> Void) {
        self.count = count
        self.stops = stops
        self.lanes = lanes
        self.testEnded = testEnded
        state = Mutex(State(firstFailure: count, traces: Array(repeating: nil, count: count)))
    }

    /// Takes the next tests.
    ///
    /// - Parameter most: How many at the most. Less of the last ones, so that others who take tests have some to do as well.
    /// - Returns: Their places, one or more; nil when no more are to be run.
    func next(atMost most: Int) -> Range<Int>? {
        state.withLock { state in
            guard state.next < count, !(stops && state.firstFailure < count) else { return nil }
            let share = lanes == 1 ? count - state.next : (count - state.next) / (2 * lanes)
            let first = state.next
            state.next += max(1, min(most, share))
            return first..<state.next
        }
    }

    /// Whether a test that was taken still matters: not after a failure that ends the course.
    func wants(_ index: Int) -> Bool { state.withLock { !stops || index < $0.firstFailure } }

    /// Takes what came of a test.
    func end(_ index: Int, _ trace: TestTrace) {
        state.withLock { state in
            state.traces[index] = trace
            // What the errata accept is no reason to stop: the corrected verdict needs the other tests.
            if trace.correctedVerdict != .accepted { state.firstFailure = min(state.firstFailure, index) }
        }
        testEnded()
    }

    /// The traces in the tests' order, up to the first failure where that is the end.
    var result: [TestTrace] {
        state.withLock { state in
            let last = stops ? min(state.firstFailure, count - 1) : count - 1
            return state.traces[...last].compactMap { $0 }
        }
    }
}
