import FoundationEssentials

/// A value as Python's `json` writes it, numbers kept as written: no integer is too long, and `NaN` is a value.
indirect enum PythonValue {
    case none
    case bool(Bool)
    case integer(DecimalNumber)
    case float(Double)
    case string(String)
    case list([PythonValue])
    case dictionary([String: PythonValue])

    /// Equal as Python's `==` has it: `True == 1 == 1.0`, and NaN equals nothing.
    func equals(_ other: PythonValue) -> Bool {
        switch (self, other) {
        case (.none, .none): return true
        case (.string(let left), .string(let right)): return left.unicodeScalars.elementsEqual(right.unicodeScalars)
        case (.list(let left), .list(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.equals($1) }
        case (.dictionary(let left), .dictionary(let right)):
            return left.count == right.count
                && left.allSatisfy { key, value in right[key].map { $0.equals(value) } ?? false }
        case (.float(let left), .float(let right)): return left == right
        default:
            guard let left = exactNumber, let right = other.exactNumber else { return false }
            return left == right
        }
    }

    /// The value as an exact number, when it is one.
    private var exactNumber: DecimalNumber? {
        switch self {
        case .bool(let value): DecimalNumber((value ? "1" : "0").utf8)
        case .integer(let value): value
        // A float equals an integer only if it is one, and `description` is then exact up to 2^53.
        case .float(let value) where value.rounded() == value: DecimalNumber(value.description.utf8)
        default: nil
        }
    }
}

/// Reads JSON as Python's `json` module does, `NaN` and `Infinity` included.
struct PythonJSONReader {
    /// Where and why reading stopped.
    struct Failure: Error {
        let reason: String
    }

    /// Deeper values are refused: reading is recursive, and a candidate's output must not overflow our stack.
    private static let deepest = 200

    private let bytes: [UInt8]
    private var position = 0

    /// The one value that the bytes hold.
    static func read(_ data: Data) throws(Failure) -> PythonValue {
        var reader = PythonJSONReader(bytes: [UInt8](data))
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw reader.failure("something follows the value") }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private func failure(_ reason: String) -> Failure { Failure(reason: "byte \(position): \(reason)") }

    private mutating func skipSpace() {
        while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> PythonValue {
        guard depth < Self.deepest else { throw failure("nested deeper than \(Self.deepest)") }
        skipSpace()
        guard position < bytes.count else { throw failure("expected a value, found the end") }
        switch bytes[position] {
        case UInt8(ascii: "["): return try list(depth)
        case UInt8(ascii: "{"): return try dictionary(depth)
        case UInt8(ascii: "\""): return .string(try string())
        default: break
        }
        if take("null") { return .none }
        if take("true") { return .bool(true) }
        if take("false") { return .bool(false) }
        if take("NaN") { return .float(.nan) }
        if take("Infinity") { return .float(.infinity) }
        if take("-Infinity") { return .float(-.infinity) }
        return try number()
    }

    private mutating func number() throws(Failure) -> PythonValue {
        let start = position
        while position < bytes.count, "+-.0123456789eE".utf8.contains(bytes[position]) { position += 1 }
        let text = bytes[start..<position]
        if text.contains(where: { $0 == UInt8(ascii: ".") || $0 == 101 || $0 == 69 }) {
            if let value = Double(String(decoding: text, as: UTF8.self)) { return .float(value) }
        } else if let value = DecimalNumber(text) {
            return .integer(value)
        }
        position = start
        throw failure("expected a value")
    }

    /// A string, by the library's reader: escapes and surrogate pairs are its business.
    private mutating func string() throws(Failure) -> String {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count else { throw failure("a string that does not end") }
        position += 1
        do {
            return try JSONDecoder().decode([String].self, from: Data([91] + bytes[start..<position] + [93]))[0]
        } catch {
            throw failure("a string that is not valid JSON")
        }
    }

    private mutating func list(_ depth: Int) throws(Failure) -> PythonValue {
        var items: [PythonValue] = []
        position += 1
        skipSpace()
        if take("]") { return .list([]) }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .list(items) }
            guard take(",") else { throw failure("expected , or ]") }
        }
    }

    private mutating func dictionary(_ depth: Int) throws(Failure) -> PythonValue {
        var items: [String: PythonValue] = [:]
        position += 1
        skipSpace()
        if take("}") { return .dictionary([:]) }
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw failure("expected a key") }
            let key = try string()
            skipSpace()
            guard take(":") else { throw failure("expected :") }
            items[key] = try value(depth: depth + 1)
            skipSpace()
            if take("}") { return .dictionary(items) }
            guard take(",") else { throw failure("expected , or }") }
        }
    }
}
