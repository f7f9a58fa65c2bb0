import FoundationEssentials
import Glibc

/// A file of a run, open as long as this value lives; every failure names the file.
final class FileDescriptor: Sendable {
    let path: String
    let number: Int32

    /// Opens a file.
    init(path: String, flags: Int32) throws(EvaluationError) {
        self.path = path
        number = open(path, flags | O_CLOEXEC, 0o644)
        if number < 0 { throw .runFailed(path: path, reason: Self.lastError()) }
    }

    deinit { close(number) }

    /// The whole file.
    func readAll() throws(EvaluationError) -> Data {
        var bytes = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = pread(number, &buffer, buffer.count, off_t(bytes.count))
            if count > 0 {
                bytes.append(contentsOf: buffer[..<count])
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw .runFailed(path: path, reason: Self.lastError())
            }
        }
    }

    /// Writes bytes at the end, durably; what was written of bytes that do not fit is taken back.
    func append(_ bytes: Data) throws(EvaluationError) {
        let start = lseek(number, 0, SEEK_END)
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                let reason = Self.lastError()
                try truncate(to: Int(start))
                throw .runFailed(path: path, reason: reason)
            }
        }
        guard fdatasync(number) == 0 else { throw .runFailed(path: path, reason: Self.lastError()) }
    }

    /// Cuts the file.
    func truncate(to size: Int) throws(EvaluationError) {
        guard ftruncate(number, off_t(size)) == 0 else { throw .runFailed(path: path, reason: Self.lastError()) }
    }

    private static func lastError() -> String { String(cString: strerror(errno)) }
}
