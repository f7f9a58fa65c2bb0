import Synchronization

/// A fixed number of warm launchers; a run waits for a free one.
///
/// Runs are served in the order in which they were asked for. A pool that is released ends its launchers.
public final class SandboxPool: Sendable {
    private typealias Grant = Result<Worker, SandboxError>

    private struct State {
        var idle: [Worker]
        var waiting: [(ticket: UInt64, isAlone: Bool, continuation: CheckedContinuation<Grant, Never>)] = []
        /// Whether the run in progress is to have the pool for itself.
        var isAlone = false
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
    public convenience init(workers: Int = availableCores, launcherPath: String? = nil) throws(SandboxError) {
        try self.init(workers: workers, launcherPath: launcherPath, launcherOptions: [])
    }

    /// The same, with a choice of what the launchers use of the machine: `sandbox/launcher/options.h`.
    init(workers: Int, launcherPath: String? = nil, launcherOptions: [String]) throws(SandboxError) {
        let path = try LauncherPath.find(launcherPath)
        self.launcherPath = path
        self.workers = max(workers, 1)
        let options = launcherOptions + LauncherPath.zygoteLibrary(beside: path).map { "--zygote=\($0)" }
        all = (0..<self.workers).map { _ in Worker(launcherPath: path, options: options) }
        state = Mutex(State(idle: all.reversed()))
    }

    /// Runs one program and returns when everything it started is dead.
    ///
    /// - Parameters:
    ///   - request: The run.
    ///   - alone: Whether no other run of the pool may be in progress meanwhile; those asked for later wait for it.
    ///   - willBegin: Called when it is this run's turn, before it begins.
    /// - Returns: How it ended.
    /// - Throws: `SandboxError`; `cancelled` when the task was cancelled, with everything the run started dead, or the
    ///   pool was shut down.
    public func run(
        _ request: SandboxRequest, alone: Bool = false, willBegin: @Sendable () -> Void = {}
    ) async throws(SandboxError) -> SandboxOutcome {
        let worker = try await freeWorker(alone: alone)
        defer { release(worker, alone: alone) }
        willBegin()
        return try await worker.perform(request)
    }

    /// Does something else in the turn of a run, and counts it as one while it lasts.
    ///
    /// - Parameters:
    ///   - alone: As for a run.
    ///   - work: What is done; it may not wait for a run of this pool.
    /// - Returns: What it returns.
    /// - Throws: What it throws; `SandboxError.cancelled` as a run does.
    package func takeTurn<Value: Sendable>(alone: Bool, _ work: () async throws -> Value) async throws -> Value {
        let worker = try await freeWorker(alone: alone)
        defer { release(worker, alone: alone) }
        return try await work()
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

    private func freeWorker(alone: Bool) async throws(SandboxError) -> Worker {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        let grant: Grant = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in enqueue(ticket, alone, continuation) }
        } onCancel: {
            let (waiter, granted) = state.withLock { state in
                let waiter = state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0) }
                return (waiter, grants(&state))
            }
            waiter?.continuation.resume(returning: .failure(.cancelled))
            for (continuation, worker) in granted { continuation.resume(returning: .success(worker)) }
        }
        return try grant.get()
    }

    private func enqueue(_ ticket: UInt64, _ alone: Bool, _ continuation: CheckedContinuation<Grant, Never>) {
        let granted = state.withLock { state -> [(CheckedContinuation<Grant, Never>, Worker)]? in
            // A cancellation before this point found nobody to wake.
            if state.isShutDown || Task.isCancelled { return nil }
            state.waiting.append((ticket, alone, continuation))
            return grants(&state)
        }
        guard let granted else { return continuation.resume(returning: .failure(.cancelled)) }
        for (continuation, worker) in granted { continuation.resume(returning: .success(worker)) }
    }

    private func release(_ worker: Worker, alone: Bool) {
        let granted = state.withLock { state in
            state.idle.append(worker)
            if alone { state.isAlone = false }
            return grants(&state)
        }
        for (continuation, worker) in granted { continuation.resume(returning: .success(worker)) }
    }

    /// Takes those who may begin now out of the queue, strictly in order: one who wants to be alone is waited for.
    private func grants(_ state: inout State) -> [(CheckedContinuation<Grant, Never>, Worker)] {
        var granted: [(CheckedContinuation<Grant, Never>, Worker)] = []
        while !state.isAlone, let next = state.waiting.first {
            if next.isAlone && state.idle.count < workers { break }
            guard let worker = state.idle.popLast() else { break }
            state.isAlone = next.isAlone
            state.waiting.removeFirst()
            granted.append((next.continuation, worker))
        }
        return granted
    }
}
