import FoundationEssentials
import Glibc

/// Finds fields of a record by name, without decoding them or the rest.
///
/// A line is fed in pieces, however it was read. Texts are passed over from quote to quote, so that packed tests cost
/// little more than finding the line's end. What a nested list or object holds is not checked: no field we know is one.
struct RecordScanner {
    /// What stands where a field's value should.
    enum Value: Equatable {
        /// A text, as it is written: escapes are not decoded.
        case text([UInt8])
        /// `null`.
        case null
        /// Something else, in words.
        case other(String)
        /// A text too long for such a field.
        case long
    }

    /// Why a line is no record.
    enum Fault: Error {
        case notObject
        case cutOff
        case notJSON
    }

    private enum State: Equatable {
        case outside
        case beforeKey
        case afterKey
        case beforeValue
        case scalar
        case nested(depth: Int)
        case afterValue
        case closed
    }

    private enum Text: Equatable {
        case key
        case value
        case nested(depth: Int)
    }

    private let longestValue: Int
    private let names: [[UInt8]]
    private var state = State.outside
    private var text: Text?
    private var captured: [UInt8] = []
    private var isCapturing = false
    private var backslashes = 0
    private var field: Int?
    private var fault: Fault?
    private var isFirst = true
    /// The values, in the order of the names.
    private var values: [Value?]

    /// Looks for fields of these names.
    ///
    /// - Parameters:
    ///   - names: The fields.
    ///   - longestValue: The longest text kept, in bytes as written.
    init(names: [String], longestValue: Int) {
        self.longestValue = longestValue
        self.names = names.map { Array($0.utf8) }
        values = [Value?](repeating: nil, count: names.count)
    }

    /// Takes the next piece of the line.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        var position = 0
        while position < bytes.count, fault == nil {
            if text != nil {
                position = scanText(bytes, from: position)
            } else {
                step(bytes[position])
                position += 1
            }
        }
    }

    /// The value found so far of the field with this index among the names; nil for none.
    func value(_ index: Int) -> Value? { values[index] }

    /// Ends the line and gets ready for the next one.
    ///
    /// - Returns: The fields' values in the order of the names, nil for one that is absent; nil for a blank line.
    /// - Throws: `Fault`.
    mutating func finish() throws(Fault) -> [Value?]? {
        defer { self = RecordScanner(copying: self) }
        if let fault { throw fault }
        switch (state, text) {
        case (.outside, _): return nil
        case (.closed, nil): return values
        default: throw .cutOff
        }
    }

    /// A text as JSON has it, without its quotes, decoded; nil when it is no Unicode.
    static func decoded(_ bytes: [UInt8]) -> String? {
        guard bytes.contains(92) else { return String(validating: bytes, as: UTF8.self) }
        return try? JSONDecoder().decode(String.self, from: Data([34] + bytes + [34]))
    }

    private init(copying other: RecordScanner) {
        names = other.names
        longestValue = other.longestValue
        values = [Value?](repeating: nil, count: names.count)
    }

    private mutating func step(_ byte: UInt8) {
        if byte == 32 || byte == 9 || byte == 13 {
            if state == .scalar { endScalar() }
            return
        }
        switch (state, byte) {
        case (.outside, UInt8(ascii: "{")): state = .beforeKey
        case (.outside, _): fault = .notObject
        case (.beforeKey, UInt8(ascii: "\"")): begin(.key, capture: true)
        case (.beforeKey, UInt8(ascii: "}")) where isFirst: state = .closed
        case (.afterValue, UInt8(ascii: "}")): state = .closed
        case (.scalar, UInt8(ascii: "}")):
            endScalar()
            state = .closed
        case (.afterKey, UInt8(ascii: ":")): state = .beforeValue
        case (.beforeValue, UInt8(ascii: "\"")): begin(.value, capture: field != nil)
        case (.beforeValue, UInt8(ascii: "{")), (.beforeValue, UInt8(ascii: "[")):
            set(.other(byte == UInt8(ascii: "{") ? "an object" : "a list"))
            state = .nested(depth: 1)
        case (.beforeValue, _):
            captured = [byte]
            state = .scalar
        case (.scalar, UInt8(ascii: ",")):
            endScalar()
            state = .beforeKey
        case (.afterValue, UInt8(ascii: ",")): state = .beforeKey
        case (.scalar, _): captured.append(byte)
        case (.nested(let depth), UInt8(ascii: "\"")): begin(.nested(depth: depth), capture: false)
        case (.nested(let depth), UInt8(ascii: "{")), (.nested(let depth), UInt8(ascii: "[")):
            state = .nested(depth: depth + 1)
        case (.nested(let depth), UInt8(ascii: "}")), (.nested(let depth), UInt8(ascii: "]")):
            state = depth == 1 ? .afterValue : .nested(depth: depth - 1)
        case (.nested, _): break
        default: fault = .notJSON
        }
    }

    private mutating func endScalar() {
        state = .afterValue
        let word = String(decoding: captured, as: UTF8.self)
        switch word {
        case "null": set(.null)
        case "true", "false": set(.other("true or false"))
        case _ where (try? JSONDecoder().decode(Double.self, from: Data(captured))) != nil: set(.other("a number"))
        default: fault = .notJSON
        }
    }

    private mutating func set(_ value: Value) {
        if let field { values[field] = value }
    }

    private mutating func begin(_ kind: Text, capture: Bool) {
        text = kind
        isCapturing = capture
        isFirst = false
        backslashes = 0
        captured.removeAll(keepingCapacity: true)
    }

    /// Goes on to the end of the text, or of the piece; returns where it stopped.
    private mutating func scanText(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return bytes.count }
        var from = start
        while from < bytes.count {
            guard let found = memchr(base + from, 34, bytes.count - from) else { break }
            let quote = base.distance(to: UnsafeRawPointer(found))
            let isEscaped = backslashesBefore(quote, bytes, from: start) % 2 == 1
            if !isEscaped {
                capture(bytes[start..<quote])
                endText()
                return quote + 1
            }
            from = quote + 1
        }
        capture(bytes[start...])
        backslashes = backslashesBefore(bytes.count, bytes, from: start)
        return bytes.count
    }

    /// How many backslashes stand right before a place, those at the end of the last piece counted too.
    private func backslashesBefore(_ place: Int, _ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = place
        while index > start, bytes[index - 1] == 92 { index -= 1 }
        return place - index + (index == start ? backslashes : 0)
    }

    private mutating func capture(_ piece: Slice<UnsafeRawBufferPointer>) {
        guard isCapturing else { return }
        captured.append(contentsOf: piece.prefix(longestValue + 1 - captured.count))
    }

    private mutating func endText() {
        switch text {
        case .key:
            let key = captured.contains(92) ? Self.decoded(captured).map { Array($0.utf8) } : captured
            field = key.flatMap { names.firstIndex(of: $0) }
            state = .afterKey
        case .value:
            set(captured.count > longestValue ? .long : .text(captured))
            state = .afterValue
        case .nested(let depth): state = .nested(depth: depth)
        case nil: break
        }
        text = nil
        backslashes = 0
    }
}
