import FoundationEssentials
import Problems

/// Compares outputs token by token, as the problem's rule says.
enum TokenComparison {
    /// The first difference; nil when the output is right.
    static func mismatch(expected: Data, actual: Data, rule: TokenRule) -> Mismatch? {
        expected.withUnsafeBytes { expected in
            actual.withUnsafeBytes { actual in
                let (expected, actual) = (expected.bindMemory(to: UInt8.self), actual.bindMemory(to: UInt8.self))
                return rule.spaceSensitive
                    ? spaceMismatch(expected, actual, rule) : tokenMismatch(expected, actual, rule)
            }
        }
    }

    private static func tokenMismatch(
        _ expected: UnsafeBufferPointer<UInt8>, _ actual: UnsafeBufferPointer<UInt8>, _ rule: TokenRule
    ) -> Mismatch? {
        var (wanted, given) = (Tokens(expected), Tokens(actual))
        while let want = wanted.next() {
            guard let got = given.next() else {
                return Mismatch("\(want.place): expected \(Mismatch.quote(want.bytes)), got the end of the output")
            }
            guard equal(want.bytes, got.bytes, rule) else {
                return Mismatch(at: got.place, expected: want.bytes, got: got.bytes)
            }
        }
        return given.next().map {
            Mismatch("\($0.place): expected the end of the output, got \(Mismatch.quote($0.bytes))")
        }
    }

    /// White space must match too: walks both tokens and the gaps before them.
    private static func spaceMismatch(
        _ expected: UnsafeBufferPointer<UInt8>, _ actual: UnsafeBufferPointer<UInt8>, _ rule: TokenRule
    ) -> Mismatch? {
        var (wanted, given) = (Tokens(expected), Tokens(actual))
        var (wantedEnd, givenEnd) = (0, 0)
        while true {
            let (want, got) = (wanted.next(), given.next())
            let wantedGap = expected[wantedEnd..<(want?.bytes.startIndex ?? expected.count)]
            let givenGap = actual[givenEnd..<(got?.bytes.startIndex ?? actual.count)]
            guard wantedGap.elementsEqual(givenGap) else {
                return Mismatch("line \(given.line): white space differs")
            }
            guard let want, let got else {
                return want == nil && got == nil ? nil : Mismatch("line \(given.line): the number of tokens differs")
            }
            guard equal(want.bytes, got.bytes, rule) else {
                return Mismatch(at: got.place, expected: want.bytes, got: got.bytes)
            }
            (wantedEnd, givenEnd) = (want.bytes.endIndex, got.bytes.endIndex)
        }
    }

    private static func equal(
        _ want: Slice<UnsafeBufferPointer<UInt8>>, _ got: Slice<UnsafeBufferPointer<UInt8>>, _ rule: TokenRule
    ) -> Bool {
        if want.elementsEqual(got) { return true }
        if !rule.caseSensitive, want.count == got.count,
            zip(want, got).allSatisfy({ lowercased($0) == lowercased($1) })
        {
            return true
        }
        return withinTolerance(want, got, rule)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }

    /// Whether both are finite numbers that the rule calls close enough.
    private static func withinTolerance(
        _ want: Slice<UnsafeBufferPointer<UInt8>>, _ got: Slice<UnsafeBufferPointer<UInt8>>, _ rule: TokenRule
    ) -> Bool {
        guard rule.absoluteTolerance != nil || rule.relativeTolerance != nil,
            let want = Double(String(decoding: want, as: UTF8.self)),
            let got = Double(String(decoding: got, as: UTF8.self)), want.isFinite, got.isFinite
        else { return false }
        let error = abs(want - got)
        if let limit = rule.absoluteTolerance, error <= limit { return true }
        if let limit = rule.relativeTolerance, error <= limit * abs(want) { return true }
        return false
    }
}
