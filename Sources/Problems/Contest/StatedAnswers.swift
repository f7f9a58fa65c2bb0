/// Whether a statement says that several answers to an input are right, as most that have them do.
enum StatedAnswers {
    /// `print any of them`, `output any`, `any valid order is accepted`, `output them in any order` and the like.
    ///
    /// That there are several answers is not enough: most statements go on with which of them is wanted. Nor is an `any`
    /// of something else: `for any valid input`, `after any possible sequence of moves`.
    ///
    /// - Parameter text: The statement in lower case.
    /// - Returns: Whether it says so.
    static func areSeveral(_ text: String) -> Bool {
        isSaid(
            /\b(print|output|return|find|give|report|write)\s+any\b(?!\s*(thing|more|where|extra|other|additional))/,
            text)
            || isSaid(
                /\b(choose|provide|show|display|construct|build)\s+any\s+(one\s+)?of\s+(them|these|those)\b(?!\s+\w)/,
                text)
            || isSaid(/\b(choose|provide|show|display|construct|build)\s+any\s+such\b/, text)
            || isSaid(/\baccepts?\s+any\s+(\w+\s+)?(answer|solution|output)s?\b/, text)
            || isSaid(/\bany\s+(valid|correct|possible|optimal|such)\s+(answer|solution|output)s?\b/, text)
            || isSaid(
                /\bany\s+(valid|correct|possible|optimal|such)\s+\w+\b[^.,;]{0,40}\b(accept|fine|ok|judged)/, text)
            || isSaid(/\bany\s+(valid|correct|possible|optimal|such)\s+\w+\s+will\s+do\b/, text)
            || isSaid(
                /\bany\s+(one\s+)?of\s+(them|these|those)\b[^.,;]{0,40}\b(accept|fine|ok|print|output|judged)/, text)
            || isSaid(
                /\bany\s+(one\s+)?of\s+(them|these|those)\b[^.,;]{0,40}\b(considered\s+correct|will\s+do)\b/, text)
            || isSaid(
                /\b(multiple|several)\s+(\w+\s+)?(answer|solution|output)s\b[^.]{0,60}[,;:]\s*((you|may|can|choose)\s+)*any\b/,
                text)
            || isSaid(
                /\bif\b[^.,;:]{0,40}\b(multiple|several|many|more\s+than\s+one)\b[^.]{0,60}[,;:]\s*(you\s+(may|can|could)\s+)?(\w+\s+)?any\b/,
                text)
            || isSaid(/\b(print|output|return|list)\b[^.\n]{0,60}\bin\s+any\s+((valid|correct)\s+)?order\b/, text)
            || isSaid(/любой\s+из\s+них|выведите\s+любо|どれを出力しても|いずれかを出力/, text)
    }

    /// Whether words are there that no `not` stands before, and nothing that makes them a condition.
    private static func isSaid<Output>(_ words: Regex<Output>, _ text: String) -> Bool {
        text.matches(of: words).contains { match in
            let before = text[..<match.range.lowerBound].suffix(16)
            return !before.contains(/n[o'’]t\s+$/)
                && !before.contains(/\b(never|unable\s+to|(no\s+one|nobody)\s+can|for|after|under|in|of|from)\s+$/)
                && !before.contains(/\b(with|without|by|at|on|if|when|whether|once|until|unless)\s+$/)
        }
    }
}
