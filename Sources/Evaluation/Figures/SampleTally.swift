/// How the judged samples of one problem ended.
public struct SampleTally: Sendable, Equatable {
    /// How many are accepted, 0 to `judged`.
    public var accepted: Int
    /// How many are judged.
    public var judged: Int

    /// Makes a tally.
    public init(accepted: Int, judged: Int) {
        self.accepted = accepted
        self.judged = judged
    }
}

extension SampleTally {
    /// The tallies of the problems with a judged sample, by the problems' ids: a figure does not depend on the order in
    /// which samples ended.
    static func byProblem(
        _ results: [EvalResult], isAccepted: (EvalResult) -> Bool = \.isAccepted
    ) -> [(problem: String, tally: SampleTally)] {
        byProblem(results.filter(\.isJudged), problem: \.problem, isAccepted: isAccepted)
    }

    /// The same of judged samples of any kind.
    static func byProblem<Sample>(
        _ judged: [Sample], problem: (Sample) -> String, isAccepted: (Sample) -> Bool
    ) -> [(problem: String, tally: SampleTally)] {
        Dictionary(grouping: judged, by: problem)
            .map { problem, samples in
                (problem, SampleTally(accepted: samples.count(where: isAccepted), judged: samples.count))
            }
            .sorted { $0.problem < $1.problem }
    }
}

extension [SampleTally] {
    /// Judged samples of all problems.
    var judged: Int { reduce(0) { $0 + $1.judged } }

    /// Accepted samples of all problems.
    var accepted: Int { reduce(0) { $0 + $1.accepted } }

    /// The mean of pass@k over the problems that have `k` judged samples; nil where there is none.
    func meanPassAt(_ k: Int) -> Double? {
        let shares = filter { $0.judged >= k }.map { tally in
            passAtK(accepted: tally.accepted, judged: tally.judged, drawing: k)
        }
        return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
    }
}
