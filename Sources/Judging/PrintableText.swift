/// Text of programs and models made safe to show, in a terminal as in a prompt.
public enum PrintableText {
    /// The text with control characters other than newline and tab shown as U+FFFD, and without carriage returns.
    public static func text(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\r" {
            let isControl =
                (scalar.value < 32 && scalar != "\n" && scalar != "\t") || (127..<160).contains(scalar.value)
            result.append(isControl ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }
}
