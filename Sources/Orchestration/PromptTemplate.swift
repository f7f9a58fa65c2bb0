/// A text with placeholders: `{{name}}`.
public struct PromptTemplate: Sendable {
    private let text: String

    /// Takes a text; the line feed at its end is that of its file, and not part of it.
    public init(_ text: String) {
        self.text = text.utf8.last == 10 ? String(text.unicodeScalars.dropLast()) : text
    }

    /// The text with its placeholders filled in; what is filled in is not searched for placeholders.
    ///
    /// A placeholder that no value is given for stays as it is.
    public func filled(_ values: [String: String] = [:]) -> String {
        var rest = text[...]
        var result = ""
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            let key = rest.dropFirst(2).prefix { $0.isLetter || $0 == "_" }
            if rest.hasPrefix("{{"), rest[key.endIndex...].hasPrefix("}}"), let value = values[String(key)] {
                result += value
                rest = rest[key.endIndex...].dropFirst(2)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }
}
