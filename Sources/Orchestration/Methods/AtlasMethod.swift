/// ATLAS: the orchestrator decides when to explore, when to stop, and writes the final program.
///
/// Source: Qin, Cao, Xie: ATLAS, arXiv 2606.01667; for programs, explores carry the trace of a run.
public struct AtlasMethod: SolveMethod {
    /// `atlas`.
    public static let name = "atlas"
    /// What it does, in a line.
    public static let summary = "an orchestrator decides when to explore and when to stop, and writes the program"

    /// All there is.
    public static let features = Set(SolveFeature.allCases)

    /// Makes the method.
    public init() {}

    /// Runs the loop of thought, action and observation until a program is submitted or the budget ends.
    public func solve(_ task: SolveTask) async throws -> Trajectory {
        try await task.solved(by: Self.self) { try await AtlasLoop.run($0, method: Self.name) }
    }
}

extension AtlasLoop {
    /// Solves a task; where a server refuses the tools, by the plain-text protocol.
    static func run(_ task: SolveTask, method: String, integrator: Integrator? = nil) async throws -> Trajectory {
        var loop = try AtlasLoop(task, method: method, integrator: integrator)
        do {
            return try await loop.run()
        } catch {
            throw loop.unfinished((error as? OrchestratorLost)?.error ?? error)
        }
    }
}
