import Judging
import Models
import Problems

/// The state of one solution by ATLAS, and its steps.
struct AtlasLoop {
    let task: SolveTask
    /// The method's name.
    let method: String
    /// Who writes the final program; nil for the orchestrator.
    let integrator: Integrator?
    /// The explores and all calls.
    var flow: Workflow
    var orchestrator: Orchestrator
    var conversation: Conversation
    /// What was handed in, in order; the last one counts unless another is better.
    var submitted: [FinalProgram] = []
    /// What the orchestrator would have handed in where an integrator writes instead.
    var unwritten: (program: String, source: ProgramSource)?
    var revisions: Int { handedBack.count }
    /// What was handed in and back so far.
    var handedBack: [Trajectory.HandedBack] = []
    /// Consecutive turns that asked for explores when none were left.
    private var refusals = 0
    private let arguments: ExploreArguments

    var explores: [Explore] { flow.explores }

    /// Begins.
    init(_ task: SolveTask, method: String, integrator: Integrator? = nil) throws {
        self.task = task
        self.method = method
        self.integrator = integrator
        flow = try Workflow(task)
        orchestrator = Orchestrator(task)
        arguments = ExploreArguments(task)
        conversation = Self.conversation(flow, orchestrator, arguments)
    }

    private static func conversation(
        _ flow: Workflow, _ orchestrator: Orchestrator, _ arguments: ExploreArguments
    ) -> Conversation {
        let task = flow.task
        var words = flow.solver.words
        words["max_explores"] = "\(task.budget.maxExplores)"
        words["arguments"] = arguments.explanation(task.prompts)
        return Conversation(
            system: task.prompts.text(orchestrator.usesTools ? .orchestratorTools : .orchestratorText, words),
            problem: flow.solver.problem, bound: task.tokenLimits.orchestratorRequest)
    }

    /// Runs to the end.
    mutating func run() async throws -> Trajectory {
        if let ended = try await open() { return ended }
        while orchestrator.turn < task.budget.maxTurns {
            try Task.checkCancellation()
            let standing = standing
            // Where another writes the program, to hand one in only ends the gathering.
            let refusal = Refusal(
                explores: explores, submitted: submitted, refusesFailing: remaining > 0 && integrator == nil,
                takesBest: remaining == 0 && !orchestrator.usesTools)
            let decision: Orchestrator.Decision?
            do {
                decision = try await orchestrator.decide(
                    conversation.messages(next: standing.text(task.prompts, usesTools: orchestrator.usesTools)),
                    calls: &flow.calls, standing.options
                ) {
                    refusal.reason($0)
                }
            } catch let lost as OrchestratorLost {
                if lost.isAboutTools, orchestrator.usesTools, task.actionProtocol == .auto,
                    orchestrator.turn == 0 || !mayEnd(after: lost.error)
                {
                    goOnInText()
                    continue
                }
                let failure = CallFailure(
                    role: .orchestrator, n: orchestrator.turn + 1, model: task.orchestrator.name, error: lost.error)
                flow.note(failure, lost.error)
                guard lost.isLimitedToOneCall, mayEnd(after: lost.error) else { throw lost }
                return try end(best, after: lost.error)
            }
            guard let decision else {
                if orchestrator.turn >= task.budget.maxTurns { break }
                let isFailing = best.map { $0.judgement.isFailing } ?? true
                guard isFailing, remaining > 0 else { return try await finish(.malformedActions) }
                // Nothing passes yet: the one sensible action is taken for it.
                let note = "None of your last answers could be used; explores were made in their place."
                if let ended = try await exploreUnasked(standing.batch, note) { return ended }
                continue
            }
            if let trajectory = try await perform(decision) { return trajectory }
        }
        return try await finish(.cap)
    }

    /// Asks in plain text from here on, as a server refused the tools; explores that were made before that are kept.
    private mutating func goOnInText() {
        var task = task
        task.actionProtocol = .text
        orchestrator = Orchestrator(task, goingOnFrom: orchestrator)
        let turns = conversation.turns.map { turn in
            let thought = turn.text.map { $0.isEmpty ? "" : $0 + "\n\n" } ?? ""
            return Conversation.Turn(
                text: thought + Self.action(exploring: turn.observations.count), calls: [],
                observations: turn.observations.map { Conversation.Observation(callID: nil, evidence: $0.evidence) })
        }
        conversation = Self.conversation(flow, orchestrator, arguments)
        conversation.turns = turns
    }

    /// What an orchestrator would have written for explores that it did not ask for.
    private static func action(exploring count: Int) -> String {
        count > 1 ? "ACTION: EXPLORE x\(count)" : "ACTION: EXPLORE"
    }

    /// Explores that may still be made.
    var remaining: Int { standing.remaining }

    var standing: Standing {
        Standing(
            explores: explores, maxExplores: task.budget.maxExplores, patience: task.budget.patience,
            fence: task.language.fence)
    }
}

