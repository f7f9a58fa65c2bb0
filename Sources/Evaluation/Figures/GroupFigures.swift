/// Figures of the problems of one group: all, or those of a difficulty, a platform, a month.
public struct GroupFigures: Sendable, Codable, Equatable {
    /// `all`, or what the problems have in common.
    public var name: String
    /// Problems with at least one judged sample.
    public var problems: Int
    /// Judged samples.
    public var samples: Int
    /// Accepted samples.
    public var acceptedSamples: Int
    /// Problems with at least one accepted sample.
    public var acceptedProblems: Int
    /// pass@k for every k; empty when nothing was judged.
    public var passAtK: [PassAtKFigure]

    private enum CodingKeys: String, CodingKey {
        case name, problems, samples
        case acceptedSamples = "accepted_samples"
        case acceptedProblems = "accepted_problems"
        case passAtK = "pass_at_k"
    }

    /// pass@1; nil when nothing was judged.
    public var passAt1: Estimate? { passAtK.first { $0.k == 1 }?.estimate }

    /// Computes the figures.
    ///
    /// - Parameters:
    ///   - name: What the group is called.
    ///   - results: The results of its problems; those that are not judged are passed over.
    ///   - ks: Which k are wanted; nil for all.
    ///   - bootstrap: How problems are drawn again.
    ///   - isAccepted: What counts as right.
    init(
        name: String, _ results: [EvalResult], ks: [Int]? = nil, bootstrap: Bootstrap,
        isAccepted: (EvalResult) -> Bool = \.isAccepted
    ) {
        let tallies = SampleTally.byProblem(results, isAccepted: isAccepted).map(\.tally)
        self.name = name
        problems = tallies.count
        samples = tallies.judged
        acceptedSamples = tallies.accepted
        acceptedProblems = tallies.count { $0.accepted > 0 }
        passAtK = passAtKFigures(tallies, ks: ks, bootstrap: bootstrap)
    }
}
