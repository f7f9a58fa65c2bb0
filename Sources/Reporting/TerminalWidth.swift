/// How much of a terminal's line a text takes.
public enum TerminalWidth {
    /// The columns that a text without control codes takes: two for a character of Chinese, Japanese or Korean and for a
    /// picture, none for a mark on the one before.
    public static func columns(_ text: some StringProtocol) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + columns($1) }
    }

    /// As much of the beginning of a text as takes no more than so many columns.
    static func prefix(_ text: String, columns width: Int) -> Substring {
        var left = width
        return text.prefix(while: { character in
            left -= columns(character)
            return left >= 0
        })
    }

    /// As much of the end of a text as takes no more than so many columns.
    static func suffix(_ text: String, columns width: Int) -> Substring {
        var (left, start) = (width, text.endIndex)
        while start > text.startIndex {
            let before = text.index(before: start)
            left -= columns(text[before])
            if left < 0 { break }
            start = before
        }
        return text[start...]
    }

    /// As wide as the widest of what it is composed of.
    private static func columns(_ character: Character) -> Int {
        character.unicodeScalars.reduce(0) { max($0, columns($1)) }
    }

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x80 { return 1 }
        // Asks for the form as a picture of the character before it.
        if scalar == "\u{FE0F}" || scalar.properties.isEmojiPresentation { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// The blocks whose characters are wide: rows W and F of Unicode's EastAsianWidth.txt, but for pictures, in whole
    /// blocks.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}