// MARK: - Actions

extension AtlasLoop {
    /// Carries out a decision; a trajectory when that was the end.
    private mutating func perform(_ decision: Orchestrator.Decision) async throws -> Trajectory? {
        var asked = 0
        var wanted: [[String: String]] = []
        var submission: (explore: Int?, program: String?)?
        for step in decision.steps {
            switch step.action {
            case .success(.explore(let count, let values)):
                asked += count
                wanted += Array(repeating: values, count: min(count, task.budget.maxExplores + 1))
            case .success(.submit(let explore, let program)) where submission == nil: submission = (explore, program)
            default: break
            }
        }
        noteRefused(asked - min(wanted.count, remaining))
        if wanted.isEmpty || remaining == 0, let submission {
            refusals = 0
            return try await submit(submission, decision)
        }
        if remaining == 0 {
            refusals += 1
            if refusals > 1 { return try await finish(flow.remaining == 0 ? .budget : .gaveUp) }
        }
        let evidence = try await explore(wanted)
        if let error = flow.lastError, error.isCap { return try end(best, after: error) }
        conversation.turns.append(
            Conversation.Turn(
                text: decision.text, calls: decision.calls, reasoning: decision.reasoning,
                observations: observations(decision, evidence)))
        return nil
    }

    /// Takes note in the turn's call of explores that are not made because none is left.
    private mutating func noteRefused(_ count: Int) {
        guard count > 0, let place = flow.calls.lastIndex(where: { $0.role == .orchestrator }) else { return }
        flow.calls[place].refused = count
        task.events(.exploresRefused(turn: orchestrator.turn, count: count))
    }

    /// The answers to a turn of explores: in the order of the calls, whichever solver was first.
    private func observations(
        _ decision: Orchestrator.Decision, _ evidence: [Evidence]
    ) -> [Conversation.Observation] {
        var waiting = evidence[...]
        var observations: [Conversation.Observation] = []
        for step in decision.steps {
            func add(_ evidence: Evidence) {
                observations.append(Conversation.Observation(callID: step.callID, evidence: evidence))
            }
            switch step.action {
            case .success(.explore(let count, _)) where step.callID == nil:
                for _ in 0..<min(count, waiting.count) { add(waiting.removeFirst()) }
                if count > evidence.count { add(Evidence(note: Self.refusal)) }
            case .success(.explore): add(waiting.popFirst() ?? Evidence(note: Self.refusal))
            case .success(.submit):
                add(Evidence(note: "Not handed in: look at the results of this turn's explores first."))
            case .failure(let reason): add(Evidence(note: "Not done: \(reason.reason)."))
            }
        }
        return observations
    }

    private static let refusal = "Refused: no explore is left. Submit now."

    /// Makes the explores that come before the orchestrator is first asked: one by one, until a program does not fail.
    ///
    /// - Returns: A trajectory when a cap ended the solution.
    private mutating func open() async throws -> Trajectory? {
        var results: [Evidence] = []
        while explores.count < task.budget.firstExplores, remaining > 0 {
            results += try await explore([[:]])
            if let error = flow.lastError, error.isCap { return try end(best, after: error) }
            guard let last = explores.last, last.failure == nil else { break }
            if last.program != nil, last.judgement?.isFailing != true { break }
        }
        if !results.isEmpty { tell(results) }
        return nil
    }

    /// Makes explores in place of an action that could not be used; a trajectory when a cap ended the solution.
    private mutating func exploreUnasked(_ count: Int, _ note: String) async throws -> Trajectory? {
        let results = try await explore(Array(repeating: [:], count: count))
        if let error = flow.lastError, error.isCap { return try end(best, after: error) }
        tell(results, note)
        return nil
    }

    /// Tells the orchestrator of explores that it did not ask for.
    ///
    /// In plain text they are told as though it had asked; calls of tools that a model did not make its server may refuse.
    private mutating func tell(_ results: [Evidence], _ note: String? = nil) {
        let usesTools = orchestrator.usesTools
        let notes = [usesTools ? note : nil].compactMap { $0 }.map(Evidence.init(note:))
        conversation.turns.append(
            Conversation.Turn(
                text: usesTools ? nil : Self.action(exploring: results.count), calls: [],
                observations: (notes + results).map { Conversation.Observation(callID: nil, evidence: $0) }))
    }

    /// Makes explores at the same time, one for each set of arguments, and returns their evidence in order.
    private mutating func explore(_ wanted: [[String: String]]) async throws -> [Evidence] {
        let numbers = try await flow.add(
            wanted.prefix(remaining).map { values in
                var brief = arguments.brief(flow.solver.brief(), values)
                brief.arguments = values.isEmpty ? nil : values
                return Workflow.Draft(brief: brief)
            })
        return numbers.map { flow.evidence[$0 - 1] }
    }
}
