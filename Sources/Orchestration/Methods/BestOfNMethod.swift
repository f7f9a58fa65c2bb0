/// A fixed number of solvers; the program that does best on the public tests is handed in.
///
/// Of those that do equally well, one of the largest group that behaves alike, the earliest. Source: the filtering and
/// clustering of AlphaCode, arXiv 2203.07814, without its generated inputs where there are no probes.
struct BestOfNMethod: WorkflowMethod {
    static let name = "best-of-n"
    static let summary = "every explore is made; the best on the public tests, then by agreement"

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        try await flow.explore(flow.budget)
        return Workflow.Choice(explore: flow.best)
    }
}
