extension JudgingError: CustomStringConvertible {
    /// One line: where, what was found, what to do.
    public var description: String {
        switch self {
        case .unknownLanguage(let id, let known):
            "\"\(id)\": there is no such language; expected one of \(known.joined(separator: ", "))"
        case .unknownLanguageOfFile(let path, let known):
            "\(path): the name's ending belongs to no language; expected \(known.map { ".\($0)" }.joined(separator: ", "))"
        case .languageFile(let path, let line, let detail):
            "\(path):\(line.map { "\($0):" } ?? "") \(detail)"
        case .unknownMultiplier(let place, let language, let known):
            "\(place): \"time_multipliers\" names \"\(language)\"; expected ids of languages: "
                + known.joined(separator: ", ")
        case .sourceUnreadable(let path, let reason):
            "\(path): \(reason)"
        case .sourceTooLarge(let path, let bytes, let limit):
            "\(path): the source has \(bytes) bytes; at most \(limit) are taken"
        case .sourceNotUTF8(let path, let offset):
            "\(path): not UTF-8 from byte \(offset) on; save the source as UTF-8"
        case .languageUnfit(let problem, let language, let reason):
            "\(problem): cannot be judged in \(language): \(reason)"
        case .noTests(let problem):
            "\(problem): there are no tests; an empty test suite accepts nothing"
        }
    }
}
