import FoundationEssentials
import Glibc
import Problems
import Sandbox

/// Bytes that are read piece by piece, from any offset: an output or an expected output of any size.
public enum ByteSource: Sendable {
    /// Bytes in memory.
    case data(Data)
    /// A program's output, where the sandbox left it.
    case sandbox(SandboxInput)
    /// A file of the host.
    case file(OpenFile)

    /// A test's input or expected output, left in its file.
    ///
    /// - Throws: `ProblemError.unreadable`.
    public init(_ data: TestData) throws(ProblemError) {
        switch data {
        case .bytes(let bytes): self = .data(bytes)
        case .file(let path): self = .file(try OpenFile(path))
        }
    }

    /// How many bytes there are.
    public var count: Int {
        switch self {
        case .data(let data): data.count
        case .sandbox(let input): input.count
        case .file(let file): file.count
        }
    }

    /// Copies out the bytes from an offset on, as many as fit; 0 at the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        switch self {
        case .data(let data):
            guard offset < data.count else { return 0 }
            let start = data.startIndex + offset
            let size = min(buffer.count, data.count - offset)
            return data[start..<start + size].copyBytes(to: buffer)
        case .sandbox(let input): return try input.read(at: offset, into: buffer)
        case .file(let file): return try file.read(at: offset, into: buffer)
        }
    }

    /// The bytes of a range, as many of them as there are.
    func bytes(_ range: Range<Int>) throws -> [UInt8] {
        let range = max(range.lowerBound, 0)..<max(min(range.upperBound, count), max(range.lowerBound, 0))
        var bytes = [UInt8](repeating: 0, count: range.count)
        var done = 0
        while done < bytes.count {
            let size = try bytes.withUnsafeMutableBytes { buffer in
                try read(at: range.lowerBound + done, into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
            }
            if size == 0 { break }
            done += size
        }
        bytes.removeLast(bytes.count - done)
        return bytes
    }

    /// All bytes.
    func all() throws -> Data {
        switch self {
        case .data(let data): data
        default: Data(try bytes(0..<count))
        }
    }
}

/// A regular file of the host, open for reading.
public final class OpenFile: Sendable {
    /// Its size when it was opened, in bytes.
    public let count: Int
    private let path: String
    private let descriptor: Int32

    /// Opens a file.
    ///
    /// - Throws: `ProblemError.unreadable` when it cannot be opened, or is not a regular file.
    public init(_ path: String) throws(ProblemError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(path: path, reason: "it is not a regular file")
        }
        self.path = path
        self.descriptor = descriptor
        count = Int(status.st_size)
    }

    deinit { close(descriptor) }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ProblemError) -> Int {
        while true {
            let size = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if size >= 0 { return size }
            guard errno == EINTR else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        }
    }
}
