import Models

/// One program, criticised and rewritten until its critic finds nothing wrong.
///
/// Source: Self-Refine, arXiv 2303.17651; the critic is shown the trace on the public tests. The budget counts programs,
/// the first included. A program that fails a public test is rewritten whatever its critic says.
struct SelfRefineMethod: WorkflowMethod {
    static let name = "self-refine"
    static let summary = "one program, criticised and rewritten until the critic is content"

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        while flow.candidates.isEmpty, flow.remaining > 0 { try await flow.explore(1) }
        var known: (n: Int, critique: Critique)?
        // What a critic says of a program that can no longer be rewritten changes nothing.
        while let n = flow.candidates.last, flow.remaining > 0 {
            // An answer without a program leaves the same program to be rewritten, and its critique holds.
            if known?.n != n { known = try await flow.ask(question(n, flow)).map { (n, $0) } }
            guard let critique = known?.critique else { return flow.fallback("the critique") }
            let isFailing = flow.explore(numbered: n).judgement?.isFailing ?? false
            if critique.isContent, !isFailing {
                let isTested = flow.explore(numbered: n).judgement?.passes == true
                return Workflow.Choice(explore: n, reason: isTested ? .testsPassed : .unverified)
            }
            try await flow.write([flow.rewriting(n, after: flow.evidenceAlone(n, showsProgram: false), critique.text)])
        }
        // The last program counts unless an earlier one does better on the public tests.
        let last = flow.leaders.last
        let isReplaced = last != nil && last != flow.candidates.last
        return Workflow.Choice(
            explore: last, reason: .budget,
            note: isReplaced ? last.map { "explore \($0) was kept: later programs do worse on the public tests" } : nil)
    }

    private struct Critique: Sendable {
        var text: String
        var isContent: Bool
    }

    private func question(_ n: Int, _ flow: Workflow) -> Question<Critique> {
        Question(
            role: .critic, n: n,
            messages: [
                .system(flow.task.prompts.text(.critique, flow.solver.words)),
                .user("\(flow.solver.problem)\n\n\(flow.evidenceAlone(n).full)"),
            ],
            form: "CORRECT: yes or no",
            schema: LabelledAnswer.schema(
                "correct", ["type": .string("string"), "enum": .array([.string("yes"), .string("no")])])
        ) { text in
            switch LabelledAnswer.word("correct", in: text) {
            case "yes", "true": (Critique(text: text, isContent: true), "correct")
            case "no", "false": (Critique(text: text, isContent: false), "not correct")
            default: nil
            }
        }
    }
}

extension Workflow {
    /// The longest critique that a rewriter is shown, in tokens.
    private static let longestCritique = 400

    /// Asks for an explore's program anew, after what it did and, where there is one, what a critic says.
    func rewriting(_ n: Int, after evidence: Evidence, _ critique: String? = nil) -> Draft {
        let brief = solver.brief(turn: n)
        let prompts = task.prompts
        let words = critique.map {
            prompts.text(.critiqueGiven, ["critique": TokenEstimate.clip($0, to: Self.longestCritique)]) + "\n\n"
        }
        let program = explore(numbered: n).program ?? ""
        return Draft(
            brief: brief,
            messages: [
                solver.instruction(brief.model), .user(solver.problem),
                .assistant(text: QuotedText.block(program, tag: task.language.fence), toolCalls: []),
                .user(
                    prompts.text(
                        .rewrite,
                        [
                            "evidence": evidence.withoutProgram, "critique": words ?? "", "fence": task.language.fence,
                        ])),
            ], revises: n)
    }
}
