import Judging
import Problems

/// A solver's structured result, read from its text.
struct SolverAnswer: Equatable {
    /// The program; nil where there is none.
    var program: String?
    var approach: String?
    var reasoning: String?
    /// 0 to 1.
    var confidence: Double?
    var claimedComplexity: String?

    /// Reads an answer leniently: labels may be missing, decorated or out of order.
    init(_ text: String, language: Language, interface: ProgramInterface) {
        let answer = ThinkingText.removed(from: text)
        let blocks = FencedBlocks(answer)
        program = ProgramFinder(language: language, interface: interface).program(in: answer)?.program
        var remarks: [Substring] = []
        var awaited: String?
        let isUnfenced = blocks.blocks.isEmpty && program != nil
        for (_, line) in blocks.prose {
            if let labelled = LabelledLine(line) {
                take(labelled.label, labelled.value)
                awaited = labelled.value.isEmpty ? labelled.label : nil
            } else if line.allSatisfy(\.isWhitespace) {
                continue
            } else if let label = awaited {
                take(label, String(line.drop(while: \.isWhitespace)))
                awaited = nil
            } else if !isUnfenced {
                remarks.append(line)
            }
        }
        if reasoning == nil, !remarks.isEmpty { reasoning = bounded(remarks.joined(separator: " "), 200) }
    }

    private mutating func take(_ label: String, _ value: String) {
        guard !value.isEmpty else { return }
        switch label {
        case "approach": approach = bounded(value, 80)
        case "complexity": claimedComplexity = bounded(value, 40)
        case "confidence": confidence = Self.confidence(value)
        default: reasoning = bounded(value, 200)
        }
    }

    private func bounded(_ text: String, _ tokens: Int) -> String { QuotedText.line(text, tokens: tokens) }

    /// `90%`, `0.9`, `9/10`, `90`, `high`: 0 to 1; nil when nothing is recognised.
    static func confidence(_ text: String) -> Double? {
        let start = text.drop { !($0.isASCII && $0.isNumber) }
        let digits = start.prefix { ($0.isASCII && $0.isNumber) || $0 == "." }
        if let number = Double(digits.last == "." ? digits.dropLast() : digits) {
            let rest = start.dropFirst(digits.count).filter { $0 != " " }
            let isOfTen = rest.hasPrefix("/10") && !rest.hasPrefix("/100")
            let scale: Double = isOfTen ? 10 : number > 1 || rest.hasPrefix("%") ? 100 : 1
            return min(number / scale, 1)
        }
        let words = text.lowercased()
        let scale = [("high", 0.9), ("medium", 0.6), ("moderate", 0.6), ("low", 0.3)]
        return scale.first { words.contains($0.0) }?.1
    }
}

/// Thinking that a server leaves in the text between `<think>` and `</think>`.
enum ThinkingText {
    /// The text without it; thinking that never ends is dropped to the end.
    static func removed(from text: String) -> String {
        var result = text[...]
        var kept = ""
        while let open = range(of: "<think>", in: result) {
            kept += result[..<open.lowerBound]
            guard let close = range(of: "</think>", in: result[open.upperBound...]) else { return kept }
            result = result[close.upperBound...]
        }
        // Some templates open the thinking in the prompt: only its end is in the answer.
        if kept.isEmpty, let close = range(of: "</think>", in: result) { result = result[close.upperBound...] }
        return kept + result
    }

    private static func range(of word: String, in text: Substring) -> Range<Substring.Index>? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start] == "<", text[start...].hasPrefix(word) {
                return start..<text.index(start, offsetBy: word.count)
            }
            start = text.index(after: start)
        }
        return nil
    }
}
