/// One solver call, whose program is the answer: the baseline, and the sample of an evaluation.
public struct SingleMethod: SolveMethod {
    /// `single`.
    public static let name = "single"

    /// Makes the method.
    public init() {}

    /// Asks one solver and judges its program on the public tests.
    public func solve(_ task: SolveTask) async throws -> Trajectory {
        try task.requireFit()
        let result = try await Solver(task).explore(1)
        if let error = result.error { throw error }
        var explore = result.explore
        explore.evidence = Evidence(result, relation: nil, task: task).full
        let final = explore.program.map { program in
            FinalProgram(
                program: program, source: .explore(1),
                judgement: explore.judgement ?? Judgement(verdict: nil, tests: [], message: nil))
        }
        var trajectory = Trajectory(task, method: Self.name, explores: [explore], stopReason: .fixed)
        trajectory.calls = [CallSummary(explore)].compactMap { $0 }
        trajectory.final = final
        trajectory.addTotals()
        task.events(.stopped(.fixed, note: nil))
        return trajectory
    }
}
