import CCurl
import Glibc
import Synchronization

/// Carries HTTP requests over one libcurl multi handle, which lives on a thread of its own.
///
/// Thousands may be in flight: the loop's work grows with what happens, not with how many wait. Callers only post commands to that thread's mailbox and read a stream of events; connections are kept and shared
/// (HTTP/2 where the server speaks it). Ending the stream early, by cancelling the task that reads it, ends the transfer.
final class Transport: Sendable {
    /// The process's transport; more than one is of use only to tests.
    static let shared = Transport()

    private let mailbox: TransferMailbox
    private let lastID = Atomic<UInt64>(0)

    init() {
        raiseFileLimit()
        let mailbox = TransferMailbox()
        self.mailbox = mailbox
        startThread {
            blockSignals()
            TransferLoop(mailbox).run()
        }
    }

    deinit { mailbox.post(.shutDown) }

    /// A transfer that was started: its events, once, and a way to let go of it.
    struct Handle: Sendable {
        let events: AsyncStream<TransferEvent>
        fileprivate let id: UInt64
        fileprivate let mailbox: TransferMailbox

        /// Says that nothing more is needed: the rest is read for a moment, so that the connection can be used again.
        func release() { mailbox.post(.release(id)) }

        /// Says that the end is due: the transfer is given up when it does not come within the time limit for that.
        func expectEnd() { mailbox.post(.expectEnd(id)) }
    }

    /// Starts a transfer.
    func start(_ request: HTTPRequest) -> Handle {
        let id = lastID.wrappingAdd(1, ordering: .relaxed).newValue
        let (events, continuation) = AsyncStream.makeStream(of: TransferEvent.self)
        let mailbox = mailbox
        continuation.onTermination = { termination in
            if case .cancelled = termination { mailbox.post(.cancel(id)) }
        }
        mailbox.post(.start(id, request, continuation))
        return Handle(events: events, id: id, mailbox: mailbox)
    }

    /// How many transfers libcurl still holds, after everything that was posted before has been done.
    func transfersInFlight() async -> Int {
        await withCheckedContinuation { mailbox.post(.count($0)) }
    }
}

/// Hands commands to the loop's thread and wakes it.
final class TransferMailbox: Sendable {
    enum Command: Sendable {
        case start(UInt64, HTTPRequest, AsyncStream<TransferEvent>.Continuation)
        case cancel(UInt64)
        case release(UInt64)
        case expectEnd(UInt64)
        case count(CheckedContinuation<Int, Never>)
        case shutDown
    }

    /// The multi handle.
    ///
    /// Unchecked because libcurl's handles are not thread-safe; sound because the loop's thread alone
    /// works with it. It is
    /// freed in this class's deinit, when neither the loop nor anyone who could post is left.
    private struct Multi: @unchecked Sendable {
        let handle: UnsafeMutableRawPointer
    }

    private static let isCurlReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Readable while something is posted that the loop has not been woken for.
    let wakeUpDescriptor: Int32

    private let multi: Multi
    private let commands = Mutex<[Command]>([])

    init() {
        guard TransferMailbox.isCurlReady, let handle = curl_multi_init() else {
            preconditionFailure("libcurl cannot be initialised: out of memory")
        }
        multi = Multi(handle: handle)
        wakeUpDescriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(wakeUpDescriptor >= 0, "no eventfd for the network: \(String(cString: strerror(errno)))")
    }

    deinit {
        curl_multi_cleanup(multi.handle)
        close(wakeUpDescriptor)
    }

    /// The multi handle, for the loop's thread alone.
    var handle: UnsafeMutableRawPointer { multi.handle }

    func post(_ command: Command) {
        let isFirst = commands.withLock { commands in
            commands.append(command)
            return commands.count == 1
        }
        // Whoever comes later finds the loop about to be woken: it takes all commands at once.
        if isFirst { eventfd_write(wakeUpDescriptor, 1) }
    }

    /// Takes note that the loop is awake.
    func clearWakeUp() {
        var count: eventfd_t = 0
        eventfd_read(wakeUpDescriptor, &count)
    }

    /// Everything that was posted since the last call.
    func take() -> [Command] {
        commands.withLock { commands in
            defer { commands = [] }
            return commands
        }
    }
}

/// Runs the body on a thread of its own.
private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(Box(body)).toOpaque()
    let code = pthread_create(
        &thread, nil,
        { argument in
            guard let argument else { return nil }
            Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
            return nil
        }, argument)
    precondition(code == 0, "no thread for the network: \(String(cString: strerror(code)))")
    pthread_detach(thread)
}

/// Leaves signals to other threads; SIGPIPE above all, which OpenSSL's writes to a closed connection would raise here.
private func blockSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
}

/// Raises the limit of open files as far as it goes, within reason: each connection is one, and 1,024 are soon used up.
private func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    let wanted = min(limit.rlim_max, 65536)
    guard limit.rlim_cur < wanted else { return }
    limit.rlim_cur = wanted
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
