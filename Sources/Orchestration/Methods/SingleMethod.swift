/// One solver call, whose program is the answer: the baseline, and the sample of an evaluation.
struct SingleMethod: WorkflowMethod {
    static let name = "single"
    static let summary = "one solver, whose program is handed in"

    /// There is nothing to compare, and nothing to decide; only one solver is asked.
    static let features: Set<SolveFeature> = []

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        try await flow.explore(1)
        return Workflow.Choice(explore: flow.candidates.first)
    }
}
