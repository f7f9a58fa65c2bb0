import FoundationEssentials
import Glibc

/// Takes a problem in whatever form others keep it, and tells which form that was.
public struct ProblemImport {
    /// A form that problems come in.
    public enum Kind: String, Sendable, CaseIterable {
        /// An ICPC or Kattis problem package.
        case icpc
        /// A package of Codeforces' Polygon.
        case polygon
        /// A folder of DMOJ's judge.
        case dmoj
        /// LiveCodeBench records.
        case lcb
        /// HumanEval's records: a prompt and a function `check`.
        case humaneval
        /// MBPP's records: a text and a list of asserts.
        case mbpp
        /// Our own folder, `statement.md` and `tests/`.
        case folder

        /// What it is for people.
        public var name: String {
            switch self {
            case .icpc: "an ICPC problem package"
            case .polygon: "a Polygon package"
            case .dmoj: "a DMOJ folder"
            case .lcb: "a LiveCodeBench file"
            case .humaneval: "a HumanEval file"
            case .mbpp: "an MBPP file"
            case .folder: "a folder of statement and tests"
            }
        }
    }

    /// The form it was in.
    public let kind: Kind
    /// The problem, its tests in files that are there as long as the scratch folder is.
    public let problem: Problem

    /// Reads a problem from an archive or a folder.
    ///
    /// - Parameters:
    ///   - source: The archive or folder.
    ///   - kind: Its form; nil to find out.
    ///   - statement: A statement's text, for forms that have none.
    ///   - scratch: An empty folder for what is unpacked.
    /// - Throws: `ProblemError`.
    public init(
        _ source: String, kind: Kind?, statement: String?, scratch: String
    ) throws(ProblemError) {
        var folder: PackageFolder
        if PackageFolder.isFolder(source) {
            folder = try PackageFolder(source)
        } else {
            guard Archive.isArchive(source) else {
                // Also says what does not exist.
                _ = try FileContents.prefix(source, count: 1)
                throw .malformed(
                    path: source, place: nil, found: "neither a folder nor an archive",
                    expected: "a problem's folder, a zip or tar archive, or a .jsonl file")
            }
            // The problem is named after the archive, unless it has a name of its own.
            let stem = String(source.split(separator: "/").last?.prefix { $0 != "." } ?? "problem")
            let place = "\(scratch)/\(stem.isEmpty ? "problem" : stem)"
            try Self.makeFolder(place)
            try Archive(source).unpack(into: place)
            folder = try PackageFolder(place)
            let entries = try folder.entries()
            if entries.count == 1, entries[0].kind == .folder {
                folder = try PackageFolder(folder.path(entries[0].name))
            }
        }
        let found = if let kind { kind } else { try Self.kind(of: folder) }
        if let statement { folder = try Self.copy(folder, with: statement, scratch) }
        self.kind = found
        var problem: Problem
        switch found {
        case .dmoj:
            let archive = try DMOJFolder.archive(folder)
            var unpacked: PackageFolder?
            if let archive {
                try Self.makeFolder("\(scratch)/tests")
                try Archive(archive).unpack(into: "\(scratch)/tests")
                unpacked = try PackageFolder("\(scratch)/tests")
            }
            problem = try DMOJFolder.read(folder, unpacked: unpacked)
        case .icpc: problem = try ICPCPackage.read(folder)
        case .polygon: problem = try PolygonPackage.read(folder)
        case .lcb: problem = try LCBFolder.read(folder)
        case .folder: problem = try AdHocFolder.read(folder)
        case .humaneval, .mbpp:
            throw .malformed(
                path: source, place: nil, found: "a folder or archive", expected: "\(found.name), .jsonl")
        }
        try AtlasSettings.apply(to: &problem, in: folder)
        self.problem = problem
    }

    private static func kind(of folder: PackageFolder) throws(ProblemError) -> Kind {
        if try ICPCPackage.recognises(folder) { return .icpc }
        if try PolygonPackage.recognises(folder) { return .polygon }
        if try DMOJFolder.recognises(folder) { return .dmoj }
        if try LCBFolder.recognises(folder) { return .lcb }
        if try AdHocFolder.recognises(folder) { return .folder }
        throw .malformed(
            path: folder.path, place: nil, found: "no problem in it",
            expected: "problem.yaml, problem.xml, init.yml, problem.jsonl or statement.md at its root")
    }

    /// The folder with another `statement.md`: a folder of links, so that the user's own is left alone.
    private static func copy(
        _ folder: PackageFolder, with statement: String, _ scratch: String
    ) throws(ProblemError) -> PackageFolder {
        let place = "\(scratch)/with-statement/\(folder.name)"
        do {
            try FileManager.default.createDirectory(
                atPath: "\(scratch)/with-statement", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: folder.path, toPath: place)
            try Data(statement.utf8).write(to: URL(filePath: "\(place)/statement.md"))
        } catch {
            throw .unreadable(path: place, reason: "cannot be written: \(FileContents.reason(errno))")
        }
        return try PackageFolder(place)
    }

    private static func makeFolder(_ path: String) throws(ProblemError) {
        guard mkdir(path, 0o755) == 0 else { throw .unreadable(path: path, reason: FileContents.reason(errno)) }
    }
}
