import FoundationEssentials
import Glibc

/// A folder for what is under way, named after its process: what a killed one left is removed when the next is made in the same place.
public struct ScratchFolder: Sendable {
    /// The folder.
    public let path: String

    /// Makes an empty one, and removes those of processes that are no more.
    ///
    /// - Parameters:
    ///   - place: The folder it is made in.
    ///   - mode: Who may use it.
    /// - Throws: `ProblemError.unreadable` when it cannot be made.
    public init(in place: String, mode: mode_t = 0o700) throws(ProblemError) {
        Self.sweep(place)
        path = "\(place)/\(Self.prefix)\(getpid())-\(String(UInt32.random(in: 0 ... .max), radix: 36))"
        guard mkdir(path, mode) == 0 else {
            throw .unreadable(path: place, reason: "cannot be written: \(FileContents.reason(errno))")
        }
    }

    /// Removes it, unless it was renamed meanwhile.
    public func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// What such names begin with, the process follows: whether it lives can be seen on its own machine alone.
    static let prefix: String = {
        var name = [CChar](repeating: 0, count: 65)
        gethostname(&name, name.count - 1)
        return ".atlas-import-\(String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))-"
    }()

    /// Removes the user's own folders in a place whose process is no more.
    private static func sweep(_ place: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] where name.hasPrefix(prefix) {
            let parts = name.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let process = pid_t(parts[0]), process > 0 else { continue }
            let path = "\(place)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else {
                continue
            }
            if isOver(process) { try? FileManager.default.removeItem(atPath: path) }
        }
    }

    /// Whether a process is no more, or has ended and nobody has asked how: some containers have nobody who does.
    private static func isOver(_ process: pid_t) -> Bool {
        if kill(process, 0) != 0 { return errno == ESRCH }
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return false }
        return text[name...].dropFirst(2).first == "Z"
    }
}
