import Sandbox
import Synchronization

/// Runs two programs that talk to each other, both at once.
///
/// They have launchers of their own, always two for a conversation: were each half to wait for a free worker of the
/// judge's pool, conversations could wait for each other's halves for ever. While it lasts a conversation has the turn of
/// one run of that pool, so that no more goes on at once, and nothing beside what is to be alone.
struct Interactions: Sendable {
    private let judges: SandboxPool
    private let pool: SandboxPool

    /// Conversations that take turns with a pool's runs.
    ///
    /// - Throws: `SandboxError.launcherMissing`.
    init(takingTurnsOf judges: SandboxPool) throws(SandboxError) {
        self.judges = judges
        pool = try SandboxPool(workers: judges.workers * 2, launcherPath: judges.launcherPath)
    }

    /// How a conversation ended.
    struct Outcome: Sendable {
        let program: SandboxOutcome
        let interactor: SandboxOutcome
        /// Whether the interactor was the first to fall silent.
        let interactorEndedFirst: Bool

        /// How long the interactor computed before the program had ended, as far as that can be told of one that computed
        /// evenly, in ms: the program may have waited for it as long.
        var interactorMilliseconds: Double {
            let after = max(interactor.endedMilliseconds - program.endedMilliseconds, 0)
            return interactor.cpuMilliseconds * (1 - min(after / max(interactor.wallMilliseconds, 1), 1))
        }
    }

    /// Connects both, runs them and returns when both have ended.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - interactor: Whom it talks to.
    ///   - alone: Whether no other conversation, and no run of the judge's pool, may be in progress meanwhile.
    /// - Returns: How both ended.
    /// - Throws: `SandboxError`.
    func run(_ program: SandboxRequest, _ interactor: SandboxRequest, alone: Bool) async throws -> Outcome {
        try await judges.takeTurn(alone: alone) { try await converse(program, interactor) }
    }

    private func converse(_ program: SandboxRequest, _ interactor: SandboxRequest) async throws -> Outcome {
        let (ours, theirs) = try SandboxStreams.pair(isOpenable: true)
        var (program, interactor) = (program, interactor)
        program.streams = ours
        interactor.streams = theirs
        // An interactor may go on writing to a program that has ended: that is no failure of its own.
        let spare = try ours.spareReader()
        let programEnded = Atomic(false)
        async let told = run(interactor, theirs, talkingTo: spare) { programEnded.load(ordering: .relaxed) }
        let outcome: SandboxOutcome
        do {
            outcome = try await pool.run(program)
            programEnded.store(true, ordering: .relaxed)
        } catch {
            programEnded.store(true, ordering: .relaxed)
            // The interactor must read the end of its input, rather than wait for a program that did not begin.
            ours.close()
            throw error
        }
        let forgetting = Task { try await Self.discard(spare) { Task.isCancelled } }
        defer { forgetting.cancel() }
        let (ofInteractor, isFirst) = try await told
        return Outcome(program: outcome, interactor: ofInteractor, interactorEndedFirst: isFirst)
    }

    /// Runs the interactor; says how it ended, and whether that was before the program did.
    ///
    /// A program that writes to an interactor which is over must be told so, at the latest when this returns. Not so where
    /// it was accepted: then what it does by itself decides, and a last word that nobody reads is no error.
    private func run(
        _ interactor: SandboxRequest, _ streams: SandboxStreams, talkingTo reader: SandboxSpareReader,
        isProgramOver: @Sendable () -> Bool
    ) async throws -> (SandboxOutcome, isFirst: Bool) {
        let listener = try streams.spareReader()
        let order = try SandboxClosingOrder(of: reader, and: listener)
        let outcome = try await pool.run(interactor)
        let isFirst = try order.isFirstSideFirst() ?? true
        if outcome.end == .exited(42) || outcome.end == .exited(0) {
            try await Self.discard(listener, until: isProgramOver)
        }
        return (outcome, isFirst)
    }

    /// Reads what is written to whoever is over, until nothing more can come.
    private static func discard(_ reader: SandboxSpareReader, until isOver: @Sendable () -> Bool) async throws {
        while !isOver() {
            reader.discard()
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
