import Files
import FoundationEssentials
import Glibc

/// A folder of files that can be made again: compiled programs and precompiled headers.
///
/// Any number of processes may use it at once. A file appears whole or not at all, by rename(2), and its name says what
/// it was made of, so that the same name always means the same content; nothing in it is ever changed.
public struct CacheFolder: Sendable {
    /// Where it is; absolute, and made when first written to.
    public let path: String

    /// Uses a folder.
    public init(path: String) {
        self.path = path
    }

    /// The user's (see `UserFolders.cache`); nil where nothing is to be kept.
    public static func ofUser(_ environment: [String: String]) -> CacheFolder? {
        UserFolders.cache(environment).map(CacheFolder.init(path:))
    }

    /// The bytes of a file, which counts as used from now on; nil when there is none.
    func read(_ name: String) -> Data? {
        guard let bytes = try? Data(contentsOf: URL(filePath: "\(path)/\(name)")) else { return nil }
        touch(name)
        return bytes
    }

    /// Marks a file or folder as used now, for `shrink`.
    func touch(_ name: String) { _ = utimensat(AT_FDCWD, "\(path)/\(name)", nil, 0) }

    /// Puts a file into the cache; silently not when the disk refuses: a cache may stay empty.
    @discardableResult
    func write(_ bytes: Data, to name: String) -> Bool {
        let file = "\(path)/\(name)"
        guard let slash = file.lastIndex(of: "/"), makeFolders(String(file[..<slash])) else { return false }
        let own = "\(file).\(getpid()).\(UInt64.random(in: 0 ... .max)).new"
        let descriptor = open(own, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return false }
        var isWritten = bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let start = buffer.baseAddress {
                let size = Glibc.write(descriptor, start + done, buffer.count - done)
                if size > 0 { done += size } else if errno != EINTR { return false }
            }
            return true
        }
        isWritten = close(descriptor) == 0 && isWritten && rename(own, file) == 0
        if !isWritten { unlink(own) }
        return isWritten
    }

    private func makeFolders(_ folder: String) -> Bool {
        (try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)) != nil
    }

    /// Removes what was not used for the longest time until a folder is small enough; also what a killed process left.
    ///
    /// - Parameters:
    ///   - folder: A folder below this one; what lies directly in it, files or folders, is kept or removed as a whole.
    ///   - bytes: How large it may be.
    ///   - kept: A name that stays.
    func shrink(_ folder: String, to bytes: Int, keeping kept: String) {
        let root = "\(path)/\(folder)"
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: root) else { return }
        var entries = names.map { (name: $0, size: Self.size(of: "\(root)/\($0)"), used: lastUse("\(root)/\($0)")) }
        var total = entries.reduce(0) { $0 + $1.size }
        guard total > bytes else { return }
        // Down to nine tenths: not again at the next file.
        entries.sort { $0.used < $1.used }
        for entry in entries where entry.name != kept && total > bytes / 10 * 9 {
            // Another process may remove it at the same time.
            try? FileManager.default.removeItem(atPath: "\(root)/\(entry.name)")
            total -= entry.size
        }
    }

    private static func size(of path: String) -> Int {
        var status = stat()
        guard lstat(path, &status) == 0 else { return 0 }
        guard status.st_mode & S_IFMT == S_IFDIR else { return Int(status.st_size) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.reduce(0) { $0 + size(of: "\(path)/\($1)") }
    }

    private func lastUse(_ path: String) -> Int {
        var status = stat()
        guard lstat(path, &status) == 0 else { return 0 }
        return status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    }
}
