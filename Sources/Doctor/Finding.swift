/// What came of attacking one promise.
public struct Finding: Sendable, Equatable {
    /// How well a promise is kept.
    public enum State: String, Sendable, CaseIterable {
        /// The attack was contained, and the same attack succeeds where nothing contains it.
        case held
        /// It holds with a gap, which the evidence names.
        case weaker
        /// The attack succeeded, or the sandbox failed under it.
        case broken
        /// The attack was contained, but nothing here shows that it would have been noticed if it had not been.
        case unproven
    }

    /// The promise that was attacked.
    public let promise: Promise
    /// How well it is kept.
    public let state: State
    /// What keeps it, such as `net namespace, seccomp`.
    public let mechanism: String
    /// What was tried and what came of it, inside and outside.
    public let evidence: String
    /// How to get what is missing; nil where nothing is, or nothing can be done.
    public let remedy: String?
}
