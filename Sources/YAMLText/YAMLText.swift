import Yams

/// A text in YAML, read into nodes that know their lines.
public enum YAMLText {
    /// The root of a text; nil for one that holds nothing.
    ///
    /// - Throws: `YAMLFault`, also for a key that stands twice in one mapping.
    public static func root(of text: String) throws(YAMLFault) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch {
            throw YAMLFault(error)
        }
    }
}

/// Why a text is no YAML.
public struct YAMLFault: Error, Equatable, Sendable {
    /// The line that shows it, from 1; nil where none does.
    public let line: Int?
    /// What is wrong: `did not find expected ',' or ']'`, `"name" stands there twice`.
    public let found: String
    /// What is expected instead, for messages.
    public let expected: String

    fileprivate init(_ error: any Error) {
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
