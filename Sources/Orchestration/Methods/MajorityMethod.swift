/// A fixed number of solvers; the program of the largest group that behaves alike is handed in.
///
/// Source: self-consistency, arXiv 2203.11171, with behaviour in place of the answer's text. What is expected is not
/// looked at: a group of wrong programs may win. Programs that give no answer on an input have no vote, unless all are such.
/// With probes only those vote that were run on them, where there are any: of the others less is known than would tell them
/// apart.
struct MajorityMethod: WorkflowMethod {
    static let name = "majority"
    static let summary = "every explore is made; the largest group that behaves alike wins"

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        try await flow.explore(flow.budget)
        let answering = flow.candidates.filter { flow.answers($0) }
        let probed = answering.filter { flow.explore(numbered: $0).judgement?.probes != nil }
        let groups = flow.groups(of: !probed.isEmpty ? probed : !answering.isEmpty ? answering : flow.candidates)
        let note = groups.first.map { group in
            group.count == 1
                ? "explore \(group[0]) behaves like no other"
                : "\(group.count) of \(flow.explores.count) explores behave like explore \(group[0])"
        }
        return Workflow.Choice(explore: groups.first?.first, note: note)
    }
}

extension Workflow {
    /// Whether a program gives an answer, right or wrong, on every input that it was run on.
    func answers(_ n: Int) -> Bool {
        guard let judgement = explore(numbered: n).judgement, let verdict = judgement.verdict else { return true }
        return verdict != .compileError
            && judgement.tests.allSatisfy { $0.verdict == .accepted || $0.verdict == .wrongAnswer }
    }
}
