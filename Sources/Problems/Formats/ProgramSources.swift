/// The source of a program that a package keeps in a folder: one file that is compiled or run, and what lies beside it.
struct ProgramSources {
    /// Endings of files that are never a program by themselves.
    private static let companionEndings = [".h", ".hh", ".hpp", ".inc", ".txt", ".md", ".yaml", ".json"]
    /// Names, without ending, of the file that is run where there are several.
    private static let mainNames = [
        "main", "Main", "__main__", "validate", "validator", "check", "checker", "interactor",
    ]
    /// Endings of sources that find by themselves what they import from beside them.
    private static let importingEndings = [".py", ".js", ".rs", ".java"]

    let package: PackageFolder
    /// Whether the other sources must be such as the one that is run finds by itself.
    var mustImport = false

    /// The program in a folder, or in the only folder of it.
    ///
    /// - Parameters:
    ///   - folder: Relative to the package.
    ///   - what: What it is, for errors: `an output validator`.
    /// - Returns: The program; nil when there is no such folder, or nothing in it.
    /// - Throws: `ProblemError.unsupported` when it is not clear which file is to be run.
    func program(in folder: String, _ what: String) throws(ProblemError) -> JudgeProgram? {
        guard try package.kind(folder) == .folder else { return nil }
        var place = folder
        var entries = try package.entries(folder)
        if entries.count == 1, entries[0].kind == .folder {
            place += "/\(entries[0].name)"
            entries = try package.entries(place)
        }
        if entries.isEmpty { return nil }
        let files = entries.filter { $0.kind == .file }.map(\.name)
        var programs = files.filter { name in !Self.companionEndings.contains(where: name.hasSuffix) }
        let mains = programs.filter { name in
            Self.mainNames.contains { name.hasPrefix($0 + ".") && name.count - $0.count <= 5 }
        }
        if programs.count > 1, mains.count == 1,
            !mustImport || Self.importingEndings.contains(where: mains[0].hasSuffix)
        {
            programs = mains
        }
        guard programs.count == 1, files.count == entries.count, !files.contains("build"), !files.contains("run") else {
            throw .unsupported(
                path: package.path(place), place: nil,
                feature: "\(what) of more than one program, or with a build script,")
        }
        return JudgeProgram(
            path: package.path("\(place)/\(programs[0])"),
            companions: files.filter { $0 != programs[0] }.map { package.path("\(place)/\($0)") })
    }
}
