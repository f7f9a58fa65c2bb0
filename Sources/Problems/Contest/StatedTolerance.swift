/// How far off the numbers of an answer may be, as a statement says in a sentence: `a relative or absolute error of at most
/// 10^{-6}`, `Answers within 10-5 of the actual answer will be accepted`.
public struct StatedTolerance: Sendable, Equatable {
    /// How far off.
    public var value: Double
    /// Whether the distance itself counts: unless only a relative error is spoken of.
    public var isAbsolute = true
    /// Whether the distance relative to the expected number counts.
    public var isRelative = false
}

extension StatedTolerance {
    /// How far behind its words the number may stand, and how far before them, in characters.
    private static let reach = (behind: 200, before: 60)

    /// Finds the first sentence that says so; nil where none does.
    ///
    /// - Parameter text: The statement in lower case.
    init?(_ text: String) {
        for sentence in Self.sentences(text) {
            guard let words = Self.words(in: sentence) else { continue }
            let behind = sentence[words.upperBound...].prefix(Self.reach.behind)
            let before = sentence[..<words.lowerBound].suffix(Self.reach.before)
            guard let value = Self.numbers(behind).first ?? Self.numbers(before).last else { continue }
            self.value = value
            isRelative = sentence.contains(/relative|相対誤差/)
            isAbsolute = !isRelative || sentence.contains(/absolute|絶対誤差/)
            return
        }
        return nil
    }

    /// The words of a sentence that tell how far off an answer may be.
    private static func words(in sentence: Substring) -> Range<Substring.Index>? {
        if let kind = sentence.firstRange(
            of: /\b(absolute|relative)\b[^0-9]{0,40}\b(error|tolerance|accuracy|precision|deviation)s?\b|(絶対|相対)誤差/)
        {
            return kind
        }
        if let bounded = sentence.firstRange(
            of: /\b(error|tolerance)\b(?=[^0-9]{0,30}\b(at most|not exceed|no more than|less than|up to)\b)/)
        {
            return bounded
        }
        // Without its kind it may be an error that the problem is about, and near things may be what is asked for.
        if sentence.contains(/\b(answer|accept|correct|judge|jury|checker)/),
            let words = sentence.firstRange(of: /\b(difference|differs?|within(?=\s+(an?\s+)?[0-9]))\b/)
        {
            return words
        }
        guard sentence.contains(/\b(answer|output|result|print|accept|correct|allow|judge|jury|checker)/) else {
            return nil
        }
        return sentence.firstRange(of: /\b(error|tolerance)s?\b/)
    }

    /// The small numbers in a text, in order: `10^-6`, `5 * 10^-7`, `1e-6`, `0.000001`.
    private static func numbers(_ text: Substring) -> [Double] {
        let forms =
            /(?:(\d+(?:\.\d+)?)\s*[×*·x]\s*)?\b10\s*\^?\s*-\s*(\d{1,2})\b|\b(\d(?:\.\d+)?e-\d{1,2}|0\.\d{1,15})\b/
        return text.matches(of: forms).compactMap { match in
            let power = match.output.2.map { "\(match.output.1 ?? "1")e-\($0)" }
            return Double(power ?? String(match.output.3 ?? "")).flatMap { (1e-15...0.1).contains($0) ? $0 : nil }
        }
    }

    /// The sentences, with numbers as they are typed: markup around exponents is dropped, and minus signs are hyphens.
    private static func sentences(_ text: String) -> [Substring] {
        var plain = ""
        var rest = text.replacing(/<\/?sup>|\\(?:times|cdot)/) { $0.output.hasPrefix("<") ? "" : "*" }[...]
        while let character = rest.popFirst() {
            switch character {
            case "−", "–", "‐", "‑", "⁻": plain.append("-")
            case "$", "{", "}", "\\", "(", ")": continue
            default: plain.append(superscripts.firstIndex(of: character).map { Character("\($0)") } ?? character)
            }
        }
        return plain.split(separator: /[.!?]\s|。|\n\s*\n/)
    }

    private static let superscripts: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
}
