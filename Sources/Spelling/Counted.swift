extension Int {
    /// The number with its noun, for people: `1 explore`, `2 explores`.
    ///
    /// - Parameters:
    ///   - noun: Its singular.
    ///   - plural: Its plural; nil for the singular with an s.
    /// - Returns: Both, with a space between them.
    package func counted(_ noun: String, _ plural: String? = nil) -> String {
        self == 1 ? "1 \(noun)" : "\(self) \(plural ?? noun + "s")"
    }
}
