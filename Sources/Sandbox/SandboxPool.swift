import Synchronization

/// A fixed number of warm launchers; a run waits for a free one.
///
/// Runs are served in the order in which they were asked for. A pool that is released ends its launchers.
public final class SandboxPool: Sendable {
    private typealias Grant = Result<Worker, SandboxError>

    private struct State {
        var idle: [Worker]
        var waiting: [(ticket: UInt64, continuation: CheckedContinuation<Grant, Never>)] = []
        var lastTicket: UInt64 = 0
        var isShutDown = false
    }

    /// How many runs can be in progress at once.
    public let workers: Int
    /// Where `atlas-sandbox` was found.
    public let launcherPath: String
    private let all: [Worker]
    private let state: Mutex<State>

    /// Starts no process yet: launchers start when first needed.
    ///
    /// - Parameters:
    ///   - workers: How many runs can be in progress at once, at least 1 (default: `availableCores`).
    ///   - launcherPath: Where `atlas-sandbox` is (default: `ATLAS_SANDBOX`, then beside the running program).
    /// - Throws: `SandboxError.launcherMissing`.
    public init(workers: Int = availableCores, launcherPath: String? = nil) throws(SandboxError) {
        let path = try LauncherPath.find(launcherPath)
        self.launcherPath = path
        self.workers = max(workers, 1)
        all = (0..<self.workers).map { _ in Worker(launcherPath: path) }
        state = Mutex(State(idle: all.reversed()))
    }

    /// Runs one program and returns when everything it started is dead.
    ///
    /// - Throws: `SandboxError`; `cancelled` when the task was cancelled, with everything the run started dead, or the
    ///   pool was shut down.
    public func run(_ request: SandboxRequest) async throws(SandboxError) -> SandboxOutcome {
        let worker = try await freeWorker()
        defer { release(worker) }
        return try await worker.perform(request)
    }

    /// Ends the launchers; runs in progress end as `SandboxError.cancelled`.
    public func shutDown() async {
        let refused = state.withLock { state in
            state.isShutDown = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in refused { waiter.continuation.resume(returning: .failure(.cancelled)) }
        for worker in all { worker.refuseRuns() }
        for worker in all { await worker.stop() }
    }

    /// The launchers' process numbers, for tests.
    var launcherProcesses: [Int32] { all.compactMap(\.launcherProcess) }

    private func freeWorker() async throws(SandboxError) -> Worker {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        let grant: Grant = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in enqueue(ticket, continuation) }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0) }
            }
            waiter?.continuation.resume(returning: .failure(.cancelled))
        }
        return try grant.get()
    }

    private func enqueue(_ ticket: UInt64, _ continuation: CheckedContinuation<Grant, Never>) {
        let grant: Grant? = state.withLock { state in
            // A cancellation before this point found nobody to wake.
            if state.isShutDown || Task.isCancelled { return .failure(.cancelled) }
            if let worker = state.idle.popLast() { return .success(worker) }
            state.waiting.append((ticket, continuation))
            return nil
        }
        if let grant { continuation.resume(returning: grant) }
    }

    private func release(_ worker: Worker) {
        let next = state.withLock { state in
            if state.waiting.isEmpty {
                state.idle.append(worker)
                return CheckedContinuation<Grant, Never>?.none
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: .success(worker))
    }
}
