/// Reads a JSON text into a `JSONValue`.
///
/// A streamed answer is a JSON text for each of its words, and `JSONDecoder`, which finds out a value's kind by trying one
/// after the other, takes most of a call's time for them: hence a reader of our own.
/// Source: RFC 8259; of names that are repeated in an object the last one counts.
struct JSONReader {
    /// It is no JSON, or nested too deep.
    private struct Malformed: Error {}

    /// How deep arrays and objects may be nested: as deep as Foundation's reader lets them.
    private static let deepest = 512

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var depth = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The value that the bytes hold; nil when they are no JSON.
    static func value(_ bytes: [UInt8]) -> JSONValue? {
        bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(buffer)
            guard let value = try? reader.value() else { return nil }
            reader.skipSpace()
            return reader.place == buffer.count ? value : nil
        }
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { place += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws(Malformed) {
        guard next == byte else { throw Malformed() }
        place += 1
    }

    private mutating func value() throws(Malformed) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(Malformed) -> JSONValue {
        for index in 0..<text.utf8CodeUnitCount { try expect(text.utf8Start[index]) }
        return value
    }

    private mutating func enter() throws(Malformed) {
        place += 1
        depth += 1
        guard depth <= Self.deepest else { throw Malformed() }
    }

    /// Whether a list goes on after its separator; false at its end.
    private mutating func goesOn(until end: UInt8, isFirst: Bool) throws(Malformed) -> Bool {
        skipSpace()
        if next == end {
            place += 1
            depth -= 1
            return false
        }
        if !isFirst {
            try expect(UInt8(ascii: ","))
            skipSpace()
            guard next != end else { throw Malformed() }
        }
        return true
    }

    private mutating func object() throws(Malformed) -> JSONValue {
        try enter()
        var fields: [String: JSONValue] = [:]
        var isFirst = true
        while try goesOn(until: UInt8(ascii: "}"), isFirst: isFirst) {
            isFirst = false
            let name = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            fields[name] = try value()
        }
        return .object(fields)
    }

    private mutating func array() throws(Malformed) -> JSONValue {
        try enter()
        var items: [JSONValue] = []
        while try goesOn(until: UInt8(ascii: "]"), isFirst: items.isEmpty) { items.append(try value()) }
        return .array(items)
    }

    // MARK: Strings

    private mutating func string() throws(Malformed) -> String {
        try expect(UInt8(ascii: "\""))
        let start = place
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
        // Most strings have no escape: their bytes are the text.
        if next == UInt8(ascii: "\"") {
            place += 1
            return try text(bytes[start..<(place - 1)])
        }
        var unescaped = Array(bytes[start..<place])
        while let byte = next, byte >= 0x20 {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return try text(unescaped)
            case UInt8(ascii: "\\"): try unescape(into: &unescaped)
            default: unescaped.append(byte)
            }
        }
        throw Malformed()
    }

    private func text(_ bytes: some Sequence<UInt8>) throws(Malformed) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed() }
        return text
    }

    private mutating func unescape(into text: inout [UInt8]) throws(Malformed) {
        guard let byte = next else { throw Malformed() }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += try scalar().utf8
        default: throw Malformed()
        }
    }

    /// A character that is written as one or, outside of the basic plane, as two times four hexadecimal digits.
    ///
    /// One half of such a pair is JSON as well, and no character (RFC 8259, section 8.2): servers that cut a stream between
    /// the halves send it. It is read as U+FFFD, like what else is no character.
    private mutating func scalar() throws(Malformed) -> String {
        var code = try fourDigits()
        if (0xD800..<0xDC00).contains(code), let second = secondHalf() {
            code = 0x10000 + (code - 0xD800) << 10 + (second - 0xDC00)
        }
        return String(Character(Unicode.Scalar(code) ?? "\u{FFFD}"))
    }

    /// The second half of a pair, if that is what follows; else nothing is read.
    private mutating func secondHalf() -> UInt32? {
        let start = place
        if next == UInt8(ascii: "\\") {
            place += 1
            if next == UInt8(ascii: "u") {
                place += 1
                if let code = try? fourDigits(), (0xDC00..<0xE000).contains(code) { return code }
            }
        }
        place = start
        return nil
    }

    private mutating func fourDigits() throws(Malformed) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw Malformed() }
            place += 1
            code = code << 4 + UInt32(digit)
        }
        return code
    }

    // MARK: Numbers

    private mutating func number() throws(Malformed) -> JSONValue {
        let start = place
        if next == UInt8(ascii: "-") { place += 1 }
        let digitsStart = place
        try digits()
        guard bytes[digitsStart] != UInt8(ascii: "0") || place == digitsStart + 1 else { throw Malformed() }
        var isWhole = true
        if next == UInt8(ascii: ".") {
            isWhole = false
            place += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isWhole = false
            place += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isWhole, let number = Int(text) { return .int(number) }
        guard let number = Double(text), number.isFinite else { throw Malformed() }
        // As Foundation's reader has it, a number is whole if its value is.
        return Int(exactly: number).map(JSONValue.int) ?? .double(number)
    }

    private mutating func digits() throws(Malformed) {
        let start = place
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        guard place > start else { throw Malformed() }
    }
}
