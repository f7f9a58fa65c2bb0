/// A decimal number of any length, compared exactly, as Python's `decimal.Decimal` reads and compares it.
struct DecimalNumber: Equatable {
    private enum Value: Equatable {
        case zero
        case infinity(isNegative: Bool)
        /// `0.DIGITS × 10^exponent`, the first and last digits not 0.
        case finite(isNegative: Bool, digits: [UInt8], exponent: Int)
        case notANumber
    }

    private let value: Value

    /// Equal as numbers; NaN equals nothing, not even itself.
    static func == (left: DecimalNumber, right: DecimalNumber) -> Bool {
        left.value != .notANumber && left.value == right.value
    }

    /// Reads a number; nil when `Decimal` would refuse it.
    init?(_ text: some Collection<UInt8>) {
        var rest = text.filter { $0 != UInt8(ascii: "_") }[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        switch String(decoding: rest, as: UTF8.self).lowercased() {
        case "inf", "infinity":
            value = .infinity(isNegative: isNegative)
            return
        case let word where word.hasPrefix("nan") && word.dropFirst(3).allSatisfy(\.isNumber):
            value = .notANumber
            return
        default: break
        }
        guard let finite = Self.finite(rest, isNegative: isNegative) else { return nil }
        value = finite
    }

    private static func finite(_ text: ArraySlice<UInt8>, isNegative: Bool) -> Value? {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == 101 || $0 == 69 }
        guard let mantissa = parts.first else { return nil }
        var exponent = 0
        if parts.count == 2 {
            guard let written = Int(String(decoding: parts[1], as: UTF8.self)) else { return nil }
            exponent = written
        }
        let halves = mantissa.split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        var digits = halves.flatMap { $0 }
        guard !digits.isEmpty, digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        let leading = digits.prefix { $0 == 48 }.count
        digits.removeFirst(leading)
        while digits.last == 48 { digits.removeLast() }
        guard !digits.isEmpty else { return .zero }
        // Beyond what `Decimal` takes, which is less: a candidate's exponent must not overflow ours.
        guard (-(1 << 60)...(1 << 60)).contains(exponent) else { return nil }
        return .finite(isNegative: isNegative, digits: digits, exponent: exponent + halves[0].count - leading)
    }
}
