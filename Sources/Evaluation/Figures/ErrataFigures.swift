/// The official score beside the one by the data set's errata.
public struct ErrataFigures: Sendable, Codable, Equatable {
    /// pass@1 by the official rules, all problems counted.
    public var official: Estimate
    /// pass@1 with the errata's checkers, and without the problems that they exclude; nil where none is left, and while a
    /// problem is unchecked.
    public var corrected: Estimate?
    /// Problems whose verdict the errata's checkers change in at least one sample, by id.
    public var changed: [String]
    /// Problems that the errata exclude, by id.
    public var excluded: [String]
    /// Problems with several right answers of which a program was rejected elsewhere and by no checker, by id.
    public var unchecked: [String]

    /// Computes both scores; nil where the errata concern no judged sample of the run.
    init?(_ results: [EvalResult], problems: [EvalProblem], bootstrap: Bootstrap) {
        let judged = results.filter(\.isJudged)
        func ids(_ isMeant: (EvalResult) -> Bool) -> [String] { Set(judged.filter(isMeant).map(\.problem)).sorted() }
        changed = ids { $0.excluded == nil && ($0.correctedVerdict == .accepted) != $0.isAccepted }
        excluded = ids { $0.excluded != nil }
        let ambiguous = Set(problems.filter(\.hasSeveralAnswers).map(\.id))
        let unchecked = ids { ambiguous.contains($0.problem) && $0.isRejectedElsewhere }
        self.unchecked = unchecked
        guard
            judged.contains(where: { $0.excluded != nil || $0.corrected != nil }) || !unchecked.isEmpty,
            let official = GroupFigures(name: "official", judged, ks: [1], bootstrap: bootstrap).passAt1
        else { return nil }
        self.official = official
        guard unchecked.isEmpty else { return }
        corrected =
            GroupFigures(name: "corrected", judged.filter { $0.excluded == nil }, ks: [1], bootstrap: bootstrap) {
                $0.correctedVerdict == .accepted
            }.passAt1
    }
}

extension EvalResult {
    /// Whether it is a program that another grader did not accept, and nobody here ran.
    fileprivate var isRejectedElsewhere: Bool {
        scenario.asksForProgram && program != nil && verdict != nil && !isAccepted && corrected == nil && tests == nil
    }
}
