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
}
