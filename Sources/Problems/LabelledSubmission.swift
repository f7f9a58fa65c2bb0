/// A program that comes with a problem, and the verdicts it may get.
public struct LabelledSubmission: Sendable, Equatable {
    /// The source file; a folder for a submission of several files.
    public var path: String
    /// The label: a folder's name such as `accepted` or `time_limit_exceeded`.
    public var label: String
    /// The verdict it must get, as written in JSON (`AC`, `WA`, `TLE`, `RTE`, …); any one of them.
    public var expectedVerdicts: [String]

    /// Describes a labelled submission.
    public init(path: String, label: String, expectedVerdicts: [String]) {
        self.path = path
        self.label = label
        self.expectedVerdicts = expectedVerdicts
    }
}
