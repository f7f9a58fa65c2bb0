import Judging
import Models
import Problems

/// The state of one solution by ATLAS, and its steps.
struct AtlasLoop {
    private let task: SolveTask
    private let solver: Solver
    private var orchestrator: Orchestrator
    private var conversation: Conversation
    private var explores: [Explore] = []
    private var traces: [CandidateTrace?] = []
    /// What the orchestrator handed in, in order; the last one counts unless another is better.
    private var submitted: [FinalProgram] = []
    private var revisions = 0
    /// Consecutive turns that asked for explores when none were left.
    private var refusals = 0
    private var lastError: ModelError?

    init(_ task: SolveTask) throws {
        self.task = task
        solver = try Solver(task)
        orchestrator = Orchestrator(task)
        let text = ProblemText(problem: task.problem, language: task.language, prompts: task.prompts)
        let instruction = task.prompts.text(
            orchestrator.usesTools ? .orchestratorTools : .orchestratorText,
            [
                "language": task.language.name, "fence": task.language.fence, "interface": text.interface,
                "max_explores": "\(task.budget.maxExplores)",
            ])
        conversation = Conversation(
            system: instruction, problem: try text.text(), bound: task.tokenLimits.orchestratorRequest)
    }

    /// Runs to the end.
    mutating func run() async throws -> Trajectory {
        while orchestrator.turn < task.budget.maxTurns {
            try Task.checkCancellation()
            let standing = standing
            let refusal = Refusal(explores: explores, submitted: submitted, hasBudget: remaining > 0)
            let decision: Orchestrator.Decision?
            do {
                decision = try await orchestrator.decide(
                    conversation.messages(next: standing.text(task.prompts, usesTools: orchestrator.usesTools)),
                    standing.options
                ) {
                    refusal.reason($0)
                }
            } catch let lost as OrchestratorLost {
                guard let best, lost.isLimitedToOneCall else { throw lost }
                return try finish(best, after: lost.error)
            }
            guard let decision else {
                if orchestrator.turn >= task.budget.maxTurns { break }
                let isFailing = best.map { $0.judgement.isFailing } ?? true
                guard isFailing, remaining > 0 else { return try finish(best, .malformedActions) }
                // Nothing passes yet: the one sensible action is taken for it.
                let results = try await explore(1)
                if let lastError, lastError.isCap { return try finish(best, after: lastError) }
                conversation.turns.append(
                    Conversation.Turn(text: "ACTION: EXPLORE", calls: [], observations: results.map(Self.plain)))
                continue
            }
            if let trajectory = try await perform(decision) { return trajectory }
        }
        return try finish(best, .cap)
    }

    /// Explores that may still be made.
    private var remaining: Int { task.budget.maxExplores - explores.count }

    private var standing: Standing {
        Standing(
            explores: explores, maxExplores: task.budget.maxExplores, hasRefused: refusals > 0,
            fence: task.language.fence)
    }

    private static func plain(_ evidence: Evidence) -> Conversation.Observation {
        Conversation.Observation(callID: nil, evidence: evidence)
    }
}

// MARK: - Actions

