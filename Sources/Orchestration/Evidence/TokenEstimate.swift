import Judging

/// Estimates tokens without a tokenizer, on the high side whatever a text is.
///
/// Two estimates are made, and the larger holds. One is for programs, prose and columns of numbers: byte-pair vocabularies
/// merge about four letters, hardly merge punctuation, and many give each digit and the space before it a token of its own. The
/// other, `UnusualWeights`, goes by the shape of words and of rows of symbols, for all else. Measured against the tokenizers of
/// `cl100k`, `o200k`, DeepSeek and Claude 2, the largest count of the four each time: 1.2 to 1.5 times the real count for programs
/// and statements, 1.0 to 2.0 for columns of numbers, 1.0 to 1.3 for random letters and symbols.
public enum TokenEstimate {
    /// The tokens of a text, rounded up: what a bound is kept by.
    public static func of(_ text: String) -> Int {
        max(usual(text), tokens(text, UnusualWeights()))
    }

    /// The tokens of a text by the first estimate alone: enough for a share of a bound that is kept by `of`.
    static func usual(_ text: String) -> Int { tokens(text, UsualWeights()) }

    private static func tokens<Weights: TokenWeights>(_ text: String, _ weights: Weights) -> Int {
        var weights = weights
        let sum = text.unicodeScalars.reduce(0) { $0 + weights.next($1) }
        return (sum + Weights.unit - 1) / Weights.unit
    }

    /// The text if it has at most `tokens`, else its beginning and its end with the cut marked between them.
    ///
    /// Two thirds are kept from the beginning. The mark is within the bound, as long as that is 20 tokens or more. The first
    /// estimate alone is used: this is for a share of a bound that is kept by `of`.
    static func clip(_ text: String, to tokens: Int) -> String {
        guard usual(text) > tokens else { return text }
        return cut(text, ends(of: text.unicodeScalars, in: tokens))
    }

    /// The same by both estimates: this is for what nobody counts again.
    static func clip(_ text: String, within tokens: Int) -> String {
        guard of(text) > tokens else { return text }
        let scalars = text.unicodeScalars
        let (head, tail) = ends(of: scalars, in: tokens)
        let kept = max(tokens - markTokens, 0) * UnusualWeights.unit
        return cut(
            text,
            (
                prefixLength(scalars.prefix(head), weight: kept * 2 / 3, UnusualWeights()),
                unusualSuffix(scalars.suffix(tail), weight: kept - kept * 2 / 3)
            ))
    }

    private static func cut(_ text: String, _ kept: (head: Int, tail: Int)) -> String {
        let count = text.unicodeScalars.count
        var result = String.UnicodeScalarView(text.unicodeScalars.prefix(kept.head))
        result.append(contentsOf: "… (\(count - kept.head - kept.tail) characters cut) …".unicodeScalars)
        result.append(contentsOf: text.unicodeScalars.suffix(kept.tail))
        return String(result)
    }

    /// The same as `clip(_:to:)` for an excerpt that is longer: the mark says how much is missing of the whole.
    static func clip(_ excerpt: Excerpt, to tokens: Int) -> String {
        let scalars = excerpt.text.unicodeScalars
        let (head, tail) = ends(of: scalars, in: tokens)
        // Neither part reaches the excerpt's own mark.
        let first = String(String.UnicodeScalarView(scalars.prefix(min(head, scalars.count / 3))))
        let last = String(String.UnicodeScalarView(scalars.suffix(min(tail, scalars.count / 6))))
        let missing = max(excerpt.totalBytes - first.utf8.count - last.utf8.count, 0)
        return "\(first)… (\(missing) bytes cut) …\(last)"
    }

    /// Room for a mark.
    private static let markTokens = 16

    /// How many characters are kept of the beginning and of the end, beside a mark.
    private static func ends(of scalars: String.UnicodeScalarView, in tokens: Int) -> (head: Int, tail: Int) {
        let kept = max(tokens - markTokens, 0) * UsualWeights.unit
        return (
            prefixLength(scalars, weight: kept * 2 / 3, UsualWeights()),
            prefixLength(scalars.reversed(), weight: kept - kept * 2 / 3, UsualWeights())
        )
    }

    /// How many characters from the beginning an estimate allows.
    private static func prefixLength(
        _ scalars: some Sequence<Unicode.Scalar>, weight: Int, _ weights: some TokenWeights
    ) -> Int {
        var weights = weights
        var (sum, length) = (0, 0)
        for scalar in scalars {
            sum += weights.next(scalar)
            if sum > weight { break }
            length += 1
        }
        return length
    }

    /// How many characters up to the end the second estimate allows: it reads forwards, so lengths are tried, by halves.
    private static func unusualSuffix(_ scalars: some BidirectionalCollection<Unicode.Scalar>, weight: Int) -> Int {
        let all = Array(scalars)
        var (fits, tooLong) = (0, all.count + 1)
        while tooLong - fits > 1 {
            let length = (fits + tooLong) / 2
            let isWhole = prefixLength(all.suffix(length), weight: weight, UnusualWeights()) == length
            if isWhole { fits = length } else { tooLong = length }
        }
        return fits
    }
}

/// What each character adds to the tokens of a text, in its place.
protocol TokenWeights {
    /// The parts of a token that weights are given in, for exact sums.
    static var unit: Int { get }

    /// The weight of the next character.
    mutating func next(_ scalar: Unicode.Scalar) -> Int
}

/// Those of programs, prose and columns of numbers.
private struct UsualWeights: TokenWeights {
    static let unit = 6

    private var previous: Unicode.Scalar = "\0"

    mutating func next(_ scalar: Unicode.Scalar) -> Int {
        defer { previous = scalar }
        switch scalar {
        case "a"..."z", "A"..."Z": return 2
        case "0"..."9": return previous == " " ? 10 : 6
        case " ": return previous == scalar ? 1 : 2
        default: return 3 * UTF8.width(scalar)
        }
    }
}
