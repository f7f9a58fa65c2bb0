import Sandbox

/// Tells work that hangs from work that is slow: of the tests under way one ends within the longest that a test may take,
/// however many there are.
struct HangWatch {
    /// How much longer nothing may end.
    let patience: Duration
    private var longestTest = Duration.zero
    private var last: ContinuousClock.Instant

    init(patience: Duration, now: ContinuousClock.Instant) {
        self.patience = patience
        last = now
    }

    /// A submission begins whose tests have such limits, each for so many passes.
    mutating func begins(_ limits: SandboxLimits, passes: Int, at now: ContinuousClock.Instant) {
        // A run, and again each time with four times as long, all of them tried a second time.
        let runs = (1 + TimeDoubt.reruns * 4) * 2 * max(passes, 1)
        longestTest = max(longestTest, .milliseconds(limits.wallMilliseconds * runs))
        last = now
    }

    /// Something has ended: the time begins anew.
    mutating func restart(at now: ContinuousClock.Instant) { last = now }

    /// Whether nothing has ended for longer than all limits together allow.
    func isOver(at now: ContinuousClock.Instant) -> Bool { now - last > patience + longestTest }
}