extension AtlasLoop {
    /// Carries out a decision; a trajectory when that was the end.
    private mutating func perform(_ decision: Orchestrator.Decision) async throws -> Trajectory? {
        var wanted = 0
        var submission: (explore: Int?, program: String?)?
        for step in decision.steps {
            switch step.action {
            case .success(.explore(let count)): wanted += min(count, task.budget.maxExplores + 1)
            case .success(.submit(let explore, let program)) where submission == nil: submission = (explore, program)
            default: break
            }
        }
        if wanted == 0 || remaining == 0, let submission {
            refusals = 0
            return try await submit(submission, decision)
        }
        if remaining == 0 {
            refusals += 1
            task.events(.exploreRefused(turn: orchestrator.turn))
            if refusals > 1 { return try finish(best, .budget) }
        }
        let evidence = wanted > 0 && remaining > 0 ? try await explore(min(wanted, remaining)) : []
        if let lastError, lastError.isCap { return try finish(best, after: lastError) }
        conversation.turns.append(
            Conversation.Turn(
                text: decision.text, calls: decision.calls, reasoning: decision.reasoning,
                observations: observations(decision, evidence)))
        return nil
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
            case .success(.explore(let count)) where step.callID == nil:
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

    /// Makes explores at the same time and returns their evidence in order.
    private mutating func explore(_ count: Int) async throws -> [Evidence] {
        let numbers = (explores.count + 1)...(explores.count + count)
        let results = try await withThrowingTaskGroup(of: Solver.Result.self) { [solver] group in
            for n in numbers { group.addTask { try await solver.explore(n) } }
            var results: [Solver.Result] = []
            for try await result in group { results.append(result) }
            return results.sorted { $0.explore.n < $1.explore.n }
        }
        var evidence: [Evidence] = []
        for result in results {
            let relation = try await relation(of: result)
            let shown = Evidence(result, relation: relation, task: task)
            var explore = result.explore
            explore.relation = relation
            explore.evidence = shown.full
            explores.append(explore)
            traces.append(result.trace)
            evidence.append(shown)
            // Whatever else failed: there is no going on at a cap.
            if let error = result.error, lastError?.isCap != true { lastError = error }
        }
        orchestrator.noteCalls(of: Array(explores.suffix(count)))
        return evidence
    }

    private func relation(of result: Solver.Result) async throws -> Relation? {
        guard let program = result.explore.program else { return nil }
        let earlier = zip(explores, traces).compactMap { explore, trace in
            explore.program.map { Relation.Earlier(n: explore.n, program: $0, trace: trace) }
        }
        return try await task.judge.relation(of: program, result.trace, in: task, earlier: earlier)
    }
}

// MARK: - Synthesis

extension AtlasLoop {
    /// Runs the final program, and ends or hands it back.
    private mutating func submit(
        _ submission: (explore: Int?, program: String?), _ decision: Orchestrator.Decision
    ) async throws -> Trajectory? {
        let (program, source) = resolve(submission)
        task.events(.synthesis(source: source))
        let trace: CandidateTrace?
        if case .explore(let n) = source {
            trace = traces[n - 1]
        } else {
            let candidate = Submission(name: "final", source: program, language: task.language)
            trace = try await task.judge.trace(candidate, on: task.problem, probes: task.probeDesk)
        }
        let final = FinalProgram(
            program: program, source: source,
            judgement: trace?.judgement ?? Judgement(verdict: nil, tests: [], message: nil))
        task.events(.finalJudged(final.judgement))
        submitted.append(final)
        guard final.judgement.isFailing, revisions < task.budget.maxRevisions, orchestrator.turn < task.budget.maxTurns
        else {
            return try finish(best, nil)
        }
        revisions += 1
        handBack(final, trace, decision)
        return nil
    }

    /// The program that is meant: a passing explore named by number, else the text, else that explore's program.
    private func resolve(_ submission: (explore: Int?, program: String?)) -> (String, ProgramSource) {
        let named = submission.explore.flatMap { n in explores.indices.contains(n - 1) ? explores[n - 1] : nil }
        if let named, let program = named.program, submission.program == nil || named.judgement?.passes == true {
            return (program, .explore(named.n))
        }
        let program = submission.program ?? ""
        if let copied = explores.first(where: { $0.program == program }) { return (program, .explore(copied.n)) }
        return (program, .orchestrator)
    }

