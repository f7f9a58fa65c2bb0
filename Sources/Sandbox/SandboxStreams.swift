internal import CSandboxClient
import Glibc
import Synchronization

/// One side of a conversation between two runs: a pipe to read from as stdin, and one to write to as stdout.
///
/// For one run: once it has begun, its ends of the pipes are its own, so that the other side sees when it lets go.
public final class SandboxStreams: Sendable {
    private let ends: Mutex<(input: Int32, output: Int32)>

    private init(input: Int32, output: Int32) {
        ends = Mutex((input, output))
    }

    deinit { close() }

    /// Two sides that talk to each other.
    ///
    /// - Parameter isOpenable: Whether the programs may open their ends again, as `/dev/stdin` and `/dev/stdout`: not where one
    ///   runs others that are to have nothing of it.
    /// - Returns: Both sides.
    /// - Throws: `SandboxError.failed` when descriptors run out.
    public static func pair(isOpenable: Bool = false) throws(SandboxError) -> (SandboxStreams, SandboxStreams) {
        let (firstIn, secondOut) = try pipe(isOpenable)
        do throws(SandboxError) {
            let (secondIn, firstOut) = try pipe(isOpenable)
            return (
                SandboxStreams(input: firstIn, output: firstOut), SandboxStreams(input: secondIn, output: secondOut)
            )
        } catch {
            Glibc.close(firstIn)
            Glibc.close(secondOut)
            throw error
        }
    }

    private static func pipe(_ isOpenable: Bool) throws(SandboxError) -> (read: Int32, write: Int32) {
        var (read, write): (Int32, Int32) = (-1, -1)
        let error = sandbox_client_pipe(&read, &write)
        guard error == 0 else { throw .failed(phase: "input", object: "pipe", errno: error, remedy: nil) }
        if isOpenable, fchmod(read, 0o606) != 0 {
            let error = errno
            Glibc.close(read)
            Glibc.close(write)
            throw .failed(phase: "input", object: "pipe", errno: error, remedy: nil)
        }
        return (read, write)
    }

    /// Lets go of both ends: a run that was to have them will not begin, or has its own.
    public func close() {
        ends.withLock { ends in
            if ends.input >= 0 { Glibc.close(ends.input) }
            if ends.output >= 0 { Glibc.close(ends.output) }
            ends = (-1, -1)
        }
    }

    /// Another reader of what this side is told, for when it ends before the other: whoever writes to a pipe that nobody
    /// reads is killed.
    ///
    /// - Throws: `SandboxError.failed` when the pipe cannot be opened anew.
    public func spareReader() throws(SandboxError) -> SandboxSpareReader {
        // Opened anew: not to wait is a property of the opening, and the program's must wait.
        let descriptor = open("/proc/self/fd/\(descriptors.input)", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .failed(phase: "input", object: "pipe", errno: errno, remedy: nil) }
        return SandboxSpareReader(descriptor)
    }

    /// The ends, -1 once closed; they stay this value's.
    var descriptors: (input: Int32, output: Int32) { ends.withLock { $0 } }
}

/// Keeps a pipe readable whose reader may be gone.
public final class SandboxSpareReader: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Reads what is there, and forgets it.
    public func discard() {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }
}
