/// Text of programs and models made safe to show, in a terminal as in a prompt.
public enum PrintableText {
    /// The text with control characters other than newline and tab shown as U+FFFD, and without the carriage returns before newlines.
    public static func text(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            if scalar == "\r" {
                let next = scalars.index(after: index)
                if next == scalars.endIndex || scalars[next] == "\n" { continue }
            }
            let isControl =
                (scalar.value < 32 && scalar != "\n" && scalar != "\t") || (127..<160).contains(scalar.value)
            result.append(isControl ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }

    /// A character as Python's `repr` shows it: a backslash and what cannot be seen, or not be told from a space, as escapes.
    static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        case " ": return " "
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .surrogate, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            let digits = String(scalar.value, radix: 16)
            let (mark, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
            return "\\\(mark)" + String(repeating: "0", count: width - digits.count) + digits
        default: return String(scalar)
        }
    }
}
