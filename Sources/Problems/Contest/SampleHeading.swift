/// A line of a statement that begins or ends a part of a sample.
struct SampleHeading {
    /// What begins with the line.
    enum Kind {
        /// The samples as a whole: what follows as `Input` and `Output` is one.
        case examples
        case input
        case output
        /// A part of the statement that is no sample.
        case end
    }

    let kind: Kind
    /// What stands on the same line behind the colon.
    var rest = ""

    private static let inputs: Set<String> = [
        "sample input", "example input", "input example", "input sample", "sample test input", "inputcopy", "入力例",
        "пример ввода", "standard input",
    ]
    private static let outputs: Set<String> = [
        "sample output", "example output", "output example", "output sample", "sample test output", "outputcopy",
        "出力例", "пример вывода", "standard output", "output for the sample input", "output for sample input",
        "expected output",
    ]
    private static let examples: Set<String> = [
        "example", "examples", "sample", "samples", "sample test", "sample tests", "sample testcase", "test case",
        "sample test case", "sample cases", "sample case", "sample data", "sample i/o",
    ]
    private static let ends: Set<String> = [
        "note", "notes", "explanation", "sample explanation", "explanation of sample", "constraints", "hint", "hints",
        "scoring", "subtasks", "source", "limits", "statement", "problem statement", "task", "input format",
        "output format", "input specification", "output specification", "remarks", "clarification",
        "explanation for sample", "sample input explanation", "sample output explanation", "note copy", "tags",
    ]

    /// Nil for any other line.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - isInExamples: Whether a heading of samples was seen: plain `Input` and `Output` then begin a sample.
    init?(_ line: Substring, isInExamples: Bool) {
        guard line.utf8.count <= 4096 else { return nil }
        var text = line.trimmed
        let isMarked = text.hasPrefix("#") || text.hasPrefix("**") || text.first?.isUppercase == true
        text = String(text.drop { "#*_ ".contains($0) })
        var rest = ""
        if let colon = text.firstIndex(of: ":") {
            rest = String(text[text.index(after: colon)...].drop { "*_ ".contains($0) })
            text = String(text[..<colon])
        }
        while let last = text.last, "*_:#. ".contains(last) { text.removeLast() }
        guard text.count <= 40 else { return nil }
        let (name, isNumbered) = Self.name(text)
        if Self.inputs.contains(name) || (name == "input" && (isInExamples || isNumbered)) {
            kind = .input
            self.rest = rest
        } else if Self.outputs.contains(name) || (name == "output" && (isInExamples || isNumbered)) {
            kind = .output
            self.rest = rest
        } else if Self.examples.contains(name), rest.isEmpty, isMarked {
            kind = .examples
        } else if Self.ends.contains(name), isMarked {  // a mere word such as `note` may be data
            kind = .end
        } else {
            return nil
        }
    }

    /// The words in lower case, without the number of the sample.
    private static func name(_ text: String) -> (name: String, isNumbered: Bool) {
        var words = text.lowercased().split { $0.isWhitespace || "#()[]".contains($0) }.map(String.init)
        if words.last == "copy", words.count > 1 { words.removeLast() }
        let count = words.count
        words.removeAll { $0.allSatisfy { $0.isNumber || $0 == "." } }
        // `入力例1`, `Example1`.
        if let last = words.last, let digit = last.firstIndex(where: \.isNumber), last[digit...].allSatisfy(\.isNumber)
        {
            words[words.count - 1] = String(last[..<digit])
            return (words.joined(separator: " "), true)
        }
        return (words.joined(separator: " "), words.count < count)
    }
}
