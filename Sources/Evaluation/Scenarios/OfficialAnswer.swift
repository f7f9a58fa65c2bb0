/// Where the answers of the scenarios stand in a model's text, by the official rules for chat models.
///
/// Source: LiveCodeBench, `lcb_runner/utils/extraction_utils.py`.
enum OfficialAnswer {
    /// What stands between the last two lines that hold a fence of backticks; empty when there are fewer than two.
    static func program(in text: String) -> String {
        let lines = lines(text)
        let fences = lines.indices.filter { lines[$0].contains("```") }
        guard fences.count >= 2 else { return "" }
        return lines[(fences[fences.count - 2] + 1)..<fences[fences.count - 1]].joined(separator: "\n")
    }

    /// The last line that begins with `assert`, else the first fenced block, one of Python before others.
    static func assertion(in text: String) -> String {
        let lines = lines(text)
        if let last = lines.last(where: { $0.hasPrefix("assert") }) { return String(last) }
        let begin = lines.firstIndex { $0.contains("```python") || $0.contains("```Python") }
        let fences = lines.indices.filter { lines[$0].contains("```") && $0 >= begin ?? 0 }
        guard fences.count >= 2 else { return "" }
        return lines[(fences[0] + 1)..<fences[1]].joined(separator: "\n")
    }

    /// What follows the first `==`, up to `[/ANSWER]` or else the end of the line; with `thought` only from the first
    /// `[ANSWER]` on.
    static func value(in text: String, thought: Bool) -> String {
        var rest = text
        if thought, let part = part(1, of: rest, at: "[ANSWER]") { rest = trimmed(part) }
        if let part = part(1, of: rest, at: "==") { rest = trimmed(part) }
        if let part = part(0, of: rest, at: "[/ANSWER]") {
            rest = part
        } else {
            rest = lines(rest).first.map(String.init) ?? ""
        }
        return trimmed(rest)
    }

    /// One of the parts into which a text is cut by a word; nil where the word does not occur.
    private static func part(_ index: Int, of text: String, at word: String) -> String? {
        let parts = text.split(separator: word, omittingEmptySubsequences: false)
        return parts.count > 1 ? String(parts[index]) : nil
    }

    /// Lines as Python's `split("\n")` has them: a carriage return stays.
    private static func lines(_ text: String) -> [Substring] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text.unicodeScalars[...]
        while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
        while rest.last?.properties.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
