import Dispatch
import FoundationEssentials
import Glibc
import Judging
import Synchronization

/// Reads lines of a file or pipe one by one, in memory for one line.
final class LineReader: Sendable {
    /// The longest line taken, in bytes: a source of the largest size, each byte of it escaped, and some more.
    static let longestLine = 8 << 20
    private static let chunkBytes = 1 << 16

    /// What was read and not yet taken.
    private struct State {
        var bytes: [UInt8] = []
        /// Where the next line begins in `bytes`.
        var start = 0
        /// Up to where no line feed was found.
        var searched = 0
        var number = 0
        var isTooLong = false
        var isAtEnd = false
    }

    private let descriptor: Int32
    private let path: String
    private let queue = DispatchQueue(label: "atlas.lines")
    private let state = Mutex(State())

    /// Opens a file; `-` is standard input.
    ///
    /// - Throws: `UsageError`.
    init(path: String) throws(UsageError) {
        self.path = path == "-" ? "standard input" : path
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UsageError("\(path): \(String(cString: strerror(errno)))") }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw UsageError("\(path): it is a folder; expected a file of lines")
        }
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// The next line, waited for on a thread of its own; nil at the end.
    ///
    /// - Throws: `StreamFailure`.
    func next() async throws -> BatchLine? {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.read() }) }
        }
    }

    /// The next line, also one that is cut by the end of the file; nil at the end.
    ///
    /// - Throws: `StreamFailure`.
    func read() throws(StreamFailure) -> BatchLine? {
        try state.withLock { (state) throws(StreamFailure) in
            while true {
                if let end = state.bytes[state.searched...].firstIndex(of: 10) { return Self.take(&state, upTo: end) }
                state.searched = state.bytes.count
                if state.isAtEnd {
                    guard state.start < state.bytes.count || state.isTooLong else { return nil }
                    return Self.take(&state, upTo: state.bytes.count)
                }
                if state.searched - state.start > Self.longestLine {
                    state.isTooLong = true
                    state.start = state.searched
                }
                try fill(&state)
            }
        }
    }

    private static func take(_ state: inout State, upTo end: Int) -> BatchLine {
        defer {
            state.start = min(end + 1, state.bytes.count)
            state.searched = state.start
            state.isTooLong = false
        }
        state.number += 1
        if state.isTooLong || end - state.start > longestLine {
            return .tooLong(number: state.number, most: longestLine)
        }
        let line = state.bytes[state.start..<end]
        // A byte order mark, as editors on Windows put it before the first line.
        let hasMark = state.number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF])
        return .text(Data(hasMark ? line.dropFirst(3) : line), number: state.number)
    }

    private func fill(_ state: inout State) throws(StreamFailure) {
        state.bytes.removeFirst(state.start)
        state.searched -= state.start
        state.start = 0
        var chunk = [UInt8](repeating: 0, count: Self.chunkBytes)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count > 0 { return state.bytes.append(contentsOf: chunk[..<count]) }
            if count == 0 {
                state.isAtEnd = true
                return
            }
            if errno != EINTR { throw StreamFailure(stream: path, errno: errno) }
        }
    }
}
