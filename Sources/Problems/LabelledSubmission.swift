/// A program that comes with a problem, and the verdicts it may get.
public struct LabelledSubmission: Sendable, Equatable {
    /// The source file; a folder for a submission of several files.
    public var path: String
    /// What is compiled or run, in a folder; nil where `path` is it.
    public var program: JudgeProgram?
    /// The label: a folder's name such as `accepted` or `time_limit_exceeded`; empty for one in no folder.
    public var label: String
    /// The verdict it must get, as written in JSON (`AC`, `WA`, `TLE`, `RTE`, …); any one of them.
    public var expectedVerdicts: [String]
    /// Why there is no telling which verdict it must get; nil when there is.
    public var fault: ProblemError?

    /// Describes a labelled submission.
    public init(path: String, label: String, expectedVerdicts: [String], fault: ProblemError? = nil) {
        self.fault = fault
        self.path = path
        self.label = label
        self.expectedVerdicts = expectedVerdicts
    }
}
