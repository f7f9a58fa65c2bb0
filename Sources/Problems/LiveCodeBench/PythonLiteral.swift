import FoundationEssentials

/// Reads literals of Python's syntax as JSON that keeps their types: numbers, texts, `True`, `False`, `None`, lists, tuples,
/// sets and dictionaries.
///
/// What JSON has no form for becomes an object or word that tells it from all JSON data: `{"__tuple__": […]}`,
/// `{"__set__": {KEY: null}}`, for a dictionary with other keys than texts `{"__dict__": {KEY: …}}`, `Infinity`, `NaN`. A
/// KEY is the element's text after a letter for its type. Bytes, complex numbers and everything that would have to be
/// computed are refused. Source: The Python Language Reference, "Lexical analysis" and "Atoms".
struct PythonLiteral {
    /// Why a source is none; read after "is".
    struct Failure: Error {
        let description: String
    }

    private static let deepest = 200
    private let source: [Unicode.Scalar]
    private var position = 0

    private init(_ source: String) {
        self.source = Array(source.unicodeScalars)
    }

    /// The one literal that a source is.
    ///
    /// - Throws: `Failure`.
    static func json(_ source: String) throws(Failure) -> String {
        var literal = PythonLiteral(source)
        let value = try literal.value()
        guard literal.peek() == nil else { throw Failure(description: "a literal with something after it") }
        return value
    }

    /// What comes next that is no white space; nil at the end.
    private mutating func peek() -> Unicode.Scalar? {
        while position < source.count {
            if source[position] == "#" {
                while position < source.count, source[position] != "\n" { position += 1 }
            } else if source[position].properties.isWhitespace || source[position] == "\\" {
                position += 1
            } else {
                return source[position]
            }
        }
        return nil
    }

    /// Takes a text that comes next; false when something else does.
    private mutating func take(_ text: String) -> Bool {
        guard peek() != nil, source[position...].starts(with: text.unicodeScalars) else { return false }
        position += text.unicodeScalars.count
        return true
    }

    /// Takes a name that comes next.
    private mutating func name() -> String? {
        guard let first = peek(), first == "_" || first.properties.isXIDStart else { return nil }
        let start = position
        while position < source.count, source[position].properties.isXIDContinue { position += 1 }
        return Self.text(source[start..<position])
    }

    /// The next literal, as JSON.
    ///
    /// - Throws: `Failure`.
    private mutating func value(depth: Int = 0) throws(Failure) -> String {
        guard depth < Self.deepest else { throw Failure(description: "nested too deep") }
        switch peek() {
        case "["?: return try items(closing: "]", depth)
        case "("?: return try tuple(depth)
        case "{"?: return try keyed(depth)
        case "'"?, "\""?: return try texts()
        case "-"?:
            position += 1
            if peek() == "i" { return "-" + (try value(depth: depth + 1)) }
            let number = try number()
            return number == "0" ? "0" : "-" + number
        case let next? where ("0"..."9").contains(next) || next == ".": return try number()
        default:
            switch name() {
            case "True"?: return "true"
            case "False"?: return "false"
            case "None"?: return "null"
            case "inf"?: return "Infinity"
            case "nan"?: return "NaN"
            case "set"? where take("(") && take(")"): return "{\"__set__\": {}}"
            default: throw Failure(description: "no literal")
            }
        }
    }

    private mutating func items(closing: String, _ depth: Int) throws(Failure) -> String {
        position += 1
        var items: [String] = []
        while !take(closing) {
            items.append(try value(depth: depth + 1))
            if !take(","), peek() != closing.unicodeScalars.first { throw Failure(description: "no list of literals") }
        }
        return "[\(items.joined(separator: ", "))]"
    }

    /// `(a,)` is a tuple, `(a)` is `a`.
    private mutating func tuple(_ depth: Int) throws(Failure) -> String {
        position += 1
        if take(")") { return tuple("[]") }
        let first = try value(depth: depth + 1)
        if take(")") { return first }
        guard peek() == "," else { throw Failure(description: "no tuple of literals") }
        let rest = try items(closing: ")", depth)
        return tuple(rest == "[]" ? "[\(first)]" : "[\(first), \(rest.dropFirst())")
    }

    private func tuple(_ items: String) -> String { "{\"__tuple__\": \(items)}" }

