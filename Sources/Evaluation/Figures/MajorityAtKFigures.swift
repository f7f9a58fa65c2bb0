import Orchestration

/// majority@k for every k from 2 to the most judged samples of a problem; above 16 for powers of two and that number.
///
/// - Parameters:
///   - results: The results of a run; those that are not judged are passed over.
///   - bootstrap: How problems are drawn again for intervals.
/// - Returns: The figures, over the problems that have k judged samples; none where no problem has two, and where it is not
///   known of a program whether it passes the public tests.
func majorityAtKFigures(_ results: [EvalResult], bootstrap: Bootstrap) -> [PassAtKFigure] {
    let judged = results.filter(\.isJudged)
    // Taken for failing, programs of an import would be outvoted by others for no reason of theirs.
    guard !judged.contains(where: \.isPublicVerdictUnknown) else { return [] }
    let polls = Dictionary(grouping: judged, by: \.problem)
        .sorted { $0.key < $1.key }
        .map { _, samples in samples.sorted { $0.sample < $1.sample }.map(Ballot.init) }
    let most = polls.map(\.count).max() ?? 0
    let ks = (2..<max(most + 1, 2)).filter { k in k <= 16 || k == most || k & (k - 1) == 0 }
    return ks.map { k in
        let rows = polls.compactMap { ballots in (try? majorityAtK(ballots, k: k)).map { [$0] } }
        return PassAtKFigure(k: k, estimate: bootstrap.estimates(ofShares: rows)[0])
    }
}

extension EvalResult {
    /// Whether its verdict is another grader's, who does not say what the program does on the public tests.
    fileprivate var isPublicVerdictUnknown: Bool {
        scenario.asksForProgram && program != nil && verdict != nil && publicVerdict == nil && tests == nil
    }
}

extension Ballot {
    /// A sample's vote: programs are the same where they are equal up to white space and comments.
    init(_ result: EvalResult) {
        self.init(
            passesPublicTests: result.publicVerdict.map { $0 == .accepted },
            vote: result.program.map { ProgramText.essence($0, language: result.language) },
            isAccepted: result.isAccepted)
    }
}
