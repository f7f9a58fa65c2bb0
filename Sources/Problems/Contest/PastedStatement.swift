import FoundationEssentials

/// A statement as a contestant copies it from a contest's page: its title, its samples and its limits are found in it.
///
/// Recognised are the headings of samples that sites use: `Sample Input 1` and `Sample Output 1`, `Input` and `Output`
/// below `Example`, `Input 1` and `Output 1`, `inputCopy` and `outputCopy`, in plain text or Markdown. A sample is what
/// stands in a fenced block below the heading, else the lines up to the next heading; an output ends with its first blank
/// line, for an explanation often follows.
public struct PastedStatement: Sendable, Equatable {
    /// The first heading, else the first line.
    public let title: String
    /// The whole text, samples included.
    public let text: String
    /// The samples, in order.
    public private(set) var samples: [Sample] = []
    /// How many inputs of samples have no output below them: they are no samples.
    public private(set) var inputsWithoutOutput = 0
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

    /// One sample; as found in a statement both texts end with a newline.
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
        isInteractive = words.contains("interactive problem") || words.contains("interactive task")
        (samples, inputsWithoutOutput) = Self.samples(lines)
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
    private static func samples(_ lines: [Substring]) -> (whole: [Sample], inputsAlone: Int) {
        var samples: [Sample] = []
        var inputsAlone = 0
        var input: String? {
            willSet { if input != nil { inputsAlone += 1 } }
        }
        var isInExamples = false
        var index = 0
        while index < lines.count {
            guard let heading = SampleHeading(lines[index], isInExamples: isInExamples) else {
                index += 1
                continue
            }
            index += 1
            switch heading.kind {
            case .examples: isInExamples = true
            case .end:
                isInExamples = false
                input = nil
            case .input:
                (input, index) = body(lines, from: index, sameLine: heading.rest, endsAtBlank: false, isInExamples)
            case .output:
                let output: String?
                (output, index) = body(lines, from: index, sameLine: heading.rest, endsAtBlank: true, isInExamples)
                if let given = input, let output {
                    samples.append(Sample(input: given, output: output))
                    inputsAlone -= 1
                }
                input = nil
            }
        }
        input = nil
        return (samples, inputsAlone)
    }

    /// The text below a heading, and the line after it; nil for no text.
    private static func body(
        _ lines: [Substring], from start: Int, sameLine: String, endsAtBlank: Bool, _ isInExamples: Bool
    ) -> (String?, Int) {
        var index = start
        while index < lines.count, isBlank(lines[index]) || isButton(lines[index]) { index += 1 }
        if sameLine.isEmpty, index < lines.count, let fence = fence(lines[index]) {
            var end = index + 1
            while end < lines.count, self.fence(lines[end])?.hasPrefix(fence) != true { end += 1 }
            return (joined(lines[(index + 1)..<min(end, lines.count)]), min(end + 1, lines.count))
        }
        var taken: [Substring] = sameLine.isEmpty ? [] : [Substring(sameLine)]
        if !sameLine.isEmpty { index = start }
        while index < lines.count {
            if SampleHeading(lines[index], isInExamples: isInExamples) != nil { break }
            if isBlank(lines[index]), endsAtBlank, !taken.isEmpty { break }
            if !isButton(lines[index]) { taken.append(lines[index]) }
            index += 1
        }
        return (joined(taken[...]), index)
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
        ["copy", "copied", "copy to clipboard"].contains(line.trimmed.lowercased())
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
