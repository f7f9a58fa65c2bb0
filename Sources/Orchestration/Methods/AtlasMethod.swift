/// ATLAS: the orchestrator decides when to explore, when to stop, and writes the final program.
///
/// Source: Qin, Cao, Xie: ATLAS, arXiv 2606.01667; for programs, explores carry the trace of a run.
public struct AtlasMethod: SolveMethod {
    /// `atlas`.
    public static let name = "atlas"

    /// Makes the method.
    public init() {}

    /// Runs the loop of thought, action and observation until a program is submitted or the budget ends.
    public func solve(_ task: SolveTask) async throws -> Trajectory {
        try task.requireFit()
        return try await task.withProbes { task in
            do {
                return try await run(task)
            } catch let lost as OrchestratorLost where lost.isAboutTools && task.actionProtocol == .auto {
                // That was the first call, and it was not answered: nothing is thrown away.
                var task = task
                task.actionProtocol = .text
                return try await run(task)
            }
        }
    }

    private func run(_ task: SolveTask) async throws -> Trajectory {
        var loop = try AtlasLoop(task)
        do {
            return try await loop.run()
        } catch let lost as OrchestratorLost where !(lost.isAboutTools && task.actionProtocol == .auto) {
            throw lost.error
        }
    }
}
