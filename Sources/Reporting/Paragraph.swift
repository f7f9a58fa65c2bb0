/// Running text broken into lines for a terminal.
public enum Paragraph {
    /// How wide a line may be, in columns; a longer word stands alone.
    private static let width = 80

    /// Breaks text at spaces.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - indent: Spaces before the first line.
    ///   - hanging: Further spaces before all others.
    /// - Returns: The lines.
    public static func lines(_ text: String, indent: Int = 0, hanging: Int = 0) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: indent)
        var taken = indent
        var isFresh = true
        for word in text.split(whereSeparator: \.isWhitespace) {
            let columns = TerminalWidth.columns(word)
            if !isFresh, taken + 1 + columns > width {
                lines.append(line)
                line = String(repeating: " ", count: indent + hanging)
                taken = indent + hanging
                isFresh = true
            }
            line += (isFresh ? "" : " ") + word
            taken += (isFresh ? 0 : 1) + columns
            isFresh = false
        }
        return lines + [line]
    }
}
