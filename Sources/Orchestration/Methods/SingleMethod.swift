/// One solver call, whose program is the answer: the baseline, and the sample of an evaluation.
struct SingleMethod: WorkflowMethod {
    static let name = "single"
    static let summary = "one solver, whose program is handed in"

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        try await flow.write([Workflow.Draft(brief: flow.solver.brief())])
        return Workflow.Choice(explore: flow.candidates.first)
    }
}
