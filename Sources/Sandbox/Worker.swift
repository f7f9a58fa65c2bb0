internal import CSandboxClient
import Dispatch
import Glibc
import Synchronization

/// One launcher process and the thread that talks to it; performs one run at a time.
///
/// The launcher starts with the first run and stays. Waiting for its answer blocks, so it happens on a queue of the
/// worker's own and never on a thread that Swift's tasks share.
final class Worker: Sendable {
    private struct State {
        var socket: Int32 = -1
        var process: pid_t = 0
        /// The number of the run in progress; 0 when there is none.
        var run: UInt32 = 0
        var isSent = false
        var isCancelled = false
        var isStopped = false
    }

    private let launcherPath: String
    private let options: [String]
    private let queue = DispatchQueue(label: "atlas.sandbox.worker")
    private let state = Mutex(State())
    private let lastRun = Atomic<UInt32>(0)

    /// Starts nothing yet.
    init(launcherPath: String, options: [String] = []) {
        self.launcherPath = launcherPath
        self.options = options
    }

    deinit {
        _ = state.withLock { Self.take(&$0) }?.end()
    }

    /// Performs a run; when the task is cancelled, kills it and throws once it is dead.
    func perform(_ request: SandboxRequest) async throws(SandboxError) -> SandboxOutcome {
        var number = lastRun.wrappingAdd(1, ordering: .relaxed).newValue
        if number == 0 { number = lastRun.wrappingAdd(1, ordering: .relaxed).newValue }
        let run = number
        let message = try RequestMessage(request, run: run)
        state.withLock {
            $0.run = run
            $0.isSent = false
            $0.isCancelled = false
        }
        // However the run ends, also before it began: the other side of the pipes must not wait for it.
        defer { message.releaseStreams() }
        let result: Result<SandboxOutcome, SandboxError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: self.exchange(message, run)) }
            }
        } onCancel: {
            cancel(run)
        }
        return try result.get()
    }

    /// Refuses all later runs as cancelled, and cancels the one in progress.
    ///
    /// In one step, so that a run which is about to begin is met by the one or the other.
    func refuseRuns() {
        let run = state.withLock { state in
            state.isStopped = true
            return state.run
        }
        if run != 0 { cancel(run) }
    }

    /// Ends the launcher once the run in progress is over; later runs are refused as cancelled.
    func stop() async {
        refuseRuns()
        await withCheckedContinuation { continuation in
            queue.async {
                _ = self.state.withLock { Self.take(&$0) }?.end()
                continuation.resume()
            }
        }
    }

    /// The launcher's process number, for tests that kill it; nil before the first run.
    var launcherProcess: pid_t? {
        state.withLock { $0.socket >= 0 ? $0.process : nil }
    }

    private func cancel(_ run: UInt32) {
        state.withLock { state in
            guard state.run == run, !state.isCancelled else { return }
            state.isCancelled = true
            if state.isSent {
                let packet = RequestMessage.cancellation(run: run)
                // A launcher that is gone needs no cancelling; the one who waits for its answer notices.
                _ = sandbox_client_send(state.socket, packet, packet.count, nil, 0)
            }
        }
    }

    /// Sends a request and waits for the report.
    ///
    /// On the queue only.
    private func exchange(_ message: RequestMessage, _ run: UInt32) -> Result<SandboxOutcome, SandboxError> {
        defer { state.withLock { $0.run = 0 } }
        do throws(SandboxError) {
            let socket = try send(message)
            message.releaseStreams()
            return .success(try receive(socket, message, run))
        } catch {
            return .failure(error)
        }
    }

    /// Sends a request, starting the launcher if need be, and returns the socket.
    private func send(_ message: RequestMessage) throws(SandboxError) -> Int32 {
        for isLast in [false, true] {
            var lost: Launcher?
            let error = try state.withLock { (state) throws(SandboxError) -> Int32 in
                if state.isCancelled || state.isStopped { throw .cancelled }
                if state.socket < 0 { try start(&state) }
                let error =
                    Self.hasEnded(state.process)
                    ? EPIPE
                    : sandbox_client_send(
                        state.socket, message.bytes, message.bytes.count, message.descriptors,
                        Int32(message.descriptors.count))
                if error == 0 { state.isSent = true } else { lost = Self.take(&state) }
                return error
            }
            guard let lost else { return state.withLock { $0.socket } }
            let reason = lost.end()
            // It died while it had nothing to do: no run is lost with it, so a new one may serve.
            guard error == EPIPE || error == ECONNRESET, !isLast else {
                if error == EPIPE { throw .launcherLost(reason) }
                throw .failed(phase: "request", object: "launcher's socket", errno: error, remedy: nil)
            }
        }
        throw .cancelled
    }

    /// Whether a launcher is dead, and waits to be reaped: its keeper may hold the socket a moment longer.
    private static func hasEnded(_ process: pid_t) -> Bool {
        var ended = siginfo_t()
        return waitid(P_PID, id_t(process), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_signo != 0
    }

    private func start(_ state: inout State) throws(SandboxError) {
        let arguments = ([launcherPath] + options).map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        let error = sandbox_client_start_with(launcherPath, arguments, &state.socket, &state.process)
        guard error == 0 else {
            state.socket = -1
            let remedy = SandboxError.remedy(notStarted: error)
            throw .failed(phase: "start", object: launcherPath, errno: error, remedy: remedy)
        }
    }

    private func receive(
        _ socket: Int32, _ message: RequestMessage, _ run: UInt32
    ) throws(SandboxError) -> SandboxOutcome {
        var report = sandbox_report()
        var descriptors = [Int32](repeating: -1, count: Int(SANDBOX_COLLECT_MAX) + 2)
        var count: Int32 = 0
        let error = sandbox_client_receive(socket, &report, &descriptors, &count)
        // A launcher that can hear us no more says why, and not of which run.
        let isLast = report.header.kind == SANDBOX_FAILURE.rawValue && report.header.run == 0
        guard error == 0, report.header.run == run || isLast else {
            if error == 0 { descriptors[..<Int(count)].forEach { close($0) } }
            let reason = state.withLock { Self.take(&$0) }?.end() ?? "it was not running"
            throw .launcherLost(error == EPIPE ? reason : "what it sent is not the report of this run")
        }
        return try ReportMessage.outcome(report, Array(descriptors[..<Int(count)]), collect: message.collect)
    }

    /// Takes the launcher out of the state, to end it outside the lock: that waits for its death.
    private static func take(_ state: inout State) -> Launcher? {
        guard state.socket >= 0 else { return nil }
        defer { state.socket = -1 }
        return Launcher(socket: state.socket, process: state.process)
    }
}

/// A launcher that is to end.
private struct Launcher {
    let socket: Int32
    let process: pid_t

    /// How long it has to end by itself, which it does when its socket closes, in ms.
    private static let patience: Int32 = 500

    /// Ends it, and with it all that it runs, and says how it ended.
    ///
    /// By itself if it can: then it takes away what it made on the machine.
    func end() -> String {
        close(socket)
        _ = sandbox_client_await_end(process, Self.patience)
        var status: Int32 = 0
        var reaped = waitpid(process, &status, WNOHANG)
        if reaped == 0 {
            kill(process, SIGKILL)
            repeat { reaped = waitpid(process, &status, 0) } while reaped < 0 && errno == EINTR
        }
        let signal = status & 0x7f
        return signal != 0 ? "it was killed by signal \(signal)" : "it exited with status \((status >> 8) & 0xff)"
    }
}
