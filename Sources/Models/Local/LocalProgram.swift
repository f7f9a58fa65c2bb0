import Glibc
import Synchronization

/// A running program whose standard input and output are one socket, of which this process holds the other end.
///
/// Nothing here blocks: reading and waiting ask and come back, so that they may be used on any thread. The program is
/// in a process group of its own, so that Ctrl-C reaches it by way of `atlas`, never beside it.
final class LocalProgram: Sendable {
    /// How a program ended.
    enum End: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)

        /// What to say of it: "ended with exit status 3".
        var description: String {
            switch self {
            case .exited(let status): "ended with exit status \(status)"
            case .signalled(let signal): "was ended by signal \(signal)"
            }
        }
    }

    /// Whether more output can come.
    enum OutputState: Sendable {
        case open
        case ended
    }

    private struct State {
        /// Nil once it was reaped: a process id is used for nothing after that.
        var processID: pid_t?
        var end: End?
        /// Nil once it was closed.
        var socket: CInt?
    }

    private let state: Mutex<State>

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - command: The program's path and its arguments.
    ///   - standardError: A file that gets its standard error, emptied first; nil for this process's own.
    /// - Throws: `ModelError.localUnavailable` if it cannot be started.
    init(command: [String], standardError: String?) throws(ModelError) {
        var ends: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Self.failed("socketpair", errno) }
        defer { _ = close(ends[1]) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        do {
            let processID = try Self.spawn(command, standardInputAndOutput: ends[1], standardError: standardError)
            state = Mutex(State(processID: processID, socket: ends[0]))
        } catch {
            _ = close(ends[0])
            throw error
        }
    }

    deinit {
        state.withLock { state in
            if let processID = state.processID {
                kill(processID, SIGKILL)
                _ = waitpid(processID, nil, 0)  // brief: the kernel ends it now
            }
            Self.closeOnce(&state.socket)
        }
    }

    /// Appends what the program has written since the last call.
    func readOutput(into text: inout String) -> OutputState {
        let (bytes, outputState) = state.withLock { state in
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while let socket = state.socket {
                let count = read(socket, &buffer, buffer.count)
                if count > 0 {
                    bytes += buffer[..<count]
                } else if count < 0, errno == EAGAIN {
                    return (bytes, OutputState.open)
                } else if count == 0 || errno != EINTR {
                    Self.closeOnce(&state.socket)
                }
            }
            return (bytes, OutputState.ended)
        }
        text += String(decoding: bytes, as: UTF8.self)
        return outputState
    }

    /// How it ended; nil while it runs.
    func poll() -> End? {
        state.withLock { state in
            guard let processID = state.processID else { return state.end }
            var status: CInt = 0
            guard waitpid(processID, &status, WNOHANG) == processID else { return nil }
            state.processID = nil
            state.end = status & 0x7f == 0 ? .exited((status >> 8) & 0xff) : .signalled(status & 0x7f)
            return state.end
        }
    }

    /// Waits for its end without occupying a thread, even if the task is cancelled.
    func waitForEnd() async -> End {
        while true {
            if let end = poll() { return end }
            await pause(milliseconds: 10)
        }
    }

    /// Ends it: closes the socket, asks by SIGTERM after `grace`, insists by SIGKILL after `grace` again.
    func end(grace: Duration) async {
        state.withLock { Self.closeOnce(&$0.socket) }
        for signal in [SIGTERM, SIGKILL] {
            let deadline = ContinuousClock.now + grace
            while ContinuousClock.now < deadline {
                if poll() != nil { return }
                await pause(milliseconds: 10)
            }
            send(signal)
        }
        _ = await waitForEnd()
    }

    /// Sends a signal, unless it has been reaped.
    func send(_ signal: CInt) {
        state.withLock { state in
            if let processID = state.processID { kill(processID, signal) }
        }
    }

    /// Sleeps whether or not the task is cancelled: a cancelled task has to wait for its program too.
    private func pause(milliseconds: Int) async {
        await Task.detached { try? await Task.sleep(for: .milliseconds(milliseconds)) }.value
    }

    private static func spawn(
        _ command: [String], standardInputAndOutput socket: CInt, standardError: String?
    ) throws(ModelError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO)
        if let standardError {
            posix_spawn_file_actions_addopen(
                &actions, STDERR_FILENO, standardError, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var processID: pid_t = 0
        let result = posix_spawn(&processID, command[0], &actions, &attributes, &arguments, environ)
        guard result == 0 else { throw failed(command[0], result) }
        return processID
    }

    private static func closeOnce(_ descriptor: inout CInt?) {
        if let open = descriptor { _ = close(open) }
        descriptor = nil
    }

    private static func failed(_ object: String, _ code: CInt) -> ModelError {
        .localUnavailable("\(object): \(String(cString: strerror(code)))")
    }
}
