import Synchronization

/// What an evaluation is doing right now, for those who watch it; cheap to read as often as a screen is drawn.
public final class EvalActivity: Sendable {
    /// The counts of one moment.
    public struct Counts: Sendable, Equatable {
        /// Samples that this session has to do.
        public var samples = 0
        /// Samples that ended in this session.
        public var ended = 0
        /// Samples being solved.
        public var solving = 0
        /// Final programs being graded.
        public var grading = 0
        /// Calls of models under way.
        public var callsInFlight = 0
        /// Calls that were answered in this session; what the record answers is none.
        public var callsAnswered = 0
        /// Calls that ended without an answer in this session, after all of their attempts.
        public var callsFailed = 0
    }

    private let state = Mutex(Counts())

    /// Begins with nothing going on.
    public init() {}

    /// The counts now.
    public var counts: Counts { state.withLock { $0 } }

    func change(_ body: (inout Counts) -> Void) { state.withLock { body(&$0) } }

    /// Counts work while it goes on.
    func during<Result>(
        _ count: WritableKeyPath<Counts, Int> & Sendable, _ work: () async throws -> Result
    ) async rethrows -> Result {
        change { $0[keyPath: count] += 1 }
        defer { change { $0[keyPath: count] -= 1 } }
        return try await work()
    }
}
