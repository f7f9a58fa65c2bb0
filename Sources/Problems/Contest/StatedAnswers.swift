/// Whether a statement says that several answers to an input are right, as most that have them do.
enum StatedAnswers {
    /// `print any of them`, `output any`, `any valid order`, `output them in any order` and the like.
    ///
    /// That there are several answers is not enough: most statements go on with which of them is wanted.
    ///
    /// - Parameter text: The statement in lower case.
    /// - Returns: Whether it says so.
    static func areSeveral(_ text: String) -> Bool {
        isSaid(
            /\b(print|output|return|find|give|report|write)\s+any\b(?!\s*(thing|more|where|extra|other|additional))/,
            text)
            || isSaid(/\bany\s+(one\s+)?(of\s+(them|these|those)\b|(valid|correct|possible|optimal|such)\s+\w+)/, text)
            || isSaid(/\b(print|output|return|list)\b[^.\n]{0,60}\bin\s+any\s+order\b/, text)
            || isSaid(/любой\s+из\s+них|выведите\s+любо|どれを出力しても|いずれかを出力/, text)
    }

    /// Whether words are there that no `not` stands before.
    private static func isSaid<Output>(_ words: Regex<Output>, _ text: String) -> Bool {
        text.matches(of: words).contains { match in
            !text[..<match.range.lowerBound].suffix(8).contains(/n[o'’]t\s+$/)
        }
    }
}
