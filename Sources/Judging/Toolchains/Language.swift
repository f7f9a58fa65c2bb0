import Problems

/// A row of the language table: how a source of that language becomes a running program.
public struct Language: Sendable, Equatable {
    /// The id used on the command line and in JSON (`python`, `cpp`, …).
    public let id: String
    /// The name for people and for models (`Python 3`, `C++20`).
    public let name: String
    /// File name endings that mean this language, without the dot.
    public let extensions: [String]
    /// What the source is called in the work folder.
    public let sourceName: String
    /// How it is compiled; nil for interpreted languages.
    public let compiler: Compiler?
    /// Programs that can interpret it, the first found is used; empty for compiled languages.
    public let interpreters: [String]
    /// The tag of a fenced code block in Markdown.
    public let fence: String

    /// How a source is compiled.
    public struct Compiler: Sendable, Equatable {
        /// Programs that can compile it; the first found is used.
        public let programs: [String]
        /// Its arguments, where `{source}` stands for the source; they name the program made `program`.
        public let arguments: [String]
    }

    /// The rows.
    public static let all: [Language] = [
        Language(
            id: "python", name: "Python 3", extensions: ["py"], sourceName: "solution.py", compiler: nil,
            interpreters: ["python3", "python"], fence: "python"),
        cpp(
            id: "cpp", name: "C++20", standard: "gnu++20", programs: ["g++", "clang++"],
            extensions: ["cpp", "cc", "cxx"]),
        cpp(id: "cpp17", name: "C++17", standard: "gnu++17", programs: ["g++", "clang++"]),
        cpp(id: "cpp-clang", name: "C++20 (clang++)", standard: "gnu++20", programs: ["clang++"]),
        cpp(id: "cpp17-clang", name: "C++17 (clang++)", standard: "gnu++17", programs: ["clang++"]),
        Language(
            id: "c", name: "C17", extensions: ["c"], sourceName: "solution.c",
            compiler: Compiler(
                programs: ["gcc", "clang", "cc"], arguments: ["-std=gnu17", "-O2", "-o", "program", "{source}", "-lm"]),
            interpreters: [], fence: "c"),
    ]

    private static func cpp(
        id: String, name: String, standard: String, programs: [String], extensions: [String] = []
    ) -> Language {
        Language(
            id: id, name: name, extensions: extensions, sourceName: "solution.cpp",
            compiler: Compiler(
                programs: programs, arguments: ["-std=\(standard)", "-O2", "-o", "program", "{source}"]),
            interpreters: [], fence: "cpp")
    }

    /// Whether a problem can be judged in this language.
    public func isFit(for problem: Problem) -> Bool {
        if case .functional = problem.interface { id == "python" } else { true }
    }

    /// The row of that id.
    ///
    /// - Throws: `JudgingError.unknownLanguage`.
    public static func named(_ id: String) throws(JudgingError) -> Language {
        guard let row = all.first(where: { $0.id == id }) else {
            throw .unknownLanguage(id, known: all.map(\.id))
        }
        return row
    }

    /// The row for a file's name ending.
    ///
    /// - Throws: `JudgingError.unknownLanguageOfFile`.
    public static func of(file path: String) throws(JudgingError) -> Language {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } : nil
        guard let ending, let row = all.first(where: { $0.extensions.contains(ending) }) else {
            throw .unknownLanguageOfFile(path, known: all.map(\.id))
        }
        return row
    }
}
