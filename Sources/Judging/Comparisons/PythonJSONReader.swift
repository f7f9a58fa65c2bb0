import FoundationEssentials

/// Reads JSON as Python's `json` module does, `NaN` and `Infinity` included; without recursion.
struct PythonJSONReader {
    /// Where and why reading stopped.
    struct Failure: Error {
        let reason: String
        /// Whether it was at an escape of half a surrogate pair, which Python writes and reads.
        var isHalfPair = false
    }

    /// A list or dictionary that has not ended.
    private struct Open {
        let isList: Bool
        /// Where its parts start, without the first bracket.
        let start: Int
        /// Where each entry of a dictionary starts, at its key.
        var entries: [(key: String, start: Int)] = []
    }

    private enum State { case value, valueOrEnd, keyOrEnd, key, afterValue }

    private let bytes: [UInt8]
    private var position = 0
    private var parts: [PythonValue.Part] = []
    private var open: [Open] = []

    /// The one value that the bytes hold.
    static func read(_ data: Data) throws(Failure) -> PythonValue {
        var reader = PythonJSONReader(bytes: [UInt8](data))
        try reader.readValue()
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw reader.failure("something follows the value") }
        return PythonValue(parts: reader.parts[...])
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func readValue() throws(Failure) {
        var state = State.value
        repeat {
            skipSpace()
            switch state {
            case .valueOrEnd where take("]"), .keyOrEnd where take("}"):
                close()
                state = .afterValue
            case .value, .valueOrEnd: state = try beginValue()
            case .key, .keyOrEnd:
                try readKey()
                state = .value
            case .afterValue: state = try goOn()
            }
        } while !(open.isEmpty && state == .afterValue)
    }

    /// Reads a value without parts, or the bracket that begins one with parts.
    private mutating func beginValue() throws(Failure) -> State {
        guard position < bytes.count else { throw failure("expected a value, found the end") }
        if take("[") { return begin(.listStart, isList: true, .valueOrEnd) }
        if take("{") { return begin(.dictionaryStart, isList: false, .keyOrEnd) }
        parts.append(try simpleValue())
        return .afterValue
    }

    private mutating func begin(_ part: PythonValue.Part, isList: Bool, _ state: State) -> State {
        parts.append(part)
        open.append(Open(isList: isList, start: parts.count))
        return state
    }

    private mutating func readKey() throws(Failure) {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw failure("expected a key") }
        let key = try string()
        open[open.count - 1].entries.append((key, parts.count))
        parts.append(.key(key))
        skipSpace()
        guard take(":") else { throw failure("expected :") }
    }

    /// After a value in a list or dictionary: its end, or the next.
    private mutating func goOn() throws(Failure) -> State {
        guard let isList = open.last?.isList else { return .afterValue }
        if take(isList ? "]" : "}") {
            close()
            return .afterValue
        }
        guard take(",") else { throw failure("expected , or \(isList ? "]" : "}")") }
        return isList ? .value : .key
    }

    /// Ends the innermost list or dictionary; entries are put in order, and of equal keys the last counts.
    private mutating func close() {
        let ended = open.removeLast()
        if !ended.isList, ended.entries.count > 1 {
            // By their bytes: a `String` equals another of the same letters in other code points, a key of Python's does not.
            var entries: [[UInt8]: ArraySlice<PythonValue.Part>] = [:]
            for (index, entry) in ended.entries.enumerated() {
                let end = index + 1 < ended.entries.count ? ended.entries[index + 1].start : parts.count
                entries[Array(entry.key.utf8)] = parts[entry.start..<end]
            }
            let ordered = entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap(\.value)
            parts.replaceSubrange(ended.start..., with: ordered)
        }
        parts.append(ended.isList ? .listEnd : .dictionaryEnd)
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

    private mutating func simpleValue() throws(Failure) -> PythonValue.Part {
        if bytes[position] == UInt8(ascii: "\"") { return .string(try string()) }
        if take("null") { return .none }
        if take("true") { return .bool(true) }
        if take("false") { return .bool(false) }
        if take("NaN") { return .float(.nan) }
        if take("Infinity") { return .float(.infinity) }
        if take("-Infinity") { return .float(-.infinity) }
        return try number()
    }

    private mutating func number() throws(Failure) -> PythonValue.Part {
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

    /// A string; the rare one with escapes by the library's reader, whose business surrogate pairs are.
    private mutating func string() throws(Failure) -> String {
        let start = position
        var hasEscapes = false
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            let isEscape = bytes[position] == UInt8(ascii: "\\")
            hasEscapes = hasEscapes || isEscape || bytes[position] < 32
            position += isEscape ? 2 : 1
        }
        guard position < bytes.count else { throw failure("a string that does not end") }
        position += 1
        if !hasEscapes, let text = String(validating: bytes[start + 1..<position - 1], as: UTF8.self) { return text }
        do {
            return try JSONDecoder().decode([String].self, from: Data([91] + bytes[start..<position] + [93]))[0]
        } catch {
            let escapes = String(decoding: bytes[start..<position], as: UTF8.self).lowercased().split(separator: "\\u")
            guard
                escapes.dropFirst().contains(where: {
                    $0.first == "d" && $0.dropFirst().first.map("89abcdef".contains) == true
                })
            else { throw failure("a string that is not valid JSON") }
            throw Failure(reason: "byte \(start): a string with half of a surrogate pair", isHalfPair: true)
        }
    }
}
