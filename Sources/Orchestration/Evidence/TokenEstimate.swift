import Judging

/// Estimates tokens without a tokenizer: on the high side for code, prose and columns of numbers.
///
/// Byte-pair vocabularies merge about four letters, hardly merge punctuation, and many give each digit and the space
/// before it a token of its own. Measured against Qwen2.5's tokenizer, whose digits are single tokens: 1.1 to 1.6 times
/// the real count for programs and statements, 1.0 for columns of numbers; 0.6 for random characters.
public enum TokenEstimate {
    /// Parts of a token, for exact sums.
    private static let unit = 6

    /// The tokens of a text, rounded up.
    public static func of(_ text: String) -> Int {
        var weights = Weights()
        var sum = 0
        for byte in text.utf8 { sum += weights.next(byte) }
        return (sum + unit - 1) / unit
    }

    /// The text if it has at most `tokens`, else its beginning and its end with the cut marked between them.
    ///
    /// Two thirds are kept from the beginning. The mark is within the bound, as long as that is 20 tokens or more.
    public static func clip(_ text: String, to tokens: Int) -> String {
        guard of(text) > tokens else { return text }
        let (head, tail) = ends(of: text.unicodeScalars, in: tokens)
        let count = text.unicodeScalars.count
        var result = String.UnicodeScalarView(text.unicodeScalars.prefix(head))
        result.append(contentsOf: "… (\(count - head - tail) characters cut) …".unicodeScalars)
        result.append(contentsOf: text.unicodeScalars.suffix(tail))
        return String(result)
    }

    /// The same for an excerpt that is longer: the mark says how much is missing of the whole.
    static func clip(_ excerpt: Excerpt, to tokens: Int) -> String {
        let scalars = excerpt.text.unicodeScalars
        let (head, tail) = ends(of: scalars, in: tokens)
        // Neither part reaches the excerpt's own mark.
        let first = String(String.UnicodeScalarView(scalars.prefix(min(head, scalars.count / 3))))
        let last = String(String.UnicodeScalarView(scalars.suffix(min(tail, scalars.count / 6))))
        let missing = max(excerpt.totalBytes - first.utf8.count - last.utf8.count, 0)
        return "\(first)… (\(missing) bytes cut) …\(last)"
    }

    /// How many characters are kept of the beginning and of the end, beside a mark.
    private static func ends(of scalars: String.UnicodeScalarView, in tokens: Int) -> (head: Int, tail: Int) {
        let markTokens = 16
        let kept = max(tokens - markTokens, 0) * unit
        return (
            prefixLength(scalars, weight: kept * 2 / 3),
            prefixLength(scalars.reversed(), weight: kept - kept * 2 / 3)
        )
    }

    private static func prefixLength(_ scalars: some Sequence<Unicode.Scalar>, weight: Int) -> Int {
        var weights = Weights()
        var (sum, length) = (0, 0)
        for scalar in scalars {
            for byte in UTF8.encode(scalar) ?? .init() { sum += weights.next(byte) }
            if sum > weight { break }
            length += 1
        }
        return length
    }

    /// The weight of each byte in its place.
    private struct Weights {
        private var previous: UInt8 = 0

        mutating func next(_ byte: UInt8) -> Int {
            defer { previous = byte }
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return 2
            case UInt8(ascii: "0")...UInt8(ascii: "9"): return previous == UInt8(ascii: " ") ? 10 : 6
            case UInt8(ascii: " "): return previous == byte ? 1 : 2
            default: return 3
            }
        }
    }
}
