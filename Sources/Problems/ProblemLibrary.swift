import Files
import Spelling

/// The folder of bundled problems, each a folder of its own in any of the folder formats.
public struct ProblemLibrary: Sendable {
    /// The folder.
    public let folder: String

    /// Takes a folder as it is.
    ///
    /// - Throws: `ProblemError.unreadable` when there is no such folder.
    public init(folder: String) throws(ProblemError) {
        self.folder = try PackageFolder(folder).path
    }

    /// Finds the folder of bundled problems.
    ///
    /// Tried in turn: `explicit`; the environment's `ATLAS_PROBLEMS`; from the executable's folder upwards, a
    /// `problems/` or `share/atlas/problems/` that holds problems; `problems/` in the current folder. The first two
    /// are the user's word: when one of them is wrong, that is the error, and the rest is not tried.
    ///
    /// - Parameters:
    ///   - explicit: What the user named, as with `--problems`.
    ///   - environment: The environment's variables.
    ///   - executable: The program's own file, links resolved; nil to ask the system.
    /// - Returns: The library found.
    /// - Throws: `ProblemError.unreadable` or `.malformed` for a named folder that is not there or holds no problem,
    ///   `.noLibrary` when none is found.
    public static func locate(
        explicit: String? = nil, environment: [String: String], executable: String? = nil
    ) throws(ProblemError) -> ProblemLibrary {
        if let named = explicit ?? environment["ATLAS_PROBLEMS"], !named.isEmpty {
            let library = try ProblemLibrary(folder: named)
            guard try !library.names().isEmpty else {
                throw .malformed(
                    path: library.folder, place: nil, found: "no problem's folder in it",
                    expected: "a folder of problems")
            }
            return library
        }
        let program = executable ?? Paths.real("/proc/self/exe") ?? ""
        var candidates: [String] = []
        var folder = program[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            candidates += ["\(folder)/problems", "\(folder)/share/atlas/problems"]
        }
        candidates.append("problems")
        for candidate in candidates where holdsProblems(candidate) {
            return try ProblemLibrary(folder: candidate)
        }
        throw .noLibrary(searched: ["any problems/ above \(program)", "problems/ in the current folder"])
    }

    /// The names of all problems in the folder, in natural order.
    ///
    /// - Throws: `ProblemError.unreadable`.
    public func names() throws(ProblemError) -> [String] {
        var names: [String] = []
        for name in try PackageFolder.names(in: folder) where Paths.isFolder("\(folder)/\(name)") {
            if ProblemFormats.isProblem(try PackageFolder("\(folder)/\(name)")) { names.append(name) }
        }
        return names
    }

    /// Reads a problem.
    ///
    /// - Throws: `ProblemError.unknownProblem`, with the nearest name; or whatever is wrong with the problem.
    public func open(_ name: String) throws(ProblemError) -> Problem {
        let names = try names()
        guard names.contains(name) else {
            throw .unknownProblem(name: name, nearest: NearestName.nearest(to: name, among: names))
        }
        return try ProblemFormats.read(try PackageFolder("\(folder)/\(name)"))
    }

    private static func holdsProblems(_ path: String) -> Bool {
        // What cannot be looked into is not it: the search goes on, and ends in an error if nothing is found.
        guard Paths.isFolder(path), let library = try? ProblemLibrary(folder: path) else { return false }
        return (try? library.names().isEmpty) == false
    }
}
