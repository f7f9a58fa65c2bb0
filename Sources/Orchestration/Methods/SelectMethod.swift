import Models

/// A fixed number of solvers, then one call that is shown every result and picks.
///
/// Source: the LLM selection baseline of arXiv 2606.01667.
struct SelectMethod: WorkflowMethod {
    static let name = "select"
    static let summary = "every explore is made; one call that is shown all results picks"

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        try await flow.explore(flow.budget)
        let candidates = flow.candidates
        guard candidates.count > 1 else { return Workflow.Choice(explore: candidates.first) }
        let list = candidates.map { "\($0)" }.joined(separator: ", ")
        let prompts = flow.task.prompts
        let question = Question(
            role: .selector, n: 1,
            messages: Dossier(flow: flow).messages(
                prompts.text(.select, flow.solver.words), next: prompts.text(.selectNext, ["choices": list])),
            form: "CHOICE: one of \(list)",
            schema: LabelledAnswer.schema(
                "choice", ["type": .string("integer"), "enum": .array(candidates.map(JSONValue.int))])
        ) { text in
            LabelledAnswer.number("choice", in: text).flatMap { candidates.contains($0) ? ($0, "choice \($0)") : nil }
        }
        guard let n = try await flow.ask(question) else { return flow.fallback("the selection") }
        return Workflow.Choice(explore: n)
    }
}
