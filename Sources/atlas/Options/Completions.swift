import ArgumentParser
import FoundationEssentials
import Judging
import Problems

// What a shell offers for a value, beyond the files, folders and lists that it completes by itself.
extension CompletionKind {
    /// The ids of languages, also of the user's own.
    static let language = CompletionKind.custom(languages)

    /// The names of bundled problems, and the files and folders that begin as the word does.
    static let problem = CompletionKind.custom(problems)

    @Sendable private static func languages(_ words: [String], _ index: Int, _ start: String) -> [String] {
        let table = try? LanguageTable.load(file: nil, environment: ProcessInfo.processInfo.environment)
        return (table ?? LanguageTable.builtIn).rows.map(\.id)
    }

    @Sendable private static func problems(_ words: [String], _ index: Int, _ start: String) -> [String] {
        let library = try? ProblemLibrary.locate(environment: ProcessInfo.processInfo.environment)
        let names = (try? library?.names()) ?? []
        // Not "start", which is of the last word, wherever the cursor is.
        let files = words.indices.contains(index) ? paths(from: words[index]) : []
        // Without names that bash would expand: it runs a `$(…)` in what it is offered.
        return (names + files).filter { $0.allSatisfy { $0.isLetter || $0.isNumber || " #%+,-./:=@_".contains($0) } }
    }

    /// The files and folders whose path begins with a text; hidden ones only where it names a dot.
    private static func paths(from start: String) -> [String] {
        let end = start.lastIndex(of: "/").map { start.index(after: $0) } ?? start.startIndex
        let (folder, name) = (String(start[..<end]), String(start[end...]))
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        return entries.filter { $0.hasPrefix(name) && (!$0.hasPrefix(".") || name.hasPrefix(".")) }
            .sorted().map { folder + $0 }
    }
}
