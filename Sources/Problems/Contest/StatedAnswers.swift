/// Whether a statement says that several answers to an input are right, as most that have them do.
enum StatedAnswers {
    /// `print any of them`, `if there are multiple solutions`, `any valid order`, `output them in any order` and the like.
    ///
    /// - Parameter text: The statement in lower case.
    /// - Returns: Whether it says so.
    static func areSeveral(_ text: String) -> Bool {
        text.contains(/\b(print|output|return|find|give|report|write)\s+any\b(?!\s*(thing|more|where|extra|other))/)
            || text.contains(/\bany\s+(one\s+)?(of\s+(them|these|those)\b|(valid|correct|possible|optimal|such)\s+\w+)/)
            || text.contains(
                /\b(multiple|several|many|more\s+than\s+one)\s+(\w+\s+)?(answers?|solutions?|outputs?|ways\s+are\s+possible)\b/
            )
            || text.contains(/\b(print|output|return|list)\b[^.\n]{0,60}\bin\s+any\s+order\b/)
            || text.contains(/любой\s+из\s+них|выведите\s+любо|どれを出力しても|いずれかを出力|複数ある場合/)
    }
}
