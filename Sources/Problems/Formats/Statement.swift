import FoundationEssentials

/// The statement of a problem kept in a folder, made complete for a reader who sees nothing else.
struct Statement {
    /// The text, never blank.
    private(set) var text: String

    /// Checks a statement's text.
    ///
    /// - Throws: `ProblemError.malformed` when it is blank.
    init(_ text: String, path: String) throws(ProblemError) {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw .malformed(path: path, place: nil, found: "the statement is empty", expected: "the problem's text")
        }
        self.text = text
    }

    /// The first heading `# …`; nil when there is none.
    var heading: String? {
        for line in text.split(separator: "\n") where line.hasPrefix("# ") {
            let title = line.dropFirst(2).trimming { $0.isWhitespace || $0 == "#" }
            if !title.isEmpty { return String(title) }
        }
        return nil
    }

    /// Adds the public tests as samples, unless the text already shows every one of them.
    ///
    /// A text shows a sample when the lines of its input, and those of its answer, stand in it one below the other.
    /// A text that shows only some gets them all, so that their numbers are right.
    ///
    /// - Throws: `ProblemError.unreadable` when a sample cannot be read.
    mutating func addSamples(_ tests: [TestCase]) throws(ProblemError) {
        let lines = Self.lines(text)
        var missing = false
        var section = ""
        for (index, test) in tests.enumerated() {
            let input = try test.input.load()
            let answer = try test.expected.load()
            if !Self.shows(lines, input) || !Self.shows(lines, answer) { missing = true }
            section += "\n## Sample Input \(index + 1)\n\n" + Self.block(input)
            section += "\n## Sample Output \(index + 1)\n\n" + Self.block(answer)
        }
        guard missing else { return }
        if !text.hasSuffix("\n") { text += "\n" }
        text += section
    }

    /// The most bytes of one sample that are shown.
    private static let largestSampleBytes = 8 << 10

    private static func block(_ data: Data) -> String {
        var shown = String(decoding: data.prefix(largestSampleBytes), as: UTF8.self)
        if !shown.hasSuffix("\n") { shown += "\n" }
        // A fence longer than any in the sample, so that the sample cannot end it.
        let fence = shown.contains("```") ? "``````````" : "```"
        let rest = data.count - largestSampleBytes
        return "\(fence)\n\(shown)\(fence)\n" + (rest > 0 ? "(cut: \(rest) more bytes)\n" : "")
    }

    private static func shows(_ lines: [Substring], _ data: Data) -> Bool {
        guard data.count <= largestSampleBytes else { return false }
        let wanted = Self.lines(String(decoding: data, as: UTF8.self))
        guard !wanted.isEmpty, wanted.count <= lines.count else { return wanted.isEmpty }
        return (0...(lines.count - wanted.count)).contains { start in
            lines[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }

    /// The lines, without white space at either end, and without blank lines at the text's ends.
    private static func lines(_ text: String) -> [Substring] {
        text.trimming(\.isWhitespace).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { $0.trimming(\.isWhitespace) }
    }
}

extension StringProtocol where SubSequence == Substring {
    /// The text without such characters at either end.
    func trimming(_ isOutside: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let first = rest.first, isOutside(first) { rest.removeFirst() }
        while let last = rest.last, isOutside(last) { rest.removeLast() }
        return rest
    }
}
