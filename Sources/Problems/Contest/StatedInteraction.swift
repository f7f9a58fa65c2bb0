/// Whether a statement says that the program talks to an interactor.
enum StatedInteraction {
    /// `This is an interactive problem`, but not `this is not an interactive problem`; or what only interactive problems speak of: that
    /// the output is to be flushed, and the verdict for who waits for ever.
    ///
    /// - Parameter text: The statement in lower case.
    /// - Returns: Whether it says so.
    static func isSaid(_ text: String) -> Bool {
        let isCalled = text.matches(of: /interactive\s+(?:problem|task)/).contains { match in
            let before = text[..<match.range.lowerBound].suffix(24)
            return !before.contains(/(?:\bnot|n['’]t|\bno|\bnon|\bunlike)[\s-]+(?:an?\s+|the\s+|any\s+)?$/)
        }
        return isCalled || (text.contains(/\bf?flush/) && text.contains("idleness limit exceeded"))
    }
}
