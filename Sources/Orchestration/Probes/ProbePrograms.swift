import Judging
import Problems

/// The two programs in a model's answer: one prints inputs, the other refuses what is no input.
struct ProbePrograms: Equatable {
    var generator: String
    var validator: String
    var allowsSeveralAnswers: Bool

    /// Reads an answer leniently: the programs are told by a word in their first lines, else by their order.
    init?(_ text: String) {
        let answer = ThinkingText.removed(from: text)
        let found = FencedBlocks(answer)
        let blocks = found.blocks.filter { block in
            (block.tag.isEmpty || block.tag.hasPrefix("py")) && block.isClosed
                && !block.text.allSatisfy(\.isWhitespace)
        }
        let named = { (word: String) in
            blocks.first { block in
                block.text.split(separator: "\n").prefix(2).contains {
                    $0.hasPrefix("#") && $0.lowercased().contains(word)
                }
            }
        }
        guard blocks.count >= 2 else { return nil }
        let first = named("generator") ?? blocks[0]
        guard let second = named("validator") ?? blocks.first(where: { $0 != first }), first != second else {
            return nil
        }
        generator = first.text + "\n"
        validator = second.text + "\n"
        allowsSeveralAnswers = found.prose.contains { _, line in
            let words = line.lowercased().filter { $0.isLetter || $0 == " " || $0 == ":" }
            return words.contains("several answers: yes")
        }
    }
}
