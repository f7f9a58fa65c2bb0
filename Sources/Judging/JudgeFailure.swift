/// The grader failed for a reason of its own: the verdict `JE`, or exit status 3.
public struct JudgeFailure: Error, CustomStringConvertible {
    /// What failed, in one line.
    public let description: String

    /// Whether it is a checker that used up its time: a second try would wait as long.
    let isHang: Bool

    /// Whether it is a checker that went over its memory: what it could not hold came from the program.
    let isOverMemory: Bool

    init(reason: String, isHang: Bool = false, isOverMemory: Bool = false) {
        description = reason
        self.isHang = isHang
        self.isOverMemory = isOverMemory
    }
}
