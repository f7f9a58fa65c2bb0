import FoundationEssentials
import Glibc

/// Reads regular files; pipes and devices are refused and never waited for.
package enum RegularFile {
    /// The bytes of a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes taken; a larger file is refused before it is read.
    /// - Returns: The bytes.
    /// - Throws: `FileFailure`.
    package static func read(_ path: String, atMost limit: Int = .max) throws(FileFailure) -> Data {
        let (descriptor, size) = try open(path)
        defer { close(descriptor) }
        guard size <= limit else { throw .tooLarge(bytes: size, limit: limit) }
        return try read(descriptor, count: size)
    }

    /// The text of a file in UTF-8, with its byte order mark if it has one.
    ///
    /// - Throws: As `read`, and `FileFailure.notUTF8`.
    package static func text(_ path: String, atMost limit: Int = .max) throws(FileFailure) -> String {
        let data = try read(path, atMost: limit)
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .notUTF8(byte: firstBadByte(data) ?? 0)
        }
        return text
    }

    /// Opens a file for reading; also tells its size.
    ///
    /// - Throws: `FileFailure`.
    package static func open(_ path: String) throws(FileFailure) -> (descriptor: Int32, size: Int) {
        // O_NONBLOCK: a pipe that nobody writes to must not hang the program.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .refused(errno: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw .refused(errno: code)
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            close(descriptor)
            throw kind == S_IFDIR ? FileFailure.isFolder : FileFailure.isNotRegular
        }
        return (descriptor, Int(status.st_size))
    }

    /// The next bytes of an open file, fewer when it ends before.
    ///
    /// - Throws: `FileFailure.refused`.
    package static func read(_ descriptor: Int32, count: Int) throws(FileFailure) -> Data {
        var data = Data(count: count)
        var filled = 0
        while filled < count {
            let got = data.withUnsafeMutableBytes { bytes in
                Glibc.read(descriptor, bytes.baseAddress.map { $0 + filled }, count - filled)
            }
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                throw .refused(errno: errno)
            }
            filled += got
        }
        return filled == count ? data : data.prefix(filled)
    }

    /// The offset of the first byte that is not part of valid UTF-8; nil when all are.
    package static func firstBadByte(_ data: Data) -> Int? {
        var decoder = UTF8()
        var bytes = data.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }
}
