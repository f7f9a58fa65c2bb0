/// How an output is compared with the expected one.
///
/// Comparing always happens outside the candidate's sandbox. No kind tolerates what it does not say it tolerates.
public enum Comparison: Sendable, Equatable {
    /// Split at white space and compared token by token.
    case tokens(TokenRule)
    /// Line by line: white space at the end of a line and empty lines at the end do not count, all else does.
    case lines
    /// Line by line: white space at the end of a line does not count, all else does, also where the last line ends.
    case everyLine
    /// Byte for byte.
    case exact
    /// The same parts, each as often, in any order.
    case unordered(UnorderedPart)
    /// LiveCodeBench's own rule: lines compared stripped, and where those differ as decimal numbers, token by token; of a
    /// function's values Python's `==`, a tuple at the top being a list.
    case lcb
    /// The values returned by a function, compared as JSON data with Python's `==`, tuples being lists.
    case json
    /// Python's own asserts, of a function: a test's input is their source, and nothing is expected beside what they say.
    case asserts
    /// The problem's own program reads input, expected output and output, and decides.
    case checker(JudgeProgram)
    /// The problem's interactor alone decides: the verdict is its exit status.
    case interactor
}

/// What may come in any order.
public enum UnorderedPart: Sendable {
    /// Lines; white space at the end of a line and empty lines do not count.
    case lines
    /// Lines, each as its tokens; empty lines do not count, those of nothing but white space do.
    case tokenLines
    /// Tokens, on whatever line.
    case tokens
    /// Bytes that are no white space; the case of ASCII letters does not count.
    case characters
}

/// What counts as the same token.
///
/// The default tolerates nothing but other white space.
public struct TokenRule: Sendable, Equatable {
    /// What the ends of lines between tokens count as; CR and LF each are one.
    public enum LineEnds: String, Sendable, CaseIterable {
        /// White space as any other.
        case space
        /// Two tokens must be on one line in both outputs, or on different lines in both; blank lines do not count.
        case counted
        /// As `counted`, and there must be as many lines of nothing but white space; empty ones do not count.
        case countedWithBlankLines = "counted_with_blank_lines"
    }

    /// Whether `Yes` and `yes` differ.
    public var caseSensitive: Bool
    /// Whether white space must match to the byte.
    public var spaceSensitive: Bool
    /// What line ends count as, where white space need not match to the byte.
    public var lineEnds: LineEnds
    /// Numbers this close count as equal, absolutely; nil for not at all.
    public var absoluteTolerance: Double?
    /// Numbers this close relative to the expected one count as equal; nil for not at all.
    public var relativeTolerance: Double?

    /// Makes a rule; the default is exact tokens.
    public init(
        caseSensitive: Bool = true, spaceSensitive: Bool = false, lineEnds: LineEnds = .space,
        absoluteTolerance: Double? = nil, relativeTolerance: Double? = nil
    ) {
        self.caseSensitive = caseSensitive
        self.spaceSensitive = spaceSensitive
        self.lineEnds = lineEnds
        self.absoluteTolerance = absoluteTolerance
        self.relativeTolerance = relativeTolerance
    }
}
