import Models

/// A line such as `SCORE: 80` that ends an answer, or the same as JSON.
enum LabelledAnswer {
    /// The word after the last mention of a label, without what decorates it; nil where there is none.
    static func word(_ label: String, in text: String) -> String? {
        let lower = text.lowercased()
        var found: String?
        for line in lower.split(whereSeparator: \.isNewline) {
            for start in line.indices where line[start...].hasPrefix(label) {
                let before = start == line.startIndex ? " " : line[line.index(before: start)]
                let after = line[start...].dropFirst(label.count).drop { "\"*_` ".contains($0) }
                guard !before.isLetter, let mark = after.first, ":：=".contains(mark) else { continue }
                let said = String(after.dropFirst()).replacing(" / ", with: "/")
                let words = said.split { !$0.isLetter && !$0.isNumber && !".-/".contains($0) }
                // "explore 3", "number 3", "program A": the last word that says which.
                let word = words.map(ended).first {
                    !$0.isEmpty && !["explore", "program", "number", "n", "the"].contains($0)
                }
                if let word { found = String(word) }
            }
        }
        return found ?? bare(lower)
    }

    /// An answer that is nothing but the word.
    private static func bare(_ text: String) -> String? {
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "." }.map(ended).filter { !$0.isEmpty }
        return words.count == 1 ? String(words[0]) : nil
    }

    /// A word without the end of a sentence.
    private static func ended(_ word: Substring) -> Substring {
        var word = word
        while let last = word.last, ".-/".contains(last) { word.removeLast() }
        return word
    }

    /// The number after a label; nil also for a fraction of 1, 1.0 or 9/10, which are on another scale than was asked for.
    static func number(_ label: String, in text: String) -> Int? {
        guard let word = word(label, in: text) else { return nil }
        let said = word.hasSuffix("/100") ? String(word.dropLast(4)) : word
        guard let number = Double(said),
            number <= 0 || number > 1 || number == 1 && !said.contains(".")
        else { return nil }
        return Int(exactly: number.rounded(.down))
    }

    /// An object with one field, for servers that constrain their output.
    static func schema(_ label: String, _ field: [String: JSONValue]) -> JSONValue {
        .object([
            "type": .string("object"), "properties": .object([label: .object(field)]),
            "required": .array([.string(label)]), "additionalProperties": .bool(false),
        ])
    }
}
