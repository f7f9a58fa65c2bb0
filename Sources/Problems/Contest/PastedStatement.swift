import FoundationEssentials

/// A statement as a contestant copies it from a contest's page: its title, its samples and its limits are found in it.
///
/// Recognised are the headings of samples that sites use: `Sample Input 1` and `Sample Output 1`, `Input` and `Output`
/// below `Example`, `Input 1` and `Output 1`, `inputCopy` and `outputCopy`, in plain text or Markdown. A sample is what
/// stands in a fenced block below the heading, else the lines up to the next heading; an output ends with its first blank
/// line, for an explanation often follows. Below two headings in a row or in a line, two fenced blocks or two cells are one.
public struct PastedStatement: Sendable, Equatable {
    /// The first heading, else the first line.
    public let title: String
    /// The whole text, samples included.
    public let text: String
    /// The samples, in order.
    public private(set) var samples: [Sample] = []
    /// How many inputs of samples have no output below them: they are no samples.
    public private(set) var inputsWithoutOutput = 0
    /// Headings of samples below which no sample could be told for sure, as they stand.
    public private(set) var unreadHeadings: [String] = []
    /// CPU time of one test as stated, in ms; nil where it is not.
    public let cpuMilliseconds: Int?
    /// Memory of one test as stated, in KiB; nil where it is not.
    public let memoryKiB: Int?
    /// How far off numbers may be as stated; nil where nothing is said.
    public let tolerance: StatedTolerance?
    /// Whether it says that several answers are right.
    public let hasSeveralAnswers: Bool
    /// Whether it says that the program talks to an interactor.
    public let isInteractive: Bool

    /// One sample; as found in a statement both texts end with a newline, but for an empty one.
    public struct Sample: Sendable, Equatable, Decodable {
        /// What a program reads.
        public var input: String
        /// What it must write.
        public var output: String
    }

    /// Reads a text.
    public init(_ text: String) {
        self.text = text
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let first = lines.first { $0.contains { !$0.isWhitespace } } ?? ""
        let heading = String(first.drop { $0 == "#" || $0.isWhitespace })
        title = heading.isEmpty ? "pasted statement" : String(heading.prefix(120))
        let words = text.lowercased()
        cpuMilliseconds = StatedLimits.milliseconds(words)
        memoryKiB = StatedLimits.kibibytes(words)
        tolerance = StatedTolerance(words)
        hasSeveralAnswers = StatedAnswers.areSeveral(words)
        isInteractive = StatedInteraction.isSaid(words)
        (samples, inputsWithoutOutput, unreadHeadings) = Self.samples(lines)
    }

    /// The problem: its samples are public tests, and there are no others.
    ///
    /// - Throws: `ProblemError.unsupported` for an interactive one, `.malformed` for an empty text.
    public func problem(id: String? = nil) throws(ProblemError) -> Problem {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw .malformed(
                path: "statement", place: nil, found: "the statement is empty", expected: "the problem's text")
        }
        guard !isInteractive else {
            throw .unsupported(
                path: title, place: nil, feature: "an interactive problem without a local interactor")
        }
        var rule = TokenRule()
        if let tolerance {
            rule.absoluteTolerance = tolerance.isAbsolute ? tolerance.value : nil
            rule.relativeTolerance = tolerance.isRelative ? tolerance.value : nil
        }
        let defaults = ProblemLimits()
        var problem = Problem(
            id: id ?? Self.name(title), title: title, statement: text,
            limits: ProblemLimits(
                cpuMilliseconds: cpuMilliseconds ?? defaults.cpuMilliseconds,
                memoryKiB: memoryKiB ?? defaults.memoryKiB),
            comparison: .tokens(rule),
            publicTests: Self.tests(samples))
        problem.hasUncheckedAnswers = hasSeveralAnswers
        return problem
    }

    /// Public tests made of samples.
    static func tests(_ samples: [Sample]) -> [TestCase] {
        samples.enumerated().map { index, sample in
            TestCase(
                name: "sample-\(index + 1)", group: .public, input: .bytes(Data(sample.input.utf8)),
                expected: .bytes(Data(sample.output.utf8)))
        }
    }

    /// A short name made of a title: lower-case letters, digits and hyphens.
    public static func name(_ title: String) -> String {
        var name = ""
        for character in title.lowercased() where name.count < 60 {
            if character.isASCII, character.isLetter || character.isNumber {
                name.append(character)
            } else if !name.isEmpty, name.last != "-" {
                name.append("-")
            }
        }
        while name.last == "-" { name.removeLast() }
        return name.isEmpty ? "pasted" : name
    }
}

// MARK: - Samples

