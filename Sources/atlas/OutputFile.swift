import FoundationEssentials
import Glibc

/// Files that the user asked for.
enum OutputFile {
    /// Checks, before anything is spent, that a file can be written later.
    static func check(_ path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard access(folder, F_OK) == 0 else {
            throw UsageError("\(path): there is no folder \(folder); make it first")
        }
        let target = access(path, F_OK) == 0 ? path : folder
        guard access(target, W_OK) == 0, !InputFile.isFolder(path) else {
            throw UsageError("\(path): cannot be written: \(InputFile.isFolder(path) ? "it is a folder" : lastError())")
        }
    }

    /// Whether writing would replace what is in a file; never so of a device or a pipe.
    static func isThere(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Writes bytes whole or not at all; what is a device or a pipe is written to, and a link followed.
    static func write(_ bytes: Data, to path: String) throws {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return try writeInPlace(bytes, to: path) }
        let target = realpath(path, nil)
        defer { free(target) }
        let file = target.map { String(cString: $0) } ?? path
        do {
            try bytes.write(to: URL(filePath: file), options: .atomic)
        } catch {
            let code = (error as? CocoaError)?.code
            if code == .fileWriteOutOfSpace { throw StreamFailure(stream: path, errno: ENOSPC) }
            throw UsageError("\(path): cannot be written: \(code == .fileNoSuchFile ? "no such folder" : lastError())")
        }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw UsageError("\(path): the folder cannot be made")
        }
    }

    private static func writeInPlace(_ bytes: Data, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UsageError("\(path): cannot be written: \(lastError())") }
        defer { close(descriptor) }
        try StandardStreams.write(bytes, to: descriptor, named: path)
    }

    private static func lastError() -> String { String(cString: strerror(errno)) }
}
