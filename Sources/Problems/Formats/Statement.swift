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
        for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("# ") {
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
        var sections: [(heading: String, data: Data)] = []
        for (index, test) in tests.enumerated() {
            sections.append(("Sample Input \(index + 1)", try test.input.load()))
            sections.append(("Sample Output \(index + 1)", try test.expected.load()))
        }
        add(sections)
    }

    /// Adds what is shown of conversations with an interactor, whose own input and answer no program gets to see.
    ///
    /// - Throws: `ProblemError.unreadable` when one cannot be read.
    mutating func addConversations(_ files: [(heading: String, path: String)]) throws(ProblemError) {
        var sections: [(heading: String, data: Data)] = []
        for (heading, path) in files { sections.append((heading, try TestData.file(path: path).load())) }
        add(sections)
    }

    /// How a conversation is headed, before its number.
    static let conversation = "Sample Interaction"

    private mutating func add(_ sections: [(heading: String, data: Data)]) {
        let lines = Self.lines(text)
        if sections.allSatisfy({ Self.shows(lines, $0.data) }) { return }
        if !text.hasSuffix("\n") { text += "\n" }
        for (heading, data) in sections { text += "\n## \(heading)\n\n" + Self.block(data) }
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
        // Of a larger one the text may have what was written of it.
        let wanted = Self.lines(
            data.count <= largestSampleBytes ? String(decoding: data, as: UTF8.self) : block(data))
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
