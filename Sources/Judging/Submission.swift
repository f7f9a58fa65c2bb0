import FoundationEssentials

/// A program to be judged.
public struct Submission: Sendable, Equatable {
    /// What the user calls it: a path, or a candidate's name.
    ///
    /// Shown, never opened.
    public var name: String
    /// The source text.
    public var source: String
    /// A row of the language table.
    public var language: Language

    /// Describes a submission.
    public init(name: String, source: String, language: Language) {
        self.name = name
        self.source = source
        self.language = language
    }
}
