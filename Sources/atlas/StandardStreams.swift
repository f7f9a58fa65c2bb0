import FoundationEssentials
import Glibc

/// Reading stdin and writing stdout and stderr, with failures that are noticed: a full disk behind `>` loses nothing in silence.
enum StandardStreams {
    /// Whether stderr is a terminal that may be drawn on.
    static let stderrIsTerminal = isatty(2) == 1

    /// Writes bytes to stdout.
    static func write(_ bytes: Data) throws(StreamFailure) { try write(bytes, to: 1, named: "standard output") }

    /// Writes a line to stdout.
    static func print(_ line: String) throws(StreamFailure) { try write(Data((line + "\n").utf8)) }

    /// Writes bytes to stderr.
    static func writeError(_ bytes: Data) throws(StreamFailure) { try write(bytes, to: 2, named: "standard error") }

    /// Writes a line of progress to stderr; progress that cannot be shown is no failure.
    static func tell(_ line: String) { try? writeError(Data((line + "\n").utf8)) }

    /// Writes `atlas: LINE` to stderr.
    static func complain(_ line: String) { tell("atlas: \(line)") }

    /// All of stdin.
    static func readAll() throws(StreamFailure) -> Data {
        var bytes = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(0, &buffer, buffer.count)
            if count > 0 {
                bytes.append(contentsOf: buffer[..<count])
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw StreamFailure(stream: "standard input", errno: errno)
            }
        }
    }

    private static func write(_ bytes: Data, to descriptor: Int32, named stream: String) throws(StreamFailure) {
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

    /// Whether the reader of a pipe went away, as `head` does: nobody is left to be told.
    var isClosedPipe: Bool { errno == EPIPE }

    var description: String { "\(stream): \(String(cString: strerror(errno)))" }
}
