import Files
import Glibc

/// A problem's folder, from which no link leads out.
///
/// All paths taken are relative to it; all paths given back, and those in errors, begin with the path the user wrote.
struct PackageFolder {
    /// What is at a path.
    enum Kind {
        case file
        case folder
    }

    /// One thing in a folder.
    struct Entry {
        /// Its name.
        let name: String
        /// Whether it is a file or a folder, links followed.
        let kind: Kind
    }

    /// The folder, as the user wrote it, without a slash at its end.
    let path: String
    /// The folder's own name: the user's word for it, or what `.` stands for.
    let name: String
    private let realPath: String

    /// Opens a folder.
    ///
    /// - Throws: `ProblemError.unreadable` when there is none.
    init(_ path: String) throws(ProblemError) {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        self.path = String(trimmed)
        guard let real = Paths.real(self.path) else {
            throw .unreadable(path: self.path, reason: FileContents.reason(errno))
        }
        guard Paths.isFolder(real) else {
            throw .unreadable(path: self.path, reason: "it is not a folder")
        }
        realPath = real
        let given = self.path.split(separator: "/").last.map(String.init) ?? "."
        name = [".", ".."].contains(given) ? real.split(separator: "/").last.map(String.init) ?? "/" : given
    }

    /// The whole path of something in the folder.
    func path(_ relative: String) -> String { relative.isEmpty ? path : "\(path)/\(relative)" }

    /// What is there; nil for nothing.
    ///
    /// - Throws: `ProblemError.malformed` for a link that leaves the folder and for pipes and devices.
    func kind(_ relative: String) throws(ProblemError) -> Kind? {
        let whole = path(relative)
        guard let real = Paths.real(whole) else {
            // A link to nowhere is a mistake to report, not an absent file.
            if Self.isLink(whole) { throw .unreadable(path: whole, reason: "the link leads nowhere") }
            return nil
        }
        guard isInside(real) else {
            throw .malformed(
                path: whole, place: nil,
                found: "a \(Self.climbsOut(relative) ? "path" : "link") that leaves the problem's folder",
                expected: "a file inside \(path)")
        }
        guard let status = Self.status(real) else {
            throw .unreadable(path: whole, reason: FileContents.reason(errno))
        }
        guard status.isFolder || status.isFile else {
            throw .malformed(
                path: whole, place: nil, found: "a pipe, socket or device", expected: "a regular file or a folder")
        }
        return status.isFolder ? .folder : .file
    }

    /// What is at a path that a file of settings names: one that leaves the folder is that file's mistake.
    ///
    /// - Parameters:
    ///   - relative: The path.
    ///   - file: The file that names it, for errors.
    ///   - place: Where the file does, such as `line 3`.
    /// - Returns: What is there; nil for nothing.
    /// - Throws: As `kind`.
    func kind(_ relative: String, namedIn file: String, place: String?) throws(ProblemError) -> Kind? {
        if Self.climbsOut(relative), Paths.real(path(relative)).map(isInside) != true {
            throw .malformed(
                path: file, place: place, found: "\"\(relative)\", a path that leaves the problem's folder",
                expected: "a file inside \(path)")
        }
        return try kind(relative)
    }

    private func isInside(_ real: String) -> Bool {
        real == realPath || real.hasPrefix(realPath == "/" ? "/" : realPath + "/")
    }

    /// Whether a path has more `..` at some place than folders before it.
    private static func climbsOut(_ relative: String) -> Bool {
        var depth = 0
        for part in relative.split(separator: "/") where part != "." {
            depth += part == ".." ? -1 : 1
            if depth < 0 { return true }
        }
        return false
    }

    /// The names in a folder and what they are, in natural order; hidden ones are left out.
    ///
    /// - Throws: `ProblemError.unreadable`, and as `kind`.
    func entries(_ relative: String = "") throws(ProblemError) -> [Entry] {
        var entries: [Entry] = []
        for name in try Self.names(in: path(relative)) {
            if let kind = try kind(relative.isEmpty ? name : "\(relative)/\(name)") {
                entries.append(Entry(name: name, kind: kind))
            }
        }
        return entries
    }

    /// The names in any folder, in natural order; hidden ones are left out.
    ///
    /// - Throws: `ProblemError.unreadable`; `.malformed` for a name that is not UTF-8.
    static func names(in folder: String) throws(ProblemError) -> [String] {
        do throws(FileFailure) {
            return try Folder.names(in: folder).sorted(by: NaturalOrder.precedes)
        } catch {
            throw ProblemError(error, of: folder)
        }
    }

    /// A text file's text; nil when there is no such file.
    ///
    /// - Throws: As `FileContents.text` and `kind`.
    func text(_ relative: String) throws(ProblemError) -> String? {
        guard try kind(relative) == .file else { return nil }
        return try FileContents.text(path(relative))
    }

    /// A file's size in bytes; 0 where there is none.
    func size(_ relative: String) -> Int {
        var status = stat()
        return stat(path(relative), &status) == 0 ? Int(status.st_size) : 0
    }

    private static func status(_ path: String) -> (isFolder: Bool, isFile: Bool)? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let kind = status.st_mode & S_IFMT
        return (kind == S_IFDIR, kind == S_IFREG)
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}
