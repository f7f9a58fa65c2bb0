/// One solver call, whose program is the answer: the baseline, and the sample of an evaluation.
public struct SingleMethod: SolveMethod {
    /// `single`.
    public static let name = "single"

    /// Makes the method.
    public init() {}

    /// Asks one solver and judges its program on the public tests.
    public func solve(_ task: SolveTask) async throws -> Trajectory {
        fatalError("follows")
    }
}
