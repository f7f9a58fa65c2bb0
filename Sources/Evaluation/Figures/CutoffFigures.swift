/// The score on problems from before and after the day on which a model's training data end.
///
/// A model may have seen a problem that was set before that day, and its solutions. A score that falls from then on is a
/// sign of it, and no proof: problems differ. Source: Jain et al. 2024, arXiv 2403.07974, section 5.1.
public struct CutoffFigures: Sendable, Codable, Equatable {
    /// The day, `YYYY-MM-DD`.
    public var date: String
    /// Problems set before it.
    public var before: GroupFigures
    /// Problems set on that day or later.
    public var after: GroupFigures
    /// pass@1 after less pass@1 before; nil where one side has no judged problem.
    public var difference: Estimate?
    /// Judged problems whose contest date is not stated: they are on neither side.
    public var undated: Int

    /// Splits the results; dates are compared as text, which their form allows.
    init(date: String, _ results: [EvalResult], bootstrap: Bootstrap) {
        let dated = results.filter { $0.contestDate != nil }
        self.date = date
        before = GroupFigures(
            name: "before \(date)", dated.filter { ($0.contestDate ?? "") < date }, bootstrap: bootstrap)
        after = GroupFigures(
            name: "from \(date)", dated.filter { ($0.contestDate ?? "") >= date }, bootstrap: bootstrap)
        undated = Set(results.filter { $0.isJudged && $0.contestDate == nil }.map(\.problem)).count
        if let new = after.passAt1, let old = before.passAt1 { difference = new.difference(from: old) }
    }
}
