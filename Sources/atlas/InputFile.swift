import FoundationEssentials
import Glibc

/// Files that the user names to be read.
enum InputFile {
    /// The bytes of a regular file.
    ///
    /// - Throws: `UsageError` where it cannot be read, is no regular file, or is larger than `limit` bytes.
    static func read(_ path: String, atMost limit: Int) throws -> Data {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw UsageError("\(path): \(String(cString: strerror(errno)))") }
        close(descriptor)
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw UsageError("\(path): it is not a regular file")
        }
        guard Int(status.st_size) <= limit else {
            throw UsageError("\(path): \(status.st_size) bytes; at most \(limit) are read")
        }
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw UsageError("\(path): it cannot be read")
        }
    }

    /// Whether a path names a regular file.
    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether a path names a folder.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
