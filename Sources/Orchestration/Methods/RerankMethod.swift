import Models

/// A fixed number of solvers; a model scores each program by itself, and the highest score is handed in.
///
/// Source: the LLM reranking baseline of arXiv 2606.01667. Programs that are the same but for white space and comments
/// are scored once; of equal scores the better on the public tests counts, then the earlier.
struct RerankMethod: WorkflowMethod {
    static let name = "rerank"
    static let summary = "every explore is made; a model scores each, the highest score wins"

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        try await flow.explore(flow.budget)
        let distinct = flow.candidates.filter { flow.explore(numbered: $0).relation?.sameProgramAs == nil }
        guard distinct.count > 1 else { return Workflow.Choice(explore: distinct.first) }
        let scores = try await flow.ask(distinct.map { question($0, flow) })
        let scored = zip(distinct, scores).compactMap { n, score in score.map { (n: n, score: $0) } }
        guard let first = scored.first else { return flow.fallback("the scoring") }
        let best = scored.dropFirst().reduce(first) { best, next in
            (next.score, flow.rank(of: next.n)) > (best.score, flow.rank(of: best.n)) ? next : best
        }
        return Workflow.Choice(explore: best.n, note: "explore \(best.n) has the highest score, \(best.score)")
    }

    private func question(_ n: Int, _ flow: Workflow) -> Question<Int> {
        Question(
            role: .scorer, n: n,
            messages: [
                .system(flow.task.prompts.text(.score, flow.solver.words)),
                .user("\(flow.solver.problem)\n\n\(flow.evidenceAlone(n).full)"),
            ],
            form: "SCORE: a number from 0 to 100",
            schema: LabelledAnswer.schema(
                "score", ["type": .string("integer"), "minimum": .int(0), "maximum": .int(100)])
        ) { text in
            LabelledAnswer.number("score", in: text).flatMap { (0...100).contains($0) ? ($0, "score \($0)") : nil }
        }
    }
}

extension Workflow {
    /// The evidence of an explore without a word about the others.
    func evidenceAlone(_ n: Int, showsProgram: Bool = true) -> Evidence {
        Evidence(
            title: "The program", program: explore(numbered: n).program, showsProgram: showsProgram,
            trace: trace(of: n), task: task)
    }
}
