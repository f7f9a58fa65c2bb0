/// The names and brackets of a source in Java or C++, without comments, strings and characters.
struct SourceWords {
    private let bytes: [UInt8]
    private var position = 0

    init(_ source: String) {
        bytes = Array(source.utf8)
    }

    mutating func next() -> String? {
        while position < bytes.count {
            let byte = bytes[position]
            if starts("//") {
                skip(to: "\n")
            } else if starts("/*") {
                position += 2
                skip(to: "*/")
            } else if starts("\"\"\"") {
                position += 3
                skip(to: "\"\"\"")
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                skipLiteral(byte)
            } else if isNameByte(byte) {
                let start = position
                while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
                return String(decoding: bytes[start..<position], as: UTF8.self)
            } else {
                position += 1
                if "{}();".utf8.contains(byte) { return String(UnicodeScalar(byte)) }
            }
        }
        return nil
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte == 36
            || byte >= 128
    }

    private func starts(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func skip(to text: String) {
        while position < bytes.count, !starts(text) { position += 1 }
        position += text.utf8.count
        position = min(position, bytes.count)
    }

    private mutating func skipLiteral(_ quote: UInt8) {
        position += 1
        while position < bytes.count, bytes[position] != quote, bytes[position] != 10 {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 1, bytes.count)
    }
}
