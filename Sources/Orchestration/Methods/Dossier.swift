import Models

/// The problem and all results in one message, for a call that knows nothing else.
struct Dossier {
    let flow: Workflow

    /// The conversation of such a call, within the longest request.
    ///
    /// Where it would be too long, evidence is condensed: that of failing programs first, the latest first.
    ///
    /// - Parameters:
    ///   - instruction: What the model is to do.
    ///   - next: What stands after the results; empty for nothing.
    func messages(_ instruction: String, next: String = "") -> [ChatMessage] {
        var levels = flow.evidence.map { _ in 0 }
        func assemble() -> [ChatMessage] {
            let results = zip(flow.evidence, levels).map { $0.levels[$1] }
            let parts = [flow.solver.problem] + results + (next.isEmpty ? [] : [next])
            return [.system(instruction), .user(parts.joined(separator: "\n\n"))]
        }
        var messages = assemble()
        while Conversation.tokens(messages) > flow.task.tokenLimits.orchestratorRequest,
            let place = longest(levels)
        {
            levels[place] += 1
            messages = assemble()
        }
        return messages
    }

    /// What is condensed next; nil when all is.
    private func longest(_ levels: [Int]) -> Int? {
        for level in 0...1 {
            for isPassing in [false, true] {
                let place = levels.indices.last {
                    levels[$0] == level && flow.evidence[$0].isPassing == isPassing
                }
                if let place { return place }
            }
        }
        return nil
    }
}
