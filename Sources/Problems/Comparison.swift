/// How an output is compared with the expected one.
///
/// Comparing always happens outside the candidate's sandbox.
public enum Comparison: Sendable, Equatable {
    /// Split at white space and compared token by token.
    case tokens(TokenRule)
    /// LiveCodeBench's own rule: lines compared stripped, and where those differ as decimal numbers, token by token.
    case lcb
    /// The values returned by a function, compared as JSON data with Python's `==`.
    case json
    /// The problem's own output validator: exit status 42 accepts, 43 rejects (ICPC problem package format).
    case validator(OutputValidator)
}

/// What counts as the same token.
///
/// The default tolerates nothing.
public struct TokenRule: Sendable, Equatable {
    /// Whether `Yes` and `yes` differ.
    public var caseSensitive: Bool
    /// Whether white space must match to the byte.
    public var spaceSensitive: Bool
    /// Numbers this close count as equal, absolutely; nil for not at all.
    public var absoluteTolerance: Double?
    /// Numbers this close relative to the expected one count as equal; nil for not at all.
    public var relativeTolerance: Double?

    /// Makes a rule; the default is exact tokens.
    public init(
        caseSensitive: Bool = true, spaceSensitive: Bool = false, absoluteTolerance: Double? = nil,
        relativeTolerance: Double? = nil
    ) {
        self.caseSensitive = caseSensitive
        self.spaceSensitive = spaceSensitive
        self.absoluteTolerance = absoluteTolerance
        self.relativeTolerance = relativeTolerance
    }
}

/// A program that judges outputs, run in a sandbox of its own.
///
/// Called as `validator INPUT ANSWER FEEDBACK_DIR ARGUMENTS… < OUTPUT`.
/// Source: ICPC problem package format, "Output validators".
public struct OutputValidator: Sendable, Equatable {
    /// The validator's source file.
    public var path: String
    /// Further arguments (`validator_flags`).
    public var arguments: [String]

    /// Names a validator.
    public init(path: String, arguments: [String] = []) {
        self.path = path
        self.arguments = arguments
    }
}
