import FoundationEssentials

/// LiveCodeBench's own rule for programs that write to stdout.
///
/// Both outputs are stripped and cut into lines; as many lines; each pair equal once stripped, or else both lists of
/// decimal numbers that are equal one by one. Source: `lcb_runner/evaluation/testing_util.py`, `grade_stdio`.
enum LCBComparison {
    /// The first difference; nil when the output is right.
    static func mismatch(expected: Data, actual: Data) -> Mismatch? {
        let (wanted, given) = (lines(expected), lines(actual))
        guard wanted.count == given.count else {
            return Mismatch("expected \(wanted.count) lines, got \(given.count)")
        }
        for (index, (want, got)) in zip(wanted, given).enumerated() where !want.elementsEqual(got) {
            if let wantedNumbers = numbers(want), let givenNumbers = numbers(got), wantedNumbers == givenNumbers {
                continue
            }
            return Mismatch(at: "line \(index + 1)", expected: want, got: got)
        }
        return nil
    }

    private static func lines(_ output: Data) -> [Data] {
        strip(output).split(separator: 10, omittingEmptySubsequences: false).map(strip)
    }

    private static func strip(_ bytes: Data) -> Data {
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return Data() }
        return bytes[first...last]
    }

    /// White space of one byte as Python's `str.strip` has it.
    private static func isSpace(_ byte: UInt8) -> Bool { Tokens.isSpace(byte) || (byte >= 28 && byte <= 31) }

    private static func numbers(_ line: Data) -> [DecimalNumber]? {
        var numbers: [DecimalNumber] = []
        for token in line.split(whereSeparator: isSpace) {
            guard let number = DecimalNumber(token) else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
