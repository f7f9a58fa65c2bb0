import Problems

/// The comparisons that need no program of the problem's own.
public enum OutputComparison {
    /// The first difference between an output and the expected one; nil when the output is right.
    ///
    /// Both are read once, piece by piece, up to the first difference: memory does not grow with their size.
    ///
    /// - Parameters:
    ///   - comparison: Any kind but `json`, `asserts`, `checker` and `interactor`, which are no comparisons of bytes.
    ///   - expected: The expected output.
    ///   - actual: What the program wrote.
    /// - Returns: The difference.
    /// - Throws: `ProblemError`, `SandboxError` when one of them cannot be read; `JudgeFailure` for another kind.
    public static func mismatch(
        _ comparison: Comparison, expected: ByteSource, actual: ByteSource
    ) throws -> Mismatch? {
        switch comparison {
        case .tokens(let rule): try TokenComparison.mismatch(expected: expected, actual: actual, rule: rule)
        case .lines: try LineComparison.mismatch(expected: expected, actual: actual)
        case .everyLine: try LineComparison.mismatch(expected: expected, actual: actual, countsLastEnds: true)
        case .exact: try ExactComparison.mismatch(expected: expected, actual: actual)
        case .unordered(.characters): try CharacterCountComparison.mismatch(expected: expected, actual: actual)
        case .unordered(let part): try UnorderedComparison.mismatch(expected: expected, actual: actual, part: part)
        case .lcb: try LCBComparison.mismatch(expected: expected, actual: actual)
        case .json, .asserts, .checker, .interactor:
            throw JudgeFailure(reason: "a comparison by a program was asked of bytes")
        }
    }
}
