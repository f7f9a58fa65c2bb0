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
}
