import FoundationEssentials
import Glibc
import Models

/// Keeps a second process off a run, and tells it who works there.
///
/// The lock is flock(2)'s: it ends with the process, however that ends. What the file says is for people.
final class RunLock: Sendable {
    private let descriptor: Int32

    /// Takes a run's lock; the run's folder is made when it is not there.
    ///
    /// - Throws: `EvaluationError.runHeld`, with who holds it; `.runFailed`.
    init(directory: String) throws(EvaluationError) {
        do {
            try DurableFile.makeFolder(directory)
        } catch {
            throw .runFailed(path: error.path, reason: error.reason)
        }
        let path = "\(directory)/lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .runFailed(path: path, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let holder = Self.text(descriptor)
            close(descriptor)
            if reason != EWOULDBLOCK { throw .runFailed(path: path, reason: String(cString: strerror(reason))) }
            throw .runHeld(directory: directory, holder: holder.isEmpty ? "another atlas" : holder)
        }
        let host = HostDescription.current().name
        let text = Array("process \(getpid()) on \(host) since \(Date().formatted(.iso8601))\n".utf8)
        // What cannot be written is only missing in a message.
        ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    deinit { close(descriptor) }

    /// Lets others work on the run.
    func release() { _ = flock(descriptor, LOCK_UN) }

    private static func text(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(count, 0)).prefix { $0 >= 32 }, as: UTF8.self)
    }
}
