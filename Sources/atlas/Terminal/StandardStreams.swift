import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// Reading stdin and writing stdout and stderr, with failures that are noticed: a full disk behind `>` loses nothing in silence.
enum StandardStreams {
    /// Whether stderr is a terminal; `LiveScreen.isPossible` says whether it can be drawn on.
    static let stderrIsTerminal = isatty(2) == 1

    /// Whether stdout is a terminal.
    static let stdoutIsTerminal = isatty(1) == 1

    /// Puts something that fails each read and write in place of standard streams that are closed: the next file to be opened would
    /// get the number of one, and take what is meant for the other.
    static func holdClosed() {
        for (stream, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(Int32, Int32)]
        where fcntl(stream, F_GETFD) < 0 {
            // The lowest free number is the stream's.
            _ = open("/dev/null", mode)
        }
    }

    /// Writes bytes to stdout.
    static func write(_ bytes: Data) throws(StreamFailure) { try write(bytes, to: 1, named: "standard output") }

    /// Writes a line to stdout.
    static func print(_ line: String) throws(StreamFailure) {
        if stdoutIsTerminal, let screen = live.withLock({ $0 }) {
            let failure = screen.above { () -> StreamFailure? in
                do throws(StreamFailure) { try write(Data((line + "\n").utf8)) } catch { return error }
                return nil
            }
            if let failure { throw failure }
        } else {
            try write(Data((line + "\n").utf8))
        }
    }

    /// Writes bytes to stderr.
    static func writeError(_ bytes: Data) throws(StreamFailure) { try write(bytes, to: 2, named: "standard error") }

    /// Writes a line of progress to stderr; progress that cannot be shown is no failure.
    static func tell(_ line: String) {
        if let screen = live.withLock({ $0 }) {
            screen.above { try? writeError(Data((line + "\n").utf8)) }
        } else {
            try? writeError(Data((line + "\n").utf8))
        }
    }

    /// What is drawn at the end of the terminal now: lines go above it.
    static let live = Mutex<LiveScreen?>(nil)

    /// Writes `atlas: LINE` to stderr.
    static func complain(_ line: String) { tell("atlas: \(line)") }

    /// The most that is taken from stdin, in bytes: it is held in memory, which a candidate's limits do not cover.
    private static let largestInput = 1 << 30

    /// All of stdin.
    ///
    /// Nothing interrupts a `read`, so it has a thread of its own, which is left behind when the task is cancelled.
    static func readAll() async throws -> Data {
        let reading = Mutex<CheckedContinuation<Data, any Error>?>(nil)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                reading.withLock { $0 = continuation }
                if Task.isCancelled { return take(reading)?.resume(throwing: CancellationError()) ?? () }
                DispatchQueue.global().async {
                    let result = Result { try readToEnd() }
                    take(reading)?.resume(with: result)
                }
            }
        } onCancel: {
            take(reading)?.resume(throwing: CancellationError())
        }
    }

    private static func take(
        _ reading: borrowing Mutex<CheckedContinuation<Data, any Error>?>
    ) -> CheckedContinuation<Data, any Error>? {
        reading.withLock { continuation in
            defer { continuation = nil }
            return continuation
        }
    }

    private static func readToEnd() throws -> Data {
        var bytes = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(0, &buffer, buffer.count)
            if count > 0 {
                bytes.append(contentsOf: buffer[..<count])
                if bytes.count > largestInput {
                    throw UsageError("standard input: more than 1 GiB; at most that is taken")
                }
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw StreamFailure(stream: "standard input", errno: errno)
            }
        }
    }

    /// Writes bytes to a descriptor.
    static func write(_ bytes: Data, to descriptor: Int32, named stream: String) throws(StreamFailure) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw StreamFailure(stream: stream, errno: errno)
            }
        }
    }
}

/// A standard stream that cannot be read or written.
struct StreamFailure: Error, CustomStringConvertible {
    let stream: String
    let errno: Int32

    /// Whether the reader of a pipe went away, as `head` does.
    var isClosedPipe: Bool { errno == EPIPE }

    var description: String { "\(stream): \(String(cString: strerror(errno)))" }
}
