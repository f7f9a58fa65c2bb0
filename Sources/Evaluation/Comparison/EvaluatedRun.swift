/// A run as figures and reports see it.
public struct EvaluatedRun: Sendable {
    /// What the user calls it: the path of its folder.
    public var name: String
    /// What its figures depend on.
    public var fingerprint: RunFingerprint
    /// Its problems.
    public var problems: [EvalProblem]
    /// The last result of each sample that ended.
    public var results: [EvalResult]

    /// Describes a run.
    public init(name: String, fingerprint: RunFingerprint, problems: [EvalProblem], results: [EvalResult]) {
        self.name = name
        self.fingerprint = fingerprint
        self.problems = problems
        self.results = results
    }

    /// Samples that have not ended.
    public var missingSamples: Int {
        let ended = Dictionary(grouping: results, by: \.problem)
        return problems.reduce(0) { sum, problem in
            sum + max(0, (problem.samples ?? fingerprint.settings.samples) - (ended[problem.id]?.count ?? 0))
        }
    }
}
