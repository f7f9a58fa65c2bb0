import Glibc
import Synchronization

/// A local HTTP/1.1 server that answers as a test scripts it: real sockets, and control over every byte.
///
/// Each connection has its own thread, on which the script is called: a script may block, and it blocks only its own
/// client. Connections stay open between requests, as those of real servers do.
///
///     let server = try ScriptedServer.start { request in
///         request.index == 0
///             ? [.respond(status: 429, headers: ["Retry-After": "1"])]
///             : OpenAIScript.completion(text: "Hello")
///     }
///     defer { server.stop() }
public final class ScriptedServer: Sendable {
    /// Decides what happens after a request has arrived whole.
    public typealias Script = @Sendable (ScriptedRequest) -> [ScriptedStep]

    /// What the server has seen so far.
    public struct Log: Sendable {
        /// The requests in the order of their arrival.
        public var requests: [ScriptedRequest] = []
        /// How many connections were accepted.
        public var connections = 0
        /// How many connections are open.
        public var open = 0
        /// How many `hangUntilClosed` steps have ended because the client went away.
        public var hangsEnded = 0
    }

    /// The port on 127.0.0.1, chosen by the kernel.
    public let port: UInt16

    private let state: ServerState

    private init(port: UInt16, state: ServerState) {
        self.port = port
        self.state = state
    }

    deinit { state.stop() }

    /// Where the OpenAI-compatible protocol is spoken, if the script speaks it.
    public var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// What the server has seen so far.
    public var log: Log { state.log }

    /// The requests in the order of their arrival.
    public var requests: [ScriptedRequest] { state.log.requests }

    /// Listens on a free port of 127.0.0.1 and answers by the script until `stop` or until the value is gone.
    ///
    /// - Throws: `ScriptedServerError` when the kernel gives no socket.
    public static func start(_ script: @escaping Script) throws(ScriptedServerError) -> ScriptedServer {
        let (descriptor, port) = try listen()
        let state = ServerState(listener: descriptor)
        startThread { state.acceptConnections(script: script) }
        return ScriptedServer(port: port, state: state)
    }

    /// Returns once the log fulfils the condition; at once when it already does.
    @discardableResult
    public func waitUntil(_ isFulfilled: @escaping @Sendable (Log) -> Bool) async -> Log {
        await withCheckedContinuation { state.await(isFulfilled, $0) }
    }

    /// Closes the listening socket and cuts every connection; may be called twice.
    public func stop() { state.stop() }

    /// A port of 127.0.0.1 at which nothing listens, for tests of a refused connection.
    ///
    /// - Throws: `ScriptedServerError` when the kernel gives no socket.
    public static func unusedPort() throws(ScriptedServerError) -> UInt16 {
        let (descriptor, port) = try listen()
        close(descriptor)
        return port
    }

    private static func listen() throws(ScriptedServerError) -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ScriptedServerError(step: "socket", errno: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failedStep: String? = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                if bind(descriptor, generic, length) != 0 { return "bind" }
                if Glibc.listen(descriptor, 512) != 0 { return "listen" }
                return getsockname(descriptor, generic, &length) == 0 ? nil : "getsockname"
            }
        }
        if let failedStep {
            let code = errno
            close(descriptor)
            throw ScriptedServerError(step: failedStep, errno: code)
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}

/// A system call of the server that failed.
public struct ScriptedServerError: Error, CustomStringConvertible {
    /// The call.
    public let step: String
    /// Its errno.
    public let errno: Int32

    /// The call and the reason.
    public var description: String { "scripted server: \(step): \(String(cString: strerror(errno)))" }
}

/// What the server's threads share.
final class ServerState: Sendable {
    private struct Shared {
        var log = ScriptedServer.Log()
        var connections: Set<Int32> = []
        var isStopped = false
        var waiters: [Waiter] = []
    }

    private struct Waiter {
        let isFulfilled: @Sendable (ScriptedServer.Log) -> Bool
        let continuation: CheckedContinuation<ScriptedServer.Log, Never>
    }

    private let listener: Int32
    private let shared = Mutex(Shared())

    init(listener: Int32) { self.listener = listener }

    var log: ScriptedServer.Log { shared.withLock { $0.log } }

    func await(
        _ isFulfilled: @escaping @Sendable (ScriptedServer.Log) -> Bool,
        _ continuation: CheckedContinuation<ScriptedServer.Log, Never>
    ) {
        let log: ScriptedServer.Log? = shared.withLock { shared in
            if isFulfilled(shared.log) { return shared.log }
            shared.waiters.append(Waiter(isFulfilled: isFulfilled, continuation: continuation))
            return nil
        }
        if let log { continuation.resume(returning: log) }
    }

    /// Changes the log and wakes those whose condition it now fulfils.
    func note<Value: Sendable>(_ change: (inout ScriptedServer.Log) -> Value) -> Value {
        let (value, log, woken): (Value, ScriptedServer.Log, [Waiter]) = shared.withLock { shared in
            let value = change(&shared.log)
            let log = shared.log
            let woken = shared.waiters.filter { $0.isFulfilled(log) }
            shared.waiters.removeAll { $0.isFulfilled(log) }
            return (value, log, woken)
        }
        for waiter in woken { waiter.continuation.resume(returning: log) }
        return value
    }

    /// Cuts every connection; their threads close the descriptors themselves, so none is closed twice.
    func stop() {
        shared.withLock { shared in
            guard !shared.isStopped else { return }
            shared.isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            for connection in shared.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    func acceptConnections(script: @escaping ScriptedServer.Script) {
        while true {
            let descriptor = accept(listener, nil, nil)
            if descriptor < 0 && (errno == EINTR || errno == ECONNABORTED) { continue }
            guard descriptor >= 0, admit(descriptor) else { break }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            startThread {
                let connection = ScriptedConnection(descriptor: descriptor, state: self)
                connection.serve(script)
            }
        }
        shared.withLock { shared in
            shared.isStopped = true
            close(listener)
        }
    }

    private func admit(_ descriptor: Int32) -> Bool {
        let isAdmitted = shared.withLock { shared in
            if shared.isStopped { return false }
            shared.connections.insert(descriptor)
            return true
        }
        guard isAdmitted else {
            close(descriptor)
            return false
        }
        note { log in
            log.connections += 1
            log.open += 1
        }
        return true
    }

    /// Closes a connection's descriptor; only its own thread calls this.
    func closeConnection(_ descriptor: Int32) {
        shared.withLock { shared in
            shared.connections.remove(descriptor)
            close(descriptor)
        }
        note { $0.open -= 1 }
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
    precondition(code == 0, "pthread_create: \(String(cString: strerror(code)))")
    pthread_detach(thread)
}
