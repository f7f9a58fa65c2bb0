import Yams

/// Why a text is no YAML, or holds a key twice.
struct YAMLSyntaxFault {
    /// The line that shows it, from 1; nil where none does.
    let line: Int?
    /// What is wrong: `did not find expected ',' or ']'`, `"name" stands there twice`.
    let found: String
    /// What is expected instead.
    let expected: String

    init(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (line, found, expected) = (mark.line, problem, "YAML")
        case .duplicatedKeysInMapping(let keys, let context):
            line = context.mark.line
            found = keys.map { "\"\($0)\"" }.joined(separator: ", ") + " stands there twice"
            expected = "each key once"
        case .reader(let problem, _, _, _): (line, found, expected) = (nil, problem, "YAML")
        default: (line, found, expected) = (nil, "text that cannot be parsed", "YAML")
        }
    }
}
