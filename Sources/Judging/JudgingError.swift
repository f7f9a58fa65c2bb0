import YAMLText

/// Something the user has to mend before anything can be judged: exit status 2.
public enum JudgingError: Error, Sendable, Equatable {
    /// A language is no row of the table; who was given the name knows where it stands.
    case unknownLanguage(String, known: [String])
    /// A file's name ending belongs to no row of the table; `known` are those that do.
    case unknownLanguageOfFile(String, known: [String])
    /// A file of languages says something that has no meaning, at a line where that is known.
    case languageFile(path: String, line: Int?, detail: String)
    /// A problem multiplies the time limit of a language that the table does not have; the place is a file's or the problem's name.
    case unknownMultiplier(place: String, language: String, known: [String])
    /// A source file cannot be read.
    case sourceUnreadable(path: String, reason: String)
    /// A source file is larger than any contest allows.
    case sourceTooLarge(path: String, bytes: Int, limit: Int)
    /// A source file is not UTF-8; the offset is that of the first bad byte.
    case sourceNotUTF8(path: String, offset: Int)
    /// The problem cannot be judged in this language.
    case languageUnfit(problem: String, language: String, reason: String)
    /// The problem has no tests.
    case noTests(problem: String)
}

extension JudgingError: YAMLFailure {
    package init(path: String, line: Int?, detail: String) {
        self = .languageFile(path: path, line: line, detail: detail)
    }
}