    private mutating func handBack(_ final: FinalProgram, _ trace: CandidateTrace?, _ decision: Orchestrator.Decision) {
        let passing = explores.filter { $0.judgement?.passes == true }.map { "\($0.n)" }
        var reason = "This program fails a public test, so it is wrong."
        if let first = passing.first { reason += " Explore \(first) passes every public test." }
        var alternatives = passing.first.map { ["submit explore \($0)"] } ?? []
        if remaining > 0 { alternatives.append("explore again") }
        alternatives.append("hand in a better program")
        task.events(.revision(n: revisions, reason: reason))
        let title = final.source == .orchestrator ? "Your program" : "The program of \(final.source)"
        let evidence = Evidence(
            title: title, remarks: [], program: final.program, showsProgram: false, trace: trace, relation: nil,
            problem: task.problem, language: task.language, tokens: task.tokenLimits.evidence)
        let words = task.prompts.text(
            .revise, ["reason": reason, "alternatives": "You may \(alternatives.joined(separator: ", or "))."])
        var observations: [Conversation.Observation] = []
        for (index, step) in decision.steps.enumerated() {
            observations.append(
                Conversation.Observation(
                    callID: step.callID,
                    evidence: index == 0 ? evidence.followed(by: words) : Evidence(note: "Not done.")))
        }
        conversation.turns.append(
            Conversation.Turn(
                text: decision.text, calls: decision.calls, reasoning: decision.reasoning, observations: observations))
    }

    /// The last program handed in, unless an earlier one or an explore is better on the evidence.
    private var best: FinalProgram? {
        var best = submitted.last
        for program in submitted where program.judgement.rank > best?.judgement.rank ?? .min { best = program }
        for explore in explores {
            guard let program = explore.program, let judgement = explore.judgement else { continue }
            if best == nil || judgement.rank > best?.judgement.rank ?? .min {
                best = FinalProgram(program: program, source: .explore(explore.n), judgement: judgement)
            }
        }
        return best
    }

    /// Ends the solution.
    ///
    /// - Throws: The models' last failure when it is the reason why there is no program.
    private func finish(
        _ final: FinalProgram?, _ forced: StopReason?, note: String? = nil
    ) throws -> Trajectory {
        if final == nil, let lastError, explores.allSatisfy({ $0.failure != nil }) { throw lastError }
        let reason = forced ?? stopReason(final)
        var trajectory = Trajectory(task, method: AtlasMethod.name, explores: explores, stopReason: reason)
        trajectory.orchestrator = task.orchestrator.name
        trajectory.actionProtocol = orchestrator.usesTools ? .tools : .text
        trajectory.calls = orchestrator.calls
        trajectory.malformedActions = orchestrator.malformed
        trajectory.revisions = revisions
        trajectory.final = final
        trajectory.stopNote = note ?? self.note(final, forced)
        trajectory.addTotals()
        task.events(.stopped(reason, note: trajectory.stopNote))
        return trajectory
    }

    /// Ends the solution with the best candidate, for want of an answer.
    private func finish(_ best: FinalProgram?, after error: ModelError) throws -> Trajectory {
        guard let best else { throw error }
        return try finish(
            best, error.isCap ? .spendingCap : .modelFailed, note: "\(best.source) was the best candidate; \(error)")
    }

    private func stopReason(_ final: FinalProgram?) -> StopReason {
        let passing = explores.filter { $0.judgement?.passes == true }
        let agrees = passing.contains { explore in
            explore.relation?.behavesLike.contains { n in passing.contains { $0.n == n } } ?? false
        }
        switch final?.judgement.verdict {
        case .accepted where agrees: return .agreement
        case _ where remaining <= 0 && task.budget.maxExplores > 0: return .budget
        case .accepted: return .testsPassed
        case nil, .judgeError: return .unverified
        default: return .gaveUp
        }
    }

    private func note(_ final: FinalProgram?, _ forced: StopReason?) -> String? {
        guard let final else { return "no model wrote a program" }
        guard let last = submitted.last else { return forced == nil ? nil : "\(final.source) was the best candidate" }
        guard final.program != last.program else { return nil }
        return "\(final.source) was kept: it does better on the public tests than the last program handed in"
    }
}
