import FoundationEssentials
import Glibc

/// A value as Python's `json` writes it, laid out flat: no nesting is too deep to read, compare or free.
///
/// The entries of a dictionary are in the order of their keys, so that equal values are equal parts one by one.
struct PythonValue {
    /// A piece of a value; numbers are kept as written: no integer is too long, and `NaN` is a value.
    enum Part {
        case none
        case bool(Bool)
        case integer(DecimalNumber)
        case float(Double)
        case string(String)
        case key(String)
        case listStart, listEnd, dictionaryStart, dictionaryEnd
    }

    let parts: ArraySlice<Part>

    /// Equal as Python's `==` has it: `True == 1 == 1.0`, and NaN equals nothing.
    ///
    /// - Parameters:
    ///   - other: The other value.
    ///   - takingNaNs: Whether NaN equals NaN all the same.
    /// - Returns: Whether they are equal.
    func equals(_ other: PythonValue, takingNaNs: Bool = false) -> Bool {
        parts.count == other.parts.count
            && zip(parts, other.parts).allSatisfy { $0.equals($1) || (takingNaNs && $0.isNaN && $1.isNaN) }
    }

    /// The only entry of a dictionary of one; nil for any other value.
    var onlyEntry: (key: String, value: PythonValue)? {
        guard case .dictionaryStart? = parts.first, case .key(let key)? = parts.dropFirst().first else { return nil }
        let value = parts.dropFirst(2).dropLast()
        // A second entry would be a second key at the first level.
        var depth = 0
        for part in value {
            switch part {
            case .listStart, .dictionaryStart: depth += 1
            case .listEnd, .dictionaryEnd: depth -= 1
            case .key where depth == 0: return nil
            default: break
            }
        }
        return (key, PythonValue(parts: value))
    }

    /// The text, when the value is one.
    var text: String? {
        guard parts.count == 1, case .string(let text)? = parts.first else { return nil }
        return text
    }
}

extension PythonValue.Part {
    func equals(_ other: PythonValue.Part) -> Bool {
        switch (self, other) {
        case (.none, .none), (.listStart, .listStart), (.listEnd, .listEnd): return true
        case (.dictionaryStart, .dictionaryStart), (.dictionaryEnd, .dictionaryEnd): return true
        case (.string(let left), .string(let right)), (.key(let left), .key(let right)):
            return left.unicodeScalars.elementsEqual(right.unicodeScalars)
        case (.float(let left), .float(let right)): return left == right
        default:
            guard let left = exactNumber, let right = other.exactNumber else { return false }
            return left == right
        }
    }

    /// Whether it is a float that is not a number.
    var isNaN: Bool { if case .float(let value) = self { value.isNaN } else { false } }

    /// The value as an exact number, when it is one.
    private var exactNumber: DecimalNumber? {
        switch self {
        case .bool(let value): DecimalNumber((value ? "1" : "0").utf8)
        case .integer(let value): value
        // A float equals an integer only if it is one.
        case .float(let value) where value.rounded() == value: DecimalNumber(Self.wholeDigits(value))
        default: nil
        }
    }

    /// All digits of a float that is a whole number, at most 309: `description` is not exact beyond 2^53.
    private static func wholeDigits(_ value: Double) -> [UInt8] {
        var text = [CChar](repeating: 0, count: 320)
        let length = withVaList([value]) { vsnprintf(&text, 320, "%.0f", $0) }
        return text.prefix(Int(length)).map { UInt8(truncatingIfNeeded: $0) }
    }
}
