internal import CSandboxClient
import FoundationEssentials
import Glibc

/// Bytes that a sandboxed program may read but never change: a sealed memfd, shared by any number of runs.
///
/// A plain file descriptor would not do: a program can reopen `/proc/self/fd/0` for writing and change the host's file.
public final class SandboxInput: Sendable {
    /// No bytes.
    public static let empty = SandboxInput()

    /// How many bytes there are.
    public let count: Int

    /// The sealed memfd, or -1 when there was none left for `empty`; a run with it fails.
    let descriptor: Int32

    /// Copies bytes into a sealed memfd.
    ///
    /// - Throws: `SandboxError.failed` when memory or descriptors run out.
    public init(_ bytes: Data) throws(SandboxError) {
        descriptor = try Self.make()
        count = bytes.count
        do throws(SandboxError) {
            try Self.write(bytes, to: descriptor)
            try Self.seal(descriptor)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Copies a host file into a sealed memfd.
    ///
    /// - Throws: `SandboxError.failed` when the file cannot be read, or memory or descriptors run out.
    public init(contentsOf path: String) throws(SandboxError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .failed(phase: "input", object: path, errno: errno, remedy: nil) }
        defer { close(file) }
        descriptor = try Self.make()
        do throws(SandboxError) {
            let error = sandbox_client_copy(file, descriptor)
            guard error == 0 else { throw .failed(phase: "input", object: path, errno: error, remedy: nil) }
            try Self.seal(descriptor)
            count = try Self.size(of: descriptor)
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Takes over a memfd that the launcher made and sealed.
    init(taking memfd: Int32) throws(SandboxError) {
        descriptor = memfd
        do throws(SandboxError) {
            count = try Self.size(of: memfd)
        } catch {
            close(memfd)
            throw error
        }
    }

    private init() {
        count = 0
        var memfd: Int32 = -1
        if sandbox_client_memfd("empty", &memfd) == 0, sandbox_client_seal(memfd) != 0 {
            close(memfd)
            memfd = -1
        }
        descriptor = memfd
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The bytes, copied out.
    ///
    /// - Throws: `SandboxError.failed` when the kernel refuses to read.
    public func read() throws(SandboxError) -> Data {
        var bytes = Data(count: count)
        var done = 0
        var failure: Int32 = 0
        bytes.withUnsafeMutableBytes { buffer in
            while done < count, let start = buffer.baseAddress {
                let size = pread(descriptor, start + done, count - done, off_t(done))
                if size > 0 {
                    done += size
                } else if size == 0 || errno != EINTR {
                    failure = size == 0 ? EIO : errno
                    return
                }
            }
        }
        guard failure == 0 else { throw .failed(phase: "input", object: "memfd", errno: failure, remedy: nil) }
        return bytes
    }

    /// Copies out the bytes from an offset on, as many as fit.
    ///
    /// - Returns: How many there were; 0 at the end.
    /// - Throws: `SandboxError.failed` when the kernel refuses to read.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SandboxError) -> Int {
        while true {
            let size = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if size >= 0 { return size }
            guard errno == EINTR else { throw .failed(phase: "input", object: "memfd", errno: errno, remedy: nil) }
        }
    }

    private static func make() throws(SandboxError) -> Int32 {
        var memfd: Int32 = -1
        let error = sandbox_client_memfd("atlas", &memfd)
        guard error == 0 else { throw .failed(phase: "input", object: "memfd", errno: error, remedy: nil) }
        return memfd
    }

    private static func write(_ bytes: Data, to memfd: Int32) throws(SandboxError) {
        var failure: Int32 = 0
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let start = buffer.baseAddress {
                let size = Glibc.write(memfd, start + done, buffer.count - done)
                if size > 0 {
                    done += size
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        guard failure == 0 else { throw .failed(phase: "input", object: "memfd", errno: failure, remedy: nil) }
    }

    private static func seal(_ memfd: Int32) throws(SandboxError) {
        let error = sandbox_client_seal(memfd)
        guard error == 0 else { throw .failed(phase: "input", object: "seal", errno: error, remedy: nil) }
    }

    private static func size(of memfd: Int32) throws(SandboxError) -> Int {
        var status = stat()
        guard fstat(memfd, &status) == 0 else {
            throw .failed(phase: "input", object: "memfd", errno: errno, remedy: nil)
        }
        return Int(status.st_size)
    }
}
