import FoundationEssentials
import Glibc

/// Keeps a second process from writing into a folder, and tells it who works there.
///
/// The lock is flock(2)'s on the file `lock`: it ends with the process, however that ends. What the file says is for people.
package final class FolderLock: Sendable {
    /// Why a folder cannot be had.
    package enum Refusal: Error, Sendable, Equatable {
        /// Another process has it: which, on what machine, since when.
        case held(String)
        /// The folder or its lock cannot be made.
        case failed(path: String, reason: String)
    }

    private let descriptor: Int32

    /// Takes a folder's lock; the folder is made when it is not there.
    ///
    /// - Throws: `Refusal`.
    package init(directory: String) throws(Refusal) {
        do throws(DurableFile.Failure) {
            try DurableFile.makeFolder(directory)
        } catch {
            throw .failed(path: error.path, reason: error.reason)
        }
        let path = "\(directory)/lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .failed(path: path, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let holder = Self.text(descriptor)
            close(descriptor)
            if reason != EWOULDBLOCK { throw .failed(path: path, reason: String(cString: strerror(reason))) }
            throw .held(holder.isEmpty ? "another atlas" : holder)
        }
        var names = utsname()
        uname(&names)
        let host = withUnsafeBytes(of: names.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let text = Array("process \(getpid()) on \(host) since \(Date().formatted(.iso8601))\n".utf8)
        // What cannot be written is only missing in a message.
        ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    deinit { close(descriptor) }

    /// Lets others have the folder.
    package func release() { _ = flock(descriptor, LOCK_UN) }

    private static func text(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(count, 0)).prefix { $0 >= 32 }, as: UTF8.self)
    }
}
