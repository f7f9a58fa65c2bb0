import Judging

/// Text of programs and models made safe to print: it must not move the cursor or recolour the terminal.
public enum TerminalText {
    /// The text with control characters other than newline and tab shown as U+FFFD.
    public static func printable(_ text: String) -> String { PrintableText.text(text) }

    /// The longest line of a model's or a program's text that is shown in passing, in characters.
    private static let longestLine = 300

    /// The text as one line, cut where it is long; spaces inside a line are kept, since two texts may differ in them alone.
    public static func line(_ text: String) -> String {
        let lines = printable(text).split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
        var line = lines.filter { !$0.isEmpty }.joined(separator: " ").replacing("\t", with: " ")
        while line.last?.isWhitespace == true { line.removeLast() }
        return line.count <= longestLine ? line : line.prefix(longestLine) + "… (cut)"
    }
}