extension PastedStatement {
    private static func samples(
        _ lines: [Substring]
    ) -> (whole: [Sample], inputsAlone: Int, unread: [String]) {
        var samples: [Sample] = []
        var inputsAlone = 0
        var input: String? {
            willSet { if input != nil { inputsAlone += 1 } }
        }
        var isInExamples = false
        var unread: [String] = []
        /// Headings of samples as a whole: they are unread only where nothing below any of them is read.
        var wholes: [String] = []
        var index = 0
        while index < lines.count {
            guard let heading = SampleHeading(lines[index], isInExamples: isInExamples) else {
                index += 1
                continue
            }
            let name = lines[index].trimmed
            index += 1
            var isPair = heading.kind == .inputAndOutput
            if heading.kind == .input, heading.rest.isEmpty,
                let next = lines[index...].firstIndex(where: { !isBlank($0) && !isButton($0) }),
                let below = SampleHeading(lines[next], isInExamples: true), below.kind == .output, below.rest.isEmpty
            {
                (isPair, index) = (true, next + 1)
            }
            if isPair || heading.kind == .examples {
                let sample: Sample?
                (sample, index) = pair(lines, from: index, hasCells: isPair, isInExamples)
                if let sample {
                    samples.append(sample)
                } else if isPair {
                    unread.append(name)
                } else {
                    wholes.append(name)
                }
            }
            switch heading.kind {
            case .examples: isInExamples = true
            case .end:
                isInExamples = false
                input = nil
            case .input where !isPair:
                (input, index) = body(lines, from: index, sameLine: heading.rest, endsAtBlank: false, isInExamples)
            case .output:
                let output: String?
                (output, index) = body(lines, from: index, sameLine: heading.rest, endsAtBlank: true, isInExamples)
                if let given = input, let output, !(given.isEmpty && output.isEmpty) {
                    samples.append(Sample(input: given, output: output))
                    inputsAlone -= 1
                }
                input = nil
            case .input, .inputAndOutput: input = nil
            }
        }
        input = nil
        if samples.isEmpty, unread.isEmpty, inputsAlone == 0 { unread = wholes }
        return (samples, inputsAlone, unread)
    }

    /// Input and output below one heading for both: two fenced blocks, or two cells with the one tab between them.
    ///
    /// - Returns: The sample, nil where it is not sure what is which, and the line after it.
    private static func pair(
        _ lines: [Substring], from start: Int, hasCells: Bool, _ isInExamples: Bool
    ) -> (Sample?, Int) {
        var index = start
        var blocks: [String] = []
        while let (text, next) = fenced(lines, from: index) {
            blocks.append(text ?? "")
            index = next
        }
        if blocks.count == 2, blocks != ["", ""] { return (Sample(input: blocks[0], output: blocks[1]), index) }
        guard blocks.isEmpty, hasCells else { return (nil, start) }
        let end = lines[start...].firstIndex { SampleHeading($0, isInExamples: isInExamples) != nil } ?? lines.count
        let cells = lines[start..<end].joined(separator: "\n").split(separator: "\t", omittingEmptySubsequences: false)
        guard cells.count == 2 else { return (nil, start) }
        let input = cells[0].split(separator: "\n", omittingEmptySubsequences: false)
        let output = cells[1].split(separator: "\n", omittingEmptySubsequences: false).drop { isBlank($0) }
        guard let given = joined(input[...]), let expected = joined(output.prefix { !isBlank($0) }) else {
            return (nil, start)
        }
        return (Sample(input: given, output: expected), end)
    }

    /// The text below a heading, and the line after it; nil for no text.
    private static func body(
        _ lines: [Substring], from start: Int, sameLine: String, endsAtBlank: Bool, _ isInExamples: Bool
    ) -> (String?, Int) {
        if sameLine.isEmpty, let (text, next) = fenced(lines, from: start) { return (text, next) }
        var index = start
        while sameLine.isEmpty, index < lines.count, isBlank(lines[index]) || isButton(lines[index]) { index += 1 }
        var taken: [Substring] = sameLine.isEmpty ? [] : [Substring(sameLine)]
        while index < lines.count {
            if SampleHeading(lines[index], isInExamples: isInExamples) != nil { break }
            if isBlank(lines[index]), endsAtBlank, !taken.isEmpty { break }
            if !isButton(lines[index]) { taken.append(lines[index]) }
            index += 1
        }
        return (joined(taken[...]), index)
    }

    /// The fenced block that is next; nil where something else is.
    ///
    /// - Returns: What is in it, and the line after it. An empty block is an empty text; one that does not end and has nothing
    ///   in it is none.
    private static func fenced(_ lines: [Substring], from start: Int) -> (text: String?, next: Int)? {
        guard let first = lines[start...].firstIndex(where: { !isBlank($0) && !isButton($0) }),
            let fence = fence(lines[first])
        else { return nil }
        let end = lines[(first + 1)...].firstIndex { self.fence($0)?.hasPrefix(fence) == true }
        let text = joined(lines[(first + 1)..<(end ?? lines.count)])
        return (text ?? (end == nil ? nil : ""), end.map { $0 + 1 } ?? lines.count)
    }

    /// The lines without blank ones at either end; nil when nothing is left.
    private static func joined(_ lines: ArraySlice<Substring>) -> String? {
        var lines = lines
        while let first = lines.first, isBlank(first) { lines.removeFirst() }
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        return lines.isEmpty ? nil : lines.joined(separator: "\n") + "\n"
    }

    private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }

    /// The word on a button beside a sample, which is copied along.
    private static func isButton(_ line: Substring) -> Bool {
        ["copy", "copied", "copy to clipboard", "复制", "コピー"].contains(line.trimmed.lowercased())
    }

    /// Three or more backticks or tildes at the beginning of a line.
    private static func fence(_ line: Substring) -> String? {
        let rest = line.drop { $0 == " " }
        guard let mark = rest.first, mark == "`" || mark == "~" else { return nil }
        let marks = rest.prefix { $0 == mark }
        return marks.count >= 3 ? String(marks) : nil
    }
}

extension StringProtocol {
    /// Without white space at either end.
    package var trimmed: String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