    /// A dictionary or a set.
    private mutating func keyed(_ depth: Int) throws(Failure) -> String {
        position += 1
        if take("}") { return "{}" }
        var items: [(key: String, value: String?)] = []
        while !take("}") {
            let key = try key(depth)
            items.append((key, take(":") ? try value(depth: depth + 1) : nil))
            if !take(","), peek() != "}" { throw Failure(description: "no dictionary or set of literals") }
        }
        let values = items.compactMap(\.value)
        func object(_ members: [String]) -> String { "{\(members.joined(separator: ", "))}" }
        if values.isEmpty {
            return "{\"__set__\": \(object(items.map { "\(JSONText.quoted($0.key)): null" }))}"
        }
        guard values.count == items.count else { throw Failure(description: "no dictionary or set of literals") }
        if items.allSatisfy({ $0.key.first == "s" && !$0.key.hasPrefix("s__") }) {
            return object(items.map { "\(JSONText.quoted(String($0.key.dropFirst()))): \($0.value ?? "")" })
        }
        return "{\"__dict__\": \(object(items.map { "\(JSONText.quoted($0.key)): \($0.value ?? "")" }))}"
    }

    /// An element as the text by which it is told from others: `s` and a text, `n` and a number, `z` for `None`, `t` and a
    /// tuple's elements.
    private mutating func key(_ depth: Int) throws(Failure) -> String {
        switch peek() {
        case "'"?, "\""?:
            let text = try texts()
            return "s" + ((try? JSONDecoder().decode(String.self, from: Data(text.utf8))) ?? "")
        case "("?:
            guard depth < Self.deepest else { throw Failure(description: "nested too deep") }
            position += 1
            var parts: [String] = []
            while !take(")") {
                parts.append(try key(depth + 1))
                if !take(","), peek() != ")" { throw Failure(description: "no tuple of literals") }
            }
            return "t(\(parts.joined(separator: ",")))"
        default:
            switch try value(depth: depth + 1) {
            case "null": return "z"
            case "true": return "n1"
            case "false": return "n0"
            case let number:
                // A float that is a whole number is the same key as the integer.
                return "n" + (number.hasSuffix(".0") ? String(number.dropLast(2)) : number)
            }
        }
    }

    private mutating func number() throws(Failure) -> String {
        var text = ""
        var isWhole = true
        while position < source.count {
            let next = source[position]
            let isSign = (next == "-" || next == "+") && (text.hasSuffix("e") || text.hasSuffix("E"))
            guard ("0"..."9").contains(next) || ".eE_".unicodeScalars.contains(next) || isSign else { break }
            if next != "_" { text.unicodeScalars.append(next) }
            if !("0"..."9").contains(next), next != "_" { isWhole = false }
            position += 1
        }
        if position < source.count, source[position].properties.isXIDContinue {
            throw Failure(description: "a number that is not decimal")
        }
        if isWhole, !text.isEmpty, text == "0" || text.first != "0" { return text }
        guard let value = Double(text), value.isFinite, !isWhole else {
            throw Failure(description: "no finite decimal number")
        }
        return "\(value)"
    }

    /// Texts side by side are one.
    private mutating func texts() throws(Failure) -> String {
        var text = String.UnicodeScalarView()
        while let quote = peek(), quote == "'" || quote == "\"" {
            let isTriple = source[position...].starts(with: [quote, quote, quote])
            position += isTriple ? 3 : 1
            while true {
                guard position < source.count else { throw Failure(description: "a text that does not end") }
                let next = source[position]
                if next == quote, !isTriple || source[position...].starts(with: [quote, quote, quote]) { break }
                position += 1
                if next == "\\" { try escape(into: &text) } else { text.append(next) }
            }
            position += isTriple ? 3 : 1
        }
        return JSONText.quoted(String(text))
    }

    private mutating func escape(into text: inout String.UnicodeScalarView) throws(Failure) {
        guard position < source.count else { throw Failure(description: "a text that does not end") }
        let next = source[position]
        position += 1
        let plain: [Unicode.Scalar: Unicode.Scalar] = [
            "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", "\"": "\"", "a": "\u{7}", "b": "\u{8}", "f": "\u{C}",
            "v": "\u{B}", "0": "\0",
        ]
        let digits: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
        if next == "\n" { return }
        if let count = digits[next] {
            let hexadecimal = Self.text(source[position..<min(position + count, source.count)])
            guard hexadecimal.count == count, let code = UInt32(hexadecimal, radix: 16),
                let scalar = Unicode.Scalar(code)
            else { throw Failure(description: "a text with an escape that is no Unicode") }
            position += count
            text.append(scalar)
        } else if let scalar = plain[next] {
            text.append(scalar)
        } else {
            throw Failure(description: "a text with the escape \\\(next)")
        }
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
