import Foundation
import Problems
import Testing

@testable import Judging

@Suite struct TokenComparisonTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        let expected: String
        let actual: String
        var rule = TokenRule()
        /// The message; nil when the output is right.
        var mismatch: String?

        var testDescription: String { why }
    }

    static let rows = [
        Row(why: "the same bytes", expected: "1 2\n3\n", actual: "1 2\n3\n"),
        Row(why: "white space is of no account", expected: "1 2\n3\n", actual: "  1\t2 3"),
        Row(why: "no output for none expected", expected: "\n", actual: ""),
        Row(
            why: "another token", expected: "1 2\n3 4\n", actual: "1 2\n3 5\n",
            mismatch: "line 2, token 2: expected \"4\", got \"5\""),
        Row(
            why: "too few tokens", expected: "1 2\n", actual: "1\n",
            mismatch: "line 1, token 2: expected \"2\", got the end of the output"),
        Row(
            why: "too many tokens", expected: "1\n", actual: "1\n1\n",
            mismatch: "line 2, token 1: expected the end of the output, got \"1\""),
        Row(
            why: "case matters unless the problem says not", expected: "Yes", actual: "yes",
            mismatch: "line 1, token 1: expected \"Yes\", got \"yes\""),
        Row(why: "case does not matter", expected: "Yes", actual: "yES", rule: TokenRule(caseSensitive: false)),
        Row(
            why: "01 is not 1 as text", expected: "1", actual: "01",
            mismatch: "line 1, token 1: expected \"1\", got \"01\""),
        Row(
            why: "no tolerance unless the problem has one", expected: "0.5", actual: "0.50",
            mismatch: "line 1, token 1: expected \"0.5\", got \"0.50\""),
        Row(
            why: "within the absolute tolerance", expected: "1000.0", actual: "1000.000001",
            rule: TokenRule(absoluteTolerance: 1e-5)),
        Row(
            why: "beyond the absolute tolerance", expected: "1.0", actual: "1.1",
            rule: TokenRule(absoluteTolerance: 1e-5),
            mismatch: "line 1, token 1: expected \"1.0\", got \"1.1\""),
        Row(
            why: "within the relative tolerance", expected: "1e9", actual: "1000000100",
            rule: TokenRule(relativeTolerance: 1e-6)),
        Row(
            why: "a relative tolerance is nothing at 0", expected: "0", actual: "1e-9",
            rule: TokenRule(relativeTolerance: 1e-6), mismatch: "line 1, token 1: expected \"0\", got \"1e-9\""),
        Row(
            why: "NaN is close to nothing", expected: "1.0", actual: "nan", rule: TokenRule(absoluteTolerance: 1e300),
            mismatch: "line 1, token 1: expected \"1.0\", got \"nan\""),
        Row(
            why: "infinity is close to nothing", expected: "1.0", actual: "inf",
            rule: TokenRule(absoluteTolerance: 1e300),
            mismatch: "line 1, token 1: expected \"1.0\", got \"inf\""),
        Row(
            why: "a hexadecimal number is no number here", expected: "16", actual: "0x10",
            rule: TokenRule(absoluteTolerance: 1), mismatch: "line 1, token 1: expected \"16\", got \"0x10\""),
        Row(
            why: "a longer token that begins like the expected one", expected: "12 3", actual: "123",
            mismatch: "line 1, token 1: expected \"12\", got \"123\""),
        Row(
            why: "a shorter token that the expected one begins with", expected: "1 234", actual: "1 23",
            mismatch: "line 1, token 2: expected \"234\", got \"23\""),
        Row(
            why: "numbers of different lengths within the tolerance, and what follows", expected: "0.5 7",
            actual: "0.500000 7", rule: TokenRule(absoluteTolerance: 1e-6)),
        Row(
            why: "numbers within the tolerance, and what follows is wrong", expected: "0.5 7", actual: "0.500000 8",
            rule: TokenRule(absoluteTolerance: 1e-6), mismatch: "line 1, token 2: expected \"7\", got \"8\""),
        Row(
            why: "neither case nor the last digit", expected: "Max 1.0", actual: "MAX 1.0000001",
            rule: TokenRule(caseSensitive: false, absoluteTolerance: 1e-6)),
        Row(why: "Windows' line ends", expected: "1\n2\n3\n", actual: "1\r\n2\r\n3\r\n"),
        Row(
            why: "tolerance with space that matters", expected: "0.5\n", actual: "0.50\n",
            rule: TokenRule(spaceSensitive: true, absoluteTolerance: 1e-6)),
        Row(
            why: "space matters when the problem says so", expected: "a b\n", actual: "a  b\n",
            rule: TokenRule(spaceSensitive: true), mismatch: "line 1: white space differs"),
        Row(
            why: "a missing final newline is space too", expected: "a\n", actual: "a",
            rule: TokenRule(spaceSensitive: true), mismatch: "line 1: white space differs"),
        Row(
            why: "blank lines and space at line ends where line ends count", expected: "a b\nc\n",
            actual: "\n a  b \r\n\n \n\tc", rule: TokenRule(lineEnds: .counted)),
        Row(
            why: "a line that should have ended", expected: "a b\nc\n", actual: "a b c",
            rule: TokenRule(lineEnds: .counted), mismatch: "line 1, token 3: expected \"c\" on a new line"),
        Row(
            why: "a line that should not have ended", expected: "a b c\n", actual: "a b \n c\n",
            rule: TokenRule(lineEnds: .counted),
            mismatch: "line 2, token 1: expected \"c\" on the line of the token before it"),
        Row(
            why: "a carriage return ends a line", expected: "a\nb", actual: "a\rb",
            rule: TokenRule(lineEnds: .counted)),
        Row(
            why: "too few tokens on a line", expected: "a b\nc\n", actual: "a\nb c\n",
            rule: TokenRule(lineEnds: .counted),
            mismatch: "line 2, token 1: expected \"b\" on the line of the token before it"),
        Row(
            why: "the end where line ends count", expected: "a\nb\n", actual: "a\n",
            rule: TokenRule(lineEnds: .counted),
            mismatch: "line 2, token 1: expected \"b\", got the end of the output"),
        Row(
            why: "close numbers where line ends count", expected: "1.0 x\n2.0\n", actual: "1.00 x\n\n2.00",
            rule: TokenRule(lineEnds: .countedWithBlankLines, absoluteTolerance: 1e-6)),
        Row(
            why: "close numbers on one line", expected: "1.0\n2.0\n", actual: "1.00 2.00",
            rule: TokenRule(lineEnds: .countedWithBlankLines, absoluteTolerance: 1e-6),
            mismatch: "line 1, token 2: expected \"2.00\" on a new line"),
        Row(
            why: "a blank line that counts", expected: "a\nb\n", actual: "a\n \nb\n",
            rule: TokenRule(lineEnds: .countedWithBlankLines),
            mismatch: "line 3: expected 0 lines of white space alone before it, got 1"),
        Row(
            why: "a blank line at the beginning and none at the end", expected: " \na\n \n", actual: "\t\na",
            rule: TokenRule(lineEnds: .countedWithBlankLines),
            mismatch: "line 2: expected 1 lines of white space alone before it, got 0"),
        Row(
            why: "a run of white space of several windows", expected: "a\(String(repeating: " ", count: 300_000))b",
            actual: "a\(String(repeating: " ", count: 300_000)) \nb", rule: TokenRule(lineEnds: .counted),
            mismatch: "line 2, token 1: expected \"b\" on the line of the token before it"),
        Row(
            why: "a long run of white space that began with a line's end",
            expected: "a\n\(String(repeating: " ", count: 300_000))b",
            actual: "a\n\(String(repeating: " ", count: 300_001))b", rule: TokenRule(lineEnds: .counted)),
        Row(
            why: "control characters are not shown raw", expected: "a", actual: "\u{1B}[31m",
            mismatch: "line 1, token 1: expected \"a\", got \"\\x1b[31m\""),
        Row(
            why: "a long token is cut, and the cut marked", expected: "a", actual: String(repeating: "b", count: 70),
            mismatch: "line 1, token 1: expected \"a\", got \"\(String(repeating: "b", count: 60))…\" (cut)"),
        Row(
            why: "a long token is shown from where it differs", expected: String(repeating: "7", count: 500) + "1",
            actual: String(repeating: "7", count: 500) + "23",
            mismatch: "line 1, token 1: expected \"…\(String(repeating: "7", count: 20))1\" (cut), "
                + "got \"…\(String(repeating: "7", count: 20))23\" (cut)"),
        Row(
            why: "no character is cut in two", expected: String(repeating: "é", count: 40) + "a",
            actual: String(repeating: "é", count: 40) + "b",
            mismatch: "line 1, token 1: expected \"…\(String(repeating: "é", count: 10))a\" (cut), "
                + "got \"…\(String(repeating: "é", count: 10))b\" (cut)"),
    ]

    @Test(arguments: rows)
    func `outputs are compared token by token`(_ row: Row) throws {
        let found = try TokenComparison.mismatch(
            expected: .data(Data(row.expected.utf8)), actual: .data(Data(row.actual.utf8)), rule: row.rule)
        #expect(found?.description == row.mismatch)
    }
}
