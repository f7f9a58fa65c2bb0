import Files
import FoundationEssentials
import Glibc
import Models

/// Files that the user asked for.
enum OutputFile {
    /// Checks, before anything is spent, that a file can be written later.
    static func check(_ path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard access(folder, F_OK) == 0 else {
            throw UsageError("\(path): there is no folder \(folder); make it first")
        }
        if Paths.isFolder(path) { throw UsageError("\(path): cannot be written: it is a folder") }
        let target = access(path, F_OK) == 0 ? path : folder
        guard access(target, W_OK) == 0 else { throw UsageError("\(path): cannot be written: \(lastError())") }
    }

    /// Checks the same of a file, or of files in a folder.
    static func checkPlace(_ path: String) throws {
        guard Paths.isFolder(path) else { return try check(path) }
        guard access(path, W_OK) == 0 else { throw UsageError("\(path): cannot be written: \(lastError())") }
    }

    /// Whether writing would replace what is in a file; never so of a device or a pipe.
    static func isThere(_ path: String) -> Bool { Paths.isFile(path) }

    /// Writes bytes whole or not at all; a link is followed.
    ///
    /// What is a device or a pipe is written to, and so is a file in a folder in which none can be made.
    static func write(_ bytes: Data, to path: String) throws {
        var status = stat()
        if stat(path, &status) == 0 {
            let folder = URL(filePath: Paths.real(path) ?? path).deletingLastPathComponent().path
            let isReplaceable = status.st_mode & S_IFMT == S_IFREG && access(folder, W_OK) == 0
            if !isReplaceable { return try writeInPlace(bytes, to: path) }
        }
        do {
            try bytes.write(to: URL(filePath: Paths.real(path) ?? path), options: .atomic)
        } catch {
            let code = (error as? CocoaError)?.code
            if code == .fileWriteOutOfSpace { throw StreamFailure(stream: path, errno: ENOSPC) }
            throw UsageError("\(path): cannot be written: \(code == .fileNoSuchFile ? "no such folder" : lastError())")
        }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws {
        do throws(DurableFile.Failure) {
            try DurableFile.makeFolder(path)
        } catch {
            throw UsageError("\(error)")
        }
    }

    private static func writeInPlace(_ bytes: Data, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
        guard descriptor >= 0 else { throw UsageError("\(path): cannot be written: \(lastError())") }
        defer { close(descriptor) }
        try StandardStreams.write(bytes, to: descriptor, named: path)
    }

    private static func lastError() -> String { String(cString: strerror(errno)) }
}
