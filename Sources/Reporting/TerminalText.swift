import Judging

/// Text of programs and models made safe to print: it must not move the cursor or recolour the terminal.
public enum TerminalText {
    /// The text with control characters other than newline and tab shown as U+FFFD.
    public static func printable(_ text: String) -> String { PrintableText.text(text) }

    /// The longest line of a model's or a program's text that is shown in passing, in characters.
    private static let longestLine = 300

    /// The text as one line, cut where it is long.
    public static func line(_ text: String) -> String {
        let words = printable(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= longestLine ? words : words.prefix(longestLine) + "… (cut)"
    }
}
