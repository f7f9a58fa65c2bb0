import Files
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

        /// Whether it is a file of records, one a line, rather than a folder.
        var isOfRecords: Bool { self == .humaneval || self == .mbpp }

        /// What to give for one of this form, for errors.
        var whereabouts: String { isOfRecords ? "\(name), .jsonl" : "a folder or archive that holds \(name)" }
    }

    /// The form it was in.
    public let kind: Kind
    /// The problem, its tests in files that are there as long as the scratch folder is.
    public let problem: Problem

    /// Why submissions cannot be checked, with paths as the user knows them; they are kept all the same.
    public var submissionFaults: [ProblemError] { problem.submissions.compactMap(\.fault).map(places.shown) }

    private let places: ImportPlaces

    /// Reads a problem from an archive or a folder.
    ///
    /// - Parameters:
    ///   - source: The archive or folder.
    ///   - kind: Its form; nil to find out.
    ///   - statement: A statement's text, for forms that have none.
    ///   - scratch: An empty folder for what is unpacked.
    /// - Throws: `ProblemError`, with paths as the user knows them.
    public init(
        _ source: String, kind: Kind?, statement: String?, scratch: String
    ) throws(ProblemError) {
        var places = ImportPlaces()
        do throws(ProblemError) {
            var folder = try Self.folder(source, wanted: kind, scratch, &places)
            self.kind = try Self.kind(of: folder, wanted: kind)
            if let statement {
                guard let file = self.kind.statementFile else {
                    throw ProblemError.malformed(
                        path: source, place: nil, found: "\(self.kind.name), which holds its own statement",
                        expected: "no --statement")
                }
                folder = try Self.copy(folder, with: statement, in: file, scratch, &places)
            }
            var problem = try Self.problem(self.kind, folder, source, scratch, &places)
            try AtlasSettings.apply(to: &problem, in: folder)
            self.problem = problem
            self.places = places
        } catch {
            throw places.shown(error)
        }
    }

    /// Writes the problem as `PackageWriter` does.
    ///
    /// - Throws: `ProblemError`, with paths as the user knows them.
    public func write(to folder: String) throws(ProblemError) {
        do throws(ProblemError) {
            try PackageWriter.write(problem, to: folder)
        } catch {
            throw places.shown(error)
        }
    }

    /// The folder that the source is, or is unpacked to.
    private static func folder(
        _ source: String, wanted: Kind?, _ scratch: String, _ places: inout ImportPlaces
    ) throws(ProblemError) -> PackageFolder {
        if Paths.isFolder(source) { return try PackageFolder(source) }
        guard Archive.isArchive(source) else {
            // Also says what does not exist.
            _ = try FileContents.prefix(source, count: 1)
            throw .malformed(
                path: source, place: nil, found: "neither a folder nor an archive",
                expected: wanted?.whereabouts ?? "a problem's folder, a zip or tar archive, or a .jsonl file")
        }
        // The problem is named after the archive, unless it has a name of its own.
        let stem = String(source.split(separator: "/").last?.prefix { $0 != "." } ?? "problem")
        let place = "\(scratch)/archive/\(stem.isEmpty ? "problem" : stem)"
        try makeFolder("\(scratch)/archive")
        try makeFolder(place)
        places.name(place, source, isArchive: true)
        try Archive(source).unpack(into: place)
        let folder = try PackageFolder(place)
        // What macOS puts beside a folder is no part of it.
        let entries = try folder.entries().filter { $0.name != "__MACOSX" }
        guard entries.count == 1, entries[0].kind == .folder else { return folder }
        return try PackageFolder(folder.path(entries[0].name))
    }

    private static func problem(
        _ kind: Kind, _ folder: PackageFolder, _ source: String, _ scratch: String, _ places: inout ImportPlaces
    ) throws(ProblemError) -> Problem {
        switch kind {
        case .dmoj:
            guard let archive = try DMOJFolder.archive(folder) else {
                return try DMOJFolder.read(folder, unpacked: nil)
            }
            let place = "\(scratch)/tests"
            try makeFolder(place)
            places.name(place, places.shown(archive), isArchive: true)
            try Archive(archive).unpack(into: place)
            return try DMOJFolder.read(folder, unpacked: try PackageFolder(place))
        case .icpc: return try ICPCPackage.read(folder)
        case .polygon: return try PolygonPackage.read(folder)
        case .lcb: return try LCBFolder.read(folder)
        case .folder: return try AdHocFolder.read(folder)
        case .humaneval, .mbpp:
            throw .malformed(
                path: source, place: nil, found: "a folder or archive", expected: kind.whereabouts)
        }
    }

    /// The folder's form, or an error where it is not the wanted one or none.
    private static func kind(of folder: PackageFolder, wanted: Kind?) throws(ProblemError) -> Kind {
        let formats: [(kind: Kind, format: any ProblemFormat.Type, file: String)] = [
            (.icpc, ICPCPackage.self, "problem.yaml"), (.polygon, PolygonPackage.self, "problem.xml"),
            (.dmoj, DMOJFolder.self, "init.yml"), (.lcb, LCBFolder.self, "problem.jsonl"),
            (.folder, AdHocFolder.self, "statement.md"),
        ]
        if let wanted, !formats.contains(where: { $0.kind == wanted }) { return wanted }
        let possible = formats.filter { wanted == nil || $0.kind == wanted }
        for candidate in possible where try candidate.format.recognises(folder) { return candidate.kind }
        let files = possible.map(\.file).joined(separator: ", ")
        throw .malformed(
            path: folder.path, place: nil, found: wanted.map { "not \($0.name)" } ?? "no problem in it",
            expected: "\(wanted == nil ? "one of " : "")\(files) at its root")
    }

    /// A copy of the folder with another statement in this file, so that the user's own is left alone.
    private static func copy(
        _ folder: PackageFolder, with statement: String, in name: String, _ scratch: String,
        _ places: inout ImportPlaces
    ) throws(ProblemError) -> PackageFolder {
        let place = "\(scratch)/with-statement/\(folder.name)"
        let file = URL(filePath: "\(place)/\(name)")
        do {
            try FileManager.default.createDirectory(
                atPath: "\(scratch)/with-statement", withIntermediateDirectories: true)
            // A link to the folder would be copied as that link.
            let real = Paths.real(folder.path) ?? folder.path
            try FileManager.default.copyItem(atPath: real, toPath: place)
        } catch {
            throw .unreadable(path: folder.path, reason: "cannot be copied: \(FileContents.reason(errno))")
        }
        places.name(place, places.shown(folder.path), isArchive: false)
        let copied = try PackageFolder(place)
        // Links are copied as links: nothing is written where they lead.
        _ = try copied.kind(name.split(separator: "/").dropLast().joined(separator: "/"))
        unlink(file.path)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(statement.utf8).write(to: file)
        } catch {
            throw .unreadable(path: folder.path, reason: "cannot be copied: \(FileContents.reason(errno))")
        }
        places.name(file.path, "--statement", isArchive: false)
        return copied
    }

    private static func makeFolder(_ path: String) throws(ProblemError) {
        guard mkdir(path, 0o755) == 0 else { throw .unreadable(path: path, reason: FileContents.reason(errno)) }
    }
}

extension ProblemImport.Kind {
    /// The file in which a given statement comes before any other; nil for a form that always holds one.
    fileprivate var statementFile: String? {
        switch self {
        case .icpc: "problem_statement/problem.en.md"
        case .dmoj, .folder: "statement.md"
        case .polygon, .lcb, .humaneval, .mbpp: nil
        }
    }
}
