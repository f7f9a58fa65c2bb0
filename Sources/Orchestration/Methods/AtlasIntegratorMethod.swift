/// The paper's ablation of ATLAS: the orchestrator decides when to stop, and a separate call writes the final program.
///
/// Source: Qin, Cao, Xie: ATLAS, arXiv 2606.01667. Until it stops, the orchestrator is asked exactly what `atlas` asks it.
struct AtlasIntegratorMethod: SolveMethod {
    static let name = "atlas-integrator"
    static let summary = "atlas, but a separate call that is given all results writes the program"
    static let features = AtlasMethod.features

    func solve(_ task: SolveTask) async throws -> Trajectory {
        try await task.solved(by: Self.self) {
            try await AtlasLoop.run($0, method: Self.name, integrator: Integrator())
        }
    }
}
