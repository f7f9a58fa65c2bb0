import YAMLText

/// What is wrong with a models file: the user's to mend.
public struct ModelsFileError: Error, YAMLFailure, Sendable, Equatable, CustomStringConvertible {
    /// The file.
    public var path: String
    /// The line, from 1; nil for what concerns the file as a whole.
    public var line: Int?
    /// What was found and what was expected.
    public var detail: String

    package init(path: String, line: Int?, detail: String) {
        self.path = path
        self.line = line
        self.detail = detail
    }

    /// One line: where, what was found, what to do.
    public var description: String { "\(path):\(line.map { "\($0):" } ?? "") \(detail)" }
}
