import Dispatch
import FoundationEssentials
import Glibc

/// A conversation of the caller itself with a run: what is written here the program reads from stdin, and what it writes
/// to stdout is read here.
///
/// What the program says is data of a stranger: each read states how much is taken and how long it is waited for.
public final class SandboxConversation: Sendable {
    /// Why a conversation goes no further.
    public enum Failure: Error, Sendable {
        /// The program let go of its side.
        case ended
        /// It neither read nor wrote for too long.
        case silent
    }

    /// The program's side, for `SandboxRequest.streams`.
    public let streams: SandboxStreams
    private let ours: SandboxStreams
    /// Whoever writes to a pipe that nobody reads is killed: so there is always a reader, this one.
    private let reader: SandboxSpareReader
    private let queue = DispatchQueue(label: "atlas.sandbox.conversation")

    /// Opens both sides.
    ///
    /// - Throws: `SandboxError.failed` when descriptors run out.
    public init() throws(SandboxError) {
        (ours, streams) = try SandboxStreams.pair()
        reader = try streams.spareReader()
        let ends = ours.descriptors
        for descriptor in [ends.input, ends.output] {
            guard fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0 else {
                throw .failed(phase: "input", object: "pipe", errno: errno, remedy: nil)
            }
        }
    }

    /// Lets go of this side: the program reads the end of its input.
    public func close() { ours.close() }

    /// Does a part of the conversation on a thread that may wait.
    ///
    /// - Parameter part: What to write and to read.
    /// - Returns: What `part` returns.
    /// - Throws: What `part` throws.
    public func perform<Result: Sendable>(
        _ part: @escaping @Sendable (borrowing Turn) throws -> Result
    ) async throws -> Result {
        let ends = ours.descriptors
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Swift.Result { try part(Turn(input: ends.input, output: ends.output)) })
            }
        }
    }

    /// Reading and writing, within a part of a conversation.
    public struct Turn: ~Copyable {
        let input: Int32
        let output: Int32

        /// Writes bytes.
        ///
        /// - Throws: `Failure`.
        public func write(_ bytes: Data, until deadline: ContinuousClock.Instant) throws {
            var rest = bytes
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EAGAIN {
                    try wait(for: Int16(POLLOUT), until: deadline)
                } else if errno != EINTR {
                    throw Failure.ended
                }
            }
        }

        /// Reads so many bytes.
        ///
        /// - Throws: `Failure`.
        public func read(_ count: Int, until deadline: ContinuousClock.Instant) throws -> Data {
            var bytes = Data(count: count)
            var done = 0
            while done < count {
                let size = bytes.withUnsafeMutableBytes { buffer in
                    Glibc.read(input, buffer.baseAddress.map { $0 + done }, count - done)
                }
                if size > 0 {
                    done += size
                } else if size == 0 {
                    throw Failure.ended
                } else if errno == EAGAIN {
                    try wait(for: Int16(POLLIN), until: deadline)
                } else if errno != EINTR {
                    throw Failure.ended
                }
            }
            return bytes
        }

        /// Waits until the program has written, or read; its end is an event as well.
        private func wait(for event: Int16, until deadline: ContinuousClock.Instant) throws {
            let left = deadline - ContinuousClock.now
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { throw Failure.silent }
            var events = [pollfd(fd: input, events: event & Int16(POLLIN), revents: 0)]
            if event == Int16(POLLOUT) { events.append(pollfd(fd: output, events: event, revents: 0)) }
            let count = poll(&events, nfds_t(events.count), Int32(clamping: milliseconds))
            if count == 0 { throw Failure.silent }
            // While it is to read, the end of what it writes is its end.
            if event == Int16(POLLOUT), events[0].revents & Int16(POLLHUP) != 0 { throw Failure.ended }
        }
    }
}
