/// The texts that models are shown, with placeholders.
///
/// Benchmark-agnostic.
public struct Prompts: Sendable, Equatable {
    /// Prompt texts by file name (`solver.md`, …).
    let texts: [String: String]

    /// The prompts of this version of atlas.
    public static let builtIn = Prompts(texts: [:])

    /// A short hash of every text: part of a run's fingerprint.
    public var fingerprint: String { "" }
}
