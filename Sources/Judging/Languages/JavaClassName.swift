/// Finds the class after which a Java source must be called, and whose `main` is to be started.
enum JavaClassName {
    /// The public top-level class, else the top-level class that declares `main`, else the first, and its package with a
    /// dot, empty for none; nil without any class.
    ///
    /// Comments and literals are skipped. Source: The Java Language Specification, 7.6: a public type's file has its
    /// name.
    static func find(in source: String) -> (package: String, name: String)? {
        var words = JavaWords(source)
        var depth = 0
        var classes: [(name: String, isPublic: Bool, hasMain: Bool)] = []
        var isPublic = false
        var package = ""
        var isInPackage = false
        var previous = ""
        while let word = words.next() {
            switch word {
            case "{": depth += 1
            case "}":
                depth -= 1
                isPublic = false
            case ";":
                isPublic = false
                isInPackage = false
            case "package" where depth == 0 && classes.isEmpty: isInPackage = true
            case _ where isInPackage: package += word + "."
            case "public" where depth == 0: isPublic = true
            case "(" where depth == 1 && previous == "main":
                if !classes.isEmpty { classes[classes.count - 1].hasMain = true }
            default:
                if depth == 0, ["class", "interface", "enum", "record"].contains(previous) {
                    classes.append((word, isPublic, false))
                }
            }
            previous = word
        }
        let started = classes.first { $0.isPublic } ?? classes.first { $0.hasMain } ?? classes.first
        return started.map { (package, $0.name) }
    }
}

/// The names and brackets of a Java source, without comments, strings and characters.
private struct JavaWords {
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
