/// A figure that is not defined.
public enum MetricError: Error, Sendable, Equatable {
    /// Fewer samples were judged than are to be drawn.
    case tooFewSamples(judged: Int, k: Int)
}

/// Estimates pass@k for one problem, without bias.
///
/// A sample whose grading failed is not in `judged`: it is neither right nor wrong.
/// Source: Chen et al. 2021, arXiv 2107.03374, section 2.1, in product form because factorials overflow.
///
/// - Parameters:
///   - accepted: How many samples got AC, 0 to `judged`.
///   - judged: How many samples got any verdict.
///   - k: How many samples are drawn, at least 1.
/// - Returns: A probability, 0 to 1.
/// - Throws: `MetricError.tooFewSamples` when `judged < k`, where the estimate is undefined.
public func passAtK(accepted: Int, judged: Int, k: Int) throws(MetricError) -> Double {
    guard k >= 1, judged >= k else { throw .tooFewSamples(judged: judged, k: k) }
    return passAtK(accepted: accepted, judged: judged, drawing: k)
}

/// The same where it is known that `judged` is at least `k`, and `k` at least 1.
func passAtK(accepted: Int, judged: Int, drawing k: Int) -> Double {
    let wrong = judged - accepted
    guard wrong >= k else { return 1 }
    return 1 - (wrong - k + 1...wrong).reduce(1.0) { $0 * Double($1) / Double($1 + accepted) }
}
