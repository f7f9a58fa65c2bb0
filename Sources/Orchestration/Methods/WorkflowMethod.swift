import Models

/// A method that is a fixed workflow: steps of `Workflow`, and a choice.
///
/// What every method owes is done here: a language that cannot be judged is refused before a call, and at a cap the best
/// candidate so far is handed in.
protocol WorkflowMethod: SolveMethod {
    /// Does the work.
    ///
    /// - Parameter flow: The books; every candidate and every call goes through it.
    /// - Returns: The explore that is handed in.
    /// - Throws: What the steps of the workflow throw.
    func work(_ flow: inout Workflow) async throws -> Workflow.Choice
}

extension WorkflowMethod {
    static var features: Set<SolveFeature> { [.pool, .probes] }

    func solve(_ task: SolveTask) async throws -> Trajectory {
        try await task.solved(by: Self.self) { try await run($0) }
    }

    private func run(_ task: SolveTask) async throws -> Trajectory {
        var flow = try Workflow(task)
        do {
            let choice = try await work(&flow)
            return try flow.trajectory(Self.name, choice)
        } catch let halt as Workflow.Halt {
            guard flow.hasAnswer else { throw flow.unfinished(Self.name, halt.error) }
            let best = flow.best
            let note = (best.map { "explore \($0) was the best candidate; " } ?? "") + "\(halt.error)"
            return try flow.trajectory(
                Self.name, Workflow.Choice(explore: best, reason: .spendingCap, note: note))
        } catch {
            throw flow.unfinished(Self.name, error)
        }
    }
}
