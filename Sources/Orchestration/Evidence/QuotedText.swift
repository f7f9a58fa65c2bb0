import Judging

/// Text of programs and models made fit to stand in a prompt: it is data there, and must look it.
enum QuotedText {
    /// The longest fence; longer runs of backticks inside are shown as apostrophes, or a fence could be of any length.
    private static let longestFence = 8

    /// How much of a text is looked at to make a line of it, in characters.
    private static let longestLine = 65_536

    /// A fenced block that the text cannot end: its fence is longer than any run of backticks inside.
    static func block(_ text: String, tag: String = "") -> String {
        var body = PrintableText.text(text)
        var longest = 0
        var run = 0
        for character in body.utf8 {
            run = character == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        if longest >= longestFence {
            body = String(body.map { $0 == "`" ? "'" : $0 })
            longest = 0
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(tag)\n\(body)\(body.hasSuffix("\n") || body.isEmpty ? "" : "\n")\(fence)"
    }

    /// The beginning and end of an excerpt, its lines kept; the cut is marked.
    static func excerpt(_ excerpt: Excerpt, tokens: Int) -> String {
        guard excerpt.isCut, TokenEstimate.usual(excerpt.text) > tokens else {
            return TokenEstimate.clip(PrintableText.text(excerpt.text), to: tokens)
        }
        // What the excerpt left out is missing as well.
        return PrintableText.text(TokenEstimate.clip(excerpt, to: tokens))
    }

    /// One line: line breaks become spaces, and at most `tokens` are kept.
    static func line(_ text: String, tokens: Int) -> String {
        // Any text worth a line is far shorter; without this a flood would be read several times over.
        let start = text.utf8.count > longestLine ? String(text.prefix(longestLine)) : text
        let words = PrintableText.text(start).split(whereSeparator: \.isWhitespace)
        return TokenEstimate.clip(words.joined(separator: " "), to: tokens)
    }
}
