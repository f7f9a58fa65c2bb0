import FoundationEssentials
import Glibc

/// Reads regular files whole, and says in words why one cannot be read.
enum FileContents {
    /// The bytes of a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes taken; nil for any number.
    /// - Returns: The bytes.
    /// - Throws: `ProblemError.unreadable`; also for folders, pipes and devices, which are never waited for.
    static func read(_ path: String, atMost limit: Int? = nil) throws(ProblemError) -> Data {
        let (descriptor, size) = try open(path)
        defer { close(descriptor) }
        if let limit { try check(size, path, atMost: limit) }
        return try read(descriptor, count: size, path)
    }

    /// The first bytes of a file, fewer when it is shorter.
    ///
    /// - Throws: As `read`.
    static func prefix(_ path: String, count: Int) throws(ProblemError) -> Data {
        let (descriptor, size) = try open(path)
        defer { close(descriptor) }
        return try read(descriptor, count: min(count, size), path)
    }

    /// A part of a file.
    ///
    /// - Throws: As `read`; also when the file ends before the part does.
    static func read(_ path: String, offset: Int, count: Int) throws(ProblemError) -> Data {
        let (descriptor, _) = try open(path)
        defer { close(descriptor) }
        guard lseek(descriptor, offset, SEEK_SET) == offset else {
            throw .unreadable(path: path, reason: reason(errno))
        }
        let data = try read(descriptor, count: count, path)
        guard data.count == count else {
            throw .unreadable(path: path, reason: "the file was cut while it was in use; run the command again")
        }
        return data
    }

    /// A text file, without its byte order mark.
    ///
    /// - Throws: `ProblemError.unreadable`, or `.malformed` when it is not UTF-8.
    static func text(_ path: String) throws(ProblemError) -> String {
        let data = try read(path, atMost: largestTextBytes)
        guard var text = String(validating: data, as: UTF8.self) else {
            let offset = firstBadByte(data) ?? 0
            throw .malformed(path: path, place: nil, found: "byte \(offset) is not UTF-8", expected: "text in UTF-8")
        }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        return text
    }

    /// What editors on Windows put before the first line.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The largest statement or settings file taken, in bytes: none that people wrote comes near.
    static let largestTextBytes = 4 << 20

    /// Opens a regular file for reading; also tells its size.
    static func open(_ path: String) throws(ProblemError) -> (descriptor: Int32, size: Int) {
        // O_NONBLOCK: a pipe that nobody writes to must not hang the program.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: reason(errno)) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw .unreadable(path: path, reason: reason(code))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw .unreadable(path: path, reason: isFolder ? "it is a folder, not a file" : "it is not a regular file")
        }
        return (descriptor, Int(status.st_size))
    }

    /// Refuses a file that is too large.
    static func check(_ size: Int, _ path: String, atMost limit: Int) throws(ProblemError) {
        guard size <= limit else {
            throw .unreadable(path: path, reason: "the file has \(size) bytes; at most \(limit) are taken")
        }
    }

    /// What an `errno` means, in the system's words.
    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func read(_ descriptor: Int32, count: Int, _ path: String) throws(ProblemError) -> Data {
        var data = Data(count: count)
        var filled = 0
        while filled < count {
            let got = data.withUnsafeMutableBytes { bytes in
                Glibc.read(descriptor, bytes.baseAddress.map { $0 + filled }, count - filled)
            }
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                throw .unreadable(path: path, reason: reason(errno))
            }
            filled += got
        }
        return filled == count ? data : data.prefix(filled)
    }

    /// The offset of the first byte that is not part of valid UTF-8; nil when all are.
    static func firstBadByte(_ data: Data) -> Int? {
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
