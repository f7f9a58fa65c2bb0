/// Text of programs and models made safe to print: it must not move the cursor or recolour the terminal.
public enum TerminalText {
    /// The text with control characters other than newline and tab shown as U+FFFD.
    public static func printable(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\r" {
            let isControl =
                (scalar.value < 32 && scalar != "\n" && scalar != "\t") || (127..<160).contains(scalar.value)
            result.append(isControl ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }

    /// The longest line of a model's or a program's text that is shown in passing, in characters.
    private static let longestLine = 300

    /// The text as one line, cut where it is long.
    public static func line(_ text: String) -> String {
        let words = printable(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= longestLine ? words : words.prefix(longestLine) + "… (cut)"
    }
}
