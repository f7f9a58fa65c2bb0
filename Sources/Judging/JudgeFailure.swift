/// The grader failed for a reason of its own: the verdict `JE`, or exit status 3.
public struct JudgeFailure: Error, CustomStringConvertible {
    /// What failed, in one line.
    public let description: String

    init(reason: String) {
        description = reason
    }
}
