import Foundation
import Problems
import Testing

@testable import Judging

/// The comparisons of whole lines, and of bytes.
@Suite struct LineComparisonTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        var comparison = Comparison.lines
        let expected: String
        let actual: String
        var mismatch: String?

        var testDescription: String { why }
    }

    static let rows = [
        Row(why: "the same lines", expected: "a b\nc\n", actual: "a b\nc\n"),
        Row(why: "space at the end of lines, and lines at the end", expected: "a b\nc", actual: "a b \t\nc\r\n\n \n"),
        Row(
            why: "space inside a line", expected: "a b\n", actual: "a  b\n",
            mismatch: "line 1: expected \"a b\", got \"a  b\""),
        Row(
            why: "space at the beginning of a line", expected: "a\n", actual: " a\n",
            mismatch: "line 1: expected \"a\", got \" a\""),
        Row(
            why: "an empty line inside", expected: "a\nb\n", actual: "a\n\nb\n",
            mismatch: "line 2: expected \"b\", got \"\""),
        Row(
            why: "a line too many", expected: "a\n", actual: "a\nb\n",
            mismatch: "line 2: expected the end of the output, got \"b\""),
        Row(
            why: "a line too few", expected: "a\nb\n", actual: "a\n",
            mismatch: "line 2: expected \"b\", got the end of the output"),
        Row(
            why: "a long line is shown from where it differs",
            expected: "x\n" + String(repeating: "1 ", count: 90) + "2\n",
            actual: "x\n" + String(repeating: "1 ", count: 90) + "3\n",
            mismatch: "line 2: expected \"…\(String(repeating: "1 ", count: 10))2\" (cut), "
                + "got \"…\(String(repeating: "1 ", count: 10))3\" (cut)"),
        Row(
            why: "so is a long line by LiveCodeBench's rule", comparison: .lcb,
            expected: String(repeating: "1 ", count: 90) + "2\n", actual: String(repeating: "1 ", count: 90) + "3",
            mismatch: "line 1: expected \"…\(String(repeating: "1 ", count: 10))2\" (cut), "
                + "got \"…\(String(repeating: "1 ", count: 10))3\" (cut)"),
        Row(why: "the same bytes", comparison: .exact, expected: "a\n", actual: "a\n"),
        Row(
            why: "a missing last line end", comparison: .exact, expected: "a\n", actual: "a",
            mismatch: "line 1, byte 2: expected \"\\n\", got the end of the output"),
        Row(
            why: "another line end", comparison: .exact, expected: "a\n", actual: "a\r\n",
            mismatch: "line 1, byte 2: expected \"\\n\", got \"\\r\\n\""),
        Row(
            why: "what cannot be seen", comparison: .exact, expected: " \t\\n\u{E9}\u{1F600}",
            actual: "\u{A0}\u{200B}\u{1B}\u{FEFF}\u{E0001}",
            mismatch: #"line 1, byte 1: expected " \t\\n\#u{E9}\#u{1F600}", got "\xa0\u200b\x1b\ufeff\U000e0001""#),
        Row(
            why: "another byte", comparison: .exact, expected: "a\nbc", actual: "a\nbd",
            mismatch: "line 2, byte 2: expected \"c\", got \"d\""),
        Row(why: "another order", comparison: .unordered(.lines), expected: "b\na\na\n", actual: "a\r\n\nb\na"),
        Row(
            why: "a line once too often", comparison: .unordered(.lines), expected: "b\na\n", actual: "a\nb\na\n",
            mismatch: "a line too many: \"a\""),
        Row(
            why: "a line of the common beginning once too often", comparison: .unordered(.lines),
            expected: "a\nb\nc\nd\n", actual: "a\nb\nd\na\n", mismatch: "a line too many: \"a\""),
        Row(
            why: "a line that is missing", comparison: .unordered(.lines), expected: "b\na\na\n", actual: "a\nb\n",
            mismatch: "a line is missing: \"a\""),
        Row(
            why: "lines are whole", comparison: .unordered(.lines), expected: "ab\n", actual: "a\nb\n",
            mismatch: "a line too many: \"a\""),
        Row(
            why: "every line, with space at line ends", comparison: .everyLine, expected: "a b\n\nc\n",
            actual: "a b \n\t\nc\n"),
        Row(why: "lines that end otherwise", comparison: .everyLine, expected: "a\nb\n", actual: "a\rb\r"),
        Row(
            why: "two ends of lines", comparison: .everyLine, expected: "a\nb\n", actual: "a\r\nb\r\n",
            mismatch: "line 1: expected \"b\", got \"\""),
        Row(
            why: "the last line's end", comparison: .everyLine, expected: "a\n", actual: "a",
            mismatch: "line 1: expected a line's end, got the end of the output"),
        Row(
            why: "an empty line at the end", comparison: .everyLine, expected: "a\n", actual: "a\n\n",
            mismatch: "line 2: expected the end of the output, got a line's end"),
        Row(
            why: "lines of tokens", comparison: .unordered(.tokenLines), expected: "b 1\na 2\n",
            actual: " a   2\r\n\nb 1"),
        Row(
            why: "tokens of a line keep their order", comparison: .unordered(.tokenLines), expected: "1 2\n",
            actual: "2 1\n", mismatch: "a line too many: \"2 1 \""),
        Row(
            why: "a line of space is a line", comparison: .unordered(.tokenLines), expected: "a\n", actual: "a\n \n",
            mismatch: "a line too many: \" \""),
        Row(why: "tokens on any line", comparison: .unordered(.tokens), expected: "1 2\n3\n", actual: "3 2\n\n1"),
        Row(
            why: "a token that is missing", comparison: .unordered(.tokens), expected: "1 2 2\n", actual: "2\n1\n",
            mismatch: "a token is missing: \"2\""),
        Row(why: "the same letters", comparison: .unordered(.characters), expected: "ab c\n", actual: "C\nBA"),
        Row(
            why: "a letter too many", comparison: .unordered(.characters), expected: "aab\n", actual: "aabA",
            mismatch: "the characters differ: expected 2, got 3 times \"a\""),
    ]

    @Test(arguments: rows)
    func `lines and bytes count as the comparison says`(_ row: Row) throws {
        let found = try OutputComparison.mismatch(
            row.comparison, expected: .data(Data(row.expected.utf8)), actual: .data(Data(row.actual.utf8)))
        #expect(found?.description == row.mismatch)
    }

    /// Windows are 128 KiB: tokens and lines lie across their borders at every offset, and one is longer than three.
    @Test(arguments: [
        Comparison.tokens(TokenRule()), .tokens(TokenRule(lineEnds: .countedWithBlankLines)), .lines, .everyLine,
        .exact, .unordered(.lines), .unordered(.tokens), .lcb,
    ])
    func `a difference is found wherever windows end`(_ comparison: Comparison) throws {
        var text = (0..<40_000).map { "\($0) word\n" }.joined()
        text += String(repeating: "x", count: 400_000) + "\nend\n"
        let bytes = Data(text.utf8)
        #expect(try OutputComparison.mismatch(comparison, expected: .data(bytes), actual: .data(bytes)) == nil)
        for offset in [0, 131_071, 131_072, 262_144, bytes.count - 200_000, bytes.count - 3] {
            var other = bytes
            other[offset] = UInt8(ascii: "#")
            #expect(try OutputComparison.mismatch(comparison, expected: .data(bytes), actual: .data(other)) != nil)
        }
        #expect(
            try OutputComparison.mismatch(comparison, expected: .data(bytes), actual: .data(bytes.dropLast(2))) != nil)
    }
}
