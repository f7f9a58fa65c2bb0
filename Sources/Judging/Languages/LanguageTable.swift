import Files
import FoundationEssentials
import Problems

/// The languages that submissions may be written in: the built-in rows, and the user's.
public struct LanguageTable: Sendable {
    /// The rows, in the order in which suffixes are looked up.
    public let rows: [Language]

    /// The rows that come with atlas.
    public static let builtIn: LanguageTable = {
        do throws(JudgingError) {
            return LanguageTable(rows: try LanguageFile.builtIn().rows())
        } catch {
            preconditionFailure("languages.yaml: \(error)")
        }
    }()

    /// The built-in rows, changed and added to by the user's file.
    ///
    /// - Parameters:
    ///   - file: The file of `--languages`; nil for `languages.yaml` in the user's settings folder, if it is there.
    ///   - environment: Where `XDG_CONFIG_HOME` and `HOME` are looked up.
    /// - Returns: The table.
    /// - Throws: `JudgingError.languageFile` when the file cannot be read or says something that has no meaning.
    public static func load(file: String?, environment: [String: String]) throws(JudgingError) -> LanguageTable {
        guard let path = file ?? settingsFile(environment) else { return builtIn }
        let own = try LanguageFile(reading: path)
        return LanguageTable(rows: try LanguageFile.builtIn().changed(by: own).rows())
    }

    private static func settingsFile(_ environment: [String: String]) -> String? {
        guard let path = UserFolders.settings(environment).map({ "\($0)/languages.yaml" }) else { return nil }
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The row of that id or alias, whose case does not count where it does not tell two ids apart.
    ///
    /// - Throws: `JudgingError.unknownLanguage`.
    public func named(_ id: String) throws(JudgingError) -> Language {
        let name = id.lowercased()
        let row =
            rows.first { $0.id == id } ?? rows.first { $0.id.lowercased() == name }
            ?? rows.first { row in row.aliases.contains { $0.lowercased() == name } }
        guard let row else { throw .unknownLanguage(id, known: rows.map(\.id)) }
        return row
    }

    /// Refuses a problem whose time multipliers name a language that is not there: it would be judged by another limit than was meant.
    ///
    /// - Throws: `JudgingError.unknownMultiplier`.
    public func check(_ problem: Problem) throws(JudgingError) {
        let limits = problem.limits
        for id in limits.cpuMultipliers.keys.sorted() where !rows.contains(where: { $0.id == id }) {
            throw .unknownMultiplier(
                place: limits.multipliersPlace ?? problem.id, language: id, known: rows.map(\.id))
        }
    }

    /// The row for a file's name ending, whose case does not count.
    ///
    /// - Throws: `JudgingError.unknownLanguageOfFile`.
    public func language(ofFile path: String) throws(JudgingError) -> Language {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        // To every Unix compiler .C is C++.
        let ending =
            name.contains(".") ? name.split(separator: ".").last.map { $0 == "C" ? "cpp" : $0.lowercased() } : nil
        guard let ending, let row = rows.first(where: { $0.hasSuffix(ending) }) else {
            throw .unknownLanguageOfFile(path, known: rows.flatMap(\.suffixes))
        }
        return row
    }
}
