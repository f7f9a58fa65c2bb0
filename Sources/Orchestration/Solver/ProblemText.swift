import FoundationEssentials
import Judging
import Problems

/// A problem as models are shown it: the statement, the limits, the starter code, and samples that it lacks.
struct ProblemText {
    let problem: Problem
    let language: Language
    let prompts: Prompts

    /// A public test longer than this, in tokens, is left out of the samples.
    private static let longestSample = 400
    /// A sample of fewer characters than this, white space aside, may be in a statement that does not show it.
    private static let shortSample = 8
    /// How many samples are added.
    private static let shownSamples = 3

    /// The problem, for the first message.
    func text() throws(ProblemError) -> String {
        prompts.text(
            .problem,
            [
                "statement": problem.statement.trimmed,
                "cpu_ms": "\(problem.limits.cpuMilliseconds(language: language.id))",
                "memory_mib": "\(problem.limits.memoryKiB / 1024)", "starter": starter, "examples": try examples(),
            ])
    }

    /// How a program gets its input and gives its output.
    var interface: String {
        switch problem.interface {
        case .standardStreams: prompts.text(.interfaceStreams)
        case .functional(let name, _) where problem.comparison == .asserts:
            prompts.text(.interfaceAsserts, ["name": name])
        case .functional(let name, _): prompts.text(.interfaceFunction, ["name": name])
        }
    }

    private var starter: String {
        guard case .functional(_, let code) = problem.interface, !code.isEmpty else { return "" }
        return "\n\nStarter code:\n" + QuotedText.block(code, tag: language.fence)
    }

    private func examples() throws(ProblemError) -> String {
        let statement = Self.squeezed(problem.statement)
        var text = ""
        for test in problem.publicTests.prefix(Self.shownSamples) {
            let input = String(decoding: try test.input.load(), as: UTF8.self)
            let expected = String(decoding: try test.expected.load(), as: UTF8.self)
            if Self.shows(statement, Self.squeezed(input), Self.squeezed(expected)) { continue }
            guard TokenEstimate.usual(input) + TokenEstimate.usual(expected) <= Self.longestSample else { continue }
            text +=
                problem.comparison == .asserts
                ? "\n\nExample of a test:\n\(QuotedText.block(input))"
                : "\n\nExample input:\n\(QuotedText.block(input))\nExpected output:\n\(QuotedText.block(expected))"
        }
        return text
    }

    /// Whether a statement shows a sample; one of a few characters as whole words, the output behind the input: a digit is
    /// in most statements.
    private static func shows(_ statement: String, _ input: String, _ expected: String) -> Bool {
        guard input.count + expected.count < shortSample else {
            return statement.contains(input) && statement.contains(expected)
        }
        let words = " \(statement) "
        guard let place = input.isEmpty ? words.startIndex..<words.startIndex : words.firstRange(of: " \(input) ")
        else { return false }
        // The space behind the input may be the one before the output.
        let rest = " \(words[place.upperBound...])"
        return expected.isEmpty || rest.contains(" \(expected) ")
    }

    private static func squeezed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
