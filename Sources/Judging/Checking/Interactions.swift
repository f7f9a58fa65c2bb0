import Sandbox
import Synchronization

/// Runs two programs that talk to each other, both at once.
///
/// They have launchers of their own, always two for a conversation: were each half to wait for a free worker of the
/// judge's pool, conversations could wait for each other's halves for ever.
public actor Interactions {
    private let pool: SandboxPool
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// As many conversations at once as a pool has workers.
    ///
    /// - Throws: `SandboxError.launcherMissing`.
    public init(like other: SandboxPool) throws(SandboxError) {
        pool = try SandboxPool(workers: other.workers * 2, launcherPath: other.launcherPath)
        free = other.workers
    }

    /// How a conversation ended.
    struct Outcome: Sendable {
        let program: SandboxOutcome
        let interactor: SandboxOutcome
        /// Whether the interactor was the first to end.
        let interactorEndedFirst: Bool
    }

    /// Runs both and returns when both have ended.
    ///
    /// - Throws: `SandboxError`.
    func run(_ program: SandboxRequest, _ interactor: SandboxRequest) async throws -> Outcome {
        await take()
        defer { giveBack() }
        let pool = pool
        let first = FirstToEnd()
        async let told = {
            let outcome = try await pool.run(interactor)
            first.note(.interactor)
            return outcome
        }()
        let outcome: SandboxOutcome
        do {
            outcome = try await pool.run(program)
            first.note(.program)
        } catch {
            // Without its partner the interactor reads the end of its input, or runs into its limits.
            interactor.streams?.close()
            throw error
        }
        return Outcome(program: outcome, interactor: try await told, interactorEndedFirst: first.isInteractor)
    }

    private func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

/// Which side of a conversation was the first to end.
private final class FirstToEnd: Sendable {
    enum Side { case program, interactor }

    private let side = Mutex<Side?>(nil)

    func note(_ ended: Side) { side.withLock { if $0 == nil { $0 = ended } } }

    var isInteractor: Bool { side.withLock { $0 == .interactor } }
}
