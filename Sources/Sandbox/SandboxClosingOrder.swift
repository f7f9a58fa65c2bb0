internal import CSandboxClient
import Glibc

/// Tells which of two sides that talk to each other was the first to let go of its stdout.
///
/// When both end within a moment, one as a consequence of the other, the times at which two launchers came to notice it
/// say little on a busy machine. The kernel's own order says it: what becomes ready first is first in the list of epoll(7),
/// whenever that is read.
public final class SandboxClosingOrder: Sendable {
    private let list: Int32
    private let readers: [SandboxSpareReader]

    /// Watches two pipes, by their spare readers, and keeps these.
    ///
    /// - Parameters:
    ///   - reader: Reads what the first side writes.
    ///   - otherReader: Reads what the second side writes.
    /// - Throws: `SandboxError.failed` when the pipes cannot be watched.
    public init(of reader: SandboxSpareReader, and otherReader: SandboxSpareReader) throws(SandboxError) {
        readers = [reader, otherReader]
        var list: Int32 = -1
        let error = sandbox_client_watch_closing(reader.descriptor, otherReader.descriptor, &list)
        guard error == 0 else { throw .failed(phase: "input", object: "epoll", errno: error, remedy: nil) }
        self.list = list
    }

    deinit { close(list) }

    /// Whether the first side was the first to let go, or nil while neither has.
    ///
    /// - Throws: `SandboxError.failed` when the order cannot be read.
    public func isFirstSideFirst() throws(SandboxError) -> Bool? {
        var which: Int32 = -1
        let error = sandbox_client_first_closed(list, &which)
        guard error == 0 else { throw .failed(phase: "input", object: "epoll", errno: error, remedy: nil) }
        return which < 0 ? nil : which == 0
    }
}
