import Foundation
import Testing

@testable import Judging

/// The rule of LiveCodeBench's own harness: `grade_stdio` of `lcb_runner/evaluation/testing_util.py`.
@Suite struct LCBComparisonTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        let expected: String
        let actual: String
        var mismatch: String?

        var testDescription: String { why }
    }

    static let rows = [
        Row(why: "the same lines", expected: "1 2\n3", actual: "1 2\n3\n"),
        Row(why: "each line is stripped", expected: "1\n2", actual: "\n  1  \n\t2\n\n"),
        Row(why: "numbers of a line are compared as decimals", expected: "1 2.50", actual: "1.0 2.5"),
        Row(
            why: "decimals are exact where doubles are not", expected: "0.1", actual: "0.1000000000000000055",
            mismatch: "line 1: expected \"0.1\", got \"0.1000000000000000055\""),
        Row(
            why: "a large integer is exact", expected: "100000000000000000000000001",
            actual: "100000000000000000000000002",
            mismatch: "line 1: expected \"100000000000000000000000001\", got \"100000000000000000000000002\""),
        Row(why: "exponents are numbers", expected: "1000", actual: "1e3"),
        Row(
            why: "space inside a line of words matters", expected: "a b", actual: "a  b",
            mismatch: "line 1: expected \"a b\", got \"a  b\""),
        Row(why: "space inside a line of numbers does not", expected: "1 2", actual: "1   2"),
        Row(
            why: "an empty line inside matters", expected: "1\n2", actual: "1\n\n2",
            mismatch: "expected 2 lines, got 3"),
        Row(why: "case matters", expected: "YES", actual: "Yes", mismatch: "line 1: expected \"YES\", got \"Yes\""),
        Row(
            why: "an exponent that overflows an integer", expected: "1", actual: "1e9223372036854775807",
            mismatch: "line 1: expected \"1\", got \"1e9223372036854775807\""),
        Row(
            why: "an exponent that overflows the other way", expected: "1", actual: "0.001e-9223372036854775808",
            mismatch: "line 1: expected \"1\", got \"0.001e-9223372036854775808\""),
        Row(
            why: "NaN equals nothing that differs as text", expected: "nan", actual: "NaN",
            mismatch: "line 1: expected \"nan\", got \"NaN\""),
        Row(why: "Windows' line ends", expected: "1\n2\n3\n", actual: "1\r\n2\r\n3\r\n"),
        Row(why: "space at the end and a last empty line", expected: "a b \n\n", actual: "a b"),
        Row(why: "nothing expected, white space given", expected: "", actual: " \n\n"),
        Row(
            why: "a line too many, blank in the expected output", expected: "1\n  \n", actual: "1\n2",
            mismatch: "expected 1 lines, got 2"),
        Row(
            why: "as many numbers are needed", expected: "1 1", actual: "1",
            mismatch: "line 1: expected \"1 1\", got \"1\""),
    ]

    @Test(arguments: rows)
    func `outputs are compared as LiveCodeBench does`(_ row: Row) throws {
        let found = try LCBComparison.mismatch(
            expected: .data(Data(row.expected.utf8)), actual: .data(Data(row.actual.utf8)))
        #expect(found?.description == row.mismatch)
    }
}
