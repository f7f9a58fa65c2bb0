import Files

/// Opens a problem by what a user calls it.
public enum ProblemLocator {
    /// Reads the problem that a reference names.
    ///
    /// A reference is one of:
    /// - the name of a bundled problem, without a slash; it wins over a folder of that name (`./NAME` is the folder),
    /// - a problem's folder, in any of the folder formats,
    /// - `DATA.jsonl#ID`, one record of a LiveCodeBench file; `#ID` may be left out when it holds one record only.
    ///
    /// - Parameters:
    ///   - reference: What the user wrote.
    ///   - library: The bundled problems; looked for only when the reference may be a name.
    /// - Returns: The problem.
    /// - Throws: `ProblemError`.
    public static func open(
        _ reference: String, library: @autoclosure () throws(ProblemError) -> ProblemLibrary
    ) throws(ProblemError) -> Problem {
        let mayBeName = !reference.contains("/") && !reference.contains("#") && !reference.hasPrefix(".")
        if mayBeName, !reference.hasSuffix(".jsonl"), !Paths.isFile(reference) {
            return try bundled(reference, library)
        }
        if Paths.isFolder(reference) { return try ProblemFormats.read(try PackageFolder(reference)) }
        if let (path, id) = record(reference) { return try LCBFile(path: path).record(id: id).problem() }
        if Paths.isFile(reference), !reference.hasSuffix(".jsonl") {
            throw .malformed(
                path: reference, place: nil, found: "a file that is no data set",
                expected: "a bundled problem's name, a problem's folder or DATA.jsonl#ID")
        }
        // Also reached by what does not exist, which the readers say best.
        if reference.hasSuffix(".jsonl") { return try LCBFile(path: reference).onlyRecord().problem() }
        return try ProblemFormats.read(try PackageFolder(reference))
    }

    private static func bundled(
        _ name: String, _ library: () throws(ProblemError) -> ProblemLibrary
    ) throws(ProblemError) -> Problem {
        do {
            return try library().open(name)
        } catch {
            switch error {
            case .unknownProblem(name, _), .noLibrary:
                guard Paths.isFolder(name) else { throw error }
                return try ProblemFormats.read(try PackageFolder(name))
            default: throw error
            }
        }
    }

    /// Splits `DATA.jsonl#ID` where what precedes `#` is a file; else after `.jsonl`.
    private static func record(_ reference: String) -> (path: String, id: String)? {
        let splits = reference.indices.filter { reference[$0] == "#" }.map { index in
            (path: String(reference[..<index]), id: String(reference[reference.index(after: index)...]))
        }
        return splits.first { Paths.isFile($0.path) } ?? splits.first { $0.path.hasSuffix(".jsonl") }
    }
}
