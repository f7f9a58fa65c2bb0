import ArgumentParser
import FoundationEssentials
import Judging

/// The languages there are.
struct LanguagesOption: ParsableArguments {
    @Option(
        name: .customLong("languages"),
        help: ArgumentHelp(
            "File with languages to add or change (default: ~/.config/atlas/languages.yaml, if it exists).",
            valueName: "file"),
        completion: .file())
    var file: String?

    /// The built-in languages with the user's.
    func table() throws(JudgingError) -> LanguageTable {
        try LanguageTable.load(file: file, environment: ProcessInfo.processInfo.environment)
    }
}

extension LanguageTable {
    /// The language that `--language` names, or its default.
    func given(_ id: String) throws(UsageError) -> Language {
        do throws(JudgingError) {
            return try named(id)
        } catch {
            let ids = rows.map(\.id).joined(separator: ", ")
            throw UsageError("--language: \"\(id)\" is not known; expected one of \(ids)")
        }
    }
}

/// The language of a source, when its name does not tell.
struct LanguageOption: ParsableArguments {
    @Option(
        name: .customLong("language"),
        help: ArgumentHelp("Language of the source (default: from the file name).", valueName: "id"),
        completion: .language)
    var id: String?
    @OptionGroup var languages: LanguagesOption

    /// Reads source files as submissions.
    ///
    /// - Parameters:
    ///   - files: Their paths.
    ///   - table: The languages.
    ///   - stdin: What the file `-` holds; nil where that is a file as any other.
    /// - Returns: A submission for each.
    /// - Throws: What reading one throws; `UsageError` for a file whose language is not known.
    func submissions(_ files: [String], in table: LanguageTable, stdin: Data? = nil) throws -> [Submission] {
        var submissions: [Submission] = []
        for file in files {
            let language = if let id { try table.given(id) } else { try Self.language(ofFile: file, in: table) }
            let data = if file == "-", let stdin { stdin } else { try SourceFile.bytes(file) }
            let source = try SourceFile.text(data, path: file, in: language, note: StandardStreams.complain)
            submissions.append(Submission(name: file, source: source, language: language))
        }
        return submissions
    }

    private static func language(ofFile file: String, in table: LanguageTable) throws -> Language {
        do {
            return try table.language(ofFile: file)
        } catch {
            let ids = table.rows.map(\.id).joined(separator: ", ")
            throw UsageError(
                "\(file): the name's ending belongs to no language; name it with --language, one of \(ids)")
        }
    }
}
