/// Running text broken into lines for a terminal.
public enum Paragraph {
    /// How wide a line may be, in characters; a longer word stands alone.
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
        var isFresh = true
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !isFresh, line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: indent + hanging)
                isFresh = true
            }
            line += (isFresh ? "" : " ") + word
            isFresh = false
        }
        return lines + [line]
    }
}
