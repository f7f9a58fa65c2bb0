/// A way to keep one problem in a folder.
///
/// To add a format: a new conformance in a file of its own, and its row in `ProblemFormats.all`.
protocol ProblemFormat {
    /// Whether the folder looks like this format, judged by one telling file.
    static func recognises(_ folder: PackageFolder) throws(ProblemError) -> Bool
    /// Reads and checks the problem.
    static func read(_ folder: PackageFolder) throws(ProblemError) -> Problem
}

/// The folder formats that are read.
enum ProblemFormats {
    /// In the order in which they are tried.
    static var all: [any ProblemFormat.Type] {
        [ICPCPackage.self, PolygonPackage.self, DMOJFolder.self, LCBFolder.self, AdHocFolder.self]
    }

    /// Reads a folder in whichever format it is.
    ///
    /// - Throws: `ProblemError`; `.malformed` when no format recognises the folder.
    static func read(_ folder: PackageFolder) throws(ProblemError) -> Problem {
        for format in all where try format.recognises(folder) {
            var problem = try format.read(folder)
            try AtlasSettings.apply(to: &problem, in: folder)
            return problem
        }
        if try folder.kind("data") == .folder {
            throw .malformed(
                path: folder.path, place: nil, found: "data/ without a problem.yaml", expected: "problem.yaml beside it"
            )
        }
        throw .malformed(
            path: folder.path, place: nil, found: "no problem in this folder",
            expected: "statement.md and tests/, problem.yaml and data/, or problem.jsonl")
    }

    /// Whether some format recognises the folder; one that cannot be looked into is none.
    static func isProblem(_ folder: PackageFolder) -> Bool {
        all.contains { (try? $0.recognises(folder)) == true }
    }
}
