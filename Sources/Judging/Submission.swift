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
    /// Files that lie beside the source when it is compiled and run, such as headers.
    public var companions: [Companion]

    /// A file beside a source.
    public struct Companion: Sendable, Hashable {
        /// A plain file name.
        public let name: String
        /// What is in it.
        public let text: String

        /// Names a file and its contents.
        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// Describes a submission.
    public init(name: String, source: String, language: Language, companions: [Companion] = []) {
        self.companions = companions
        self.name = name
        self.source = source
        self.language = language
    }
}
