import Judging
import Models
import Problems

/// The end: the final program is run, and handed back, kept, or replaced by a better candidate.
extension AtlasLoop {
    /// Runs the final program, and ends or hands it back.
    mutating func submit(
        _ submission: (explore: Int?, program: String?), _ decision: Orchestrator.Decision
    ) async throws -> Trajectory? {
        let (program, source) = resolve(submission)
        if integrator != nil {
            unwritten = (program, source)
            return try await finish(nil)
        }
        var trace = try await judge(program, by: source)
        // Small models name an explore and write its program down once more, with mistakes.
        if let n = submission.explore, source == .orchestrator, let named = passing(n), let own = named.program,
            submitted.last?.judgement.rank ?? .min < named.judgement?.rank ?? .min
        {
            trace = try await judge(own, by: .explore(n))
        }
        guard let final = submitted.last else { return nil }
        let told = submitted.dropLast().contains { FinalFault.disagreement($0, explores) != nil }
        guard let fault = FinalFault(final, explores, isDisagreementTold: told), revisions < task.budget.maxRevisions,
            orchestrator.turn < task.budget.maxTurns, !isInsistedOn(final, fault), !isAllThereIs(final, fault)
        else {
            return try await finish(nil)
        }
        handBack(final, fault, trace, decision)
        return nil
    }

    /// Whether a program is handed in by who knows of the fault: it was handed back for it before, or its failing refused.
    ///
    /// Models that are too weak for tools repeat themselves without meaning it.
    private func isInsistedOn(_ final: FinalProgram, _ fault: FinalFault) -> Bool {
        guard orchestrator.usesTools else { return false }
        if orchestrator.isWarned, final.judgement.isFailing, final.source != .orchestrator { return true }
        return handedBack.contains { $0.program.program == final.program && $0.reason == fault.reason }
    }

    /// Whether a weak model hands in a failing program whose trace it has seen, where no explore is left and none is better.
    ///
    /// It was offered to write another one, and would hand in the same again: one of its own is handed back once.
    private func isAllThereIs(_ final: FinalProgram, _ fault: FinalFault) -> Bool {
        guard !orchestrator.usesTools, remaining == 0, fault.better == nil else { return false }
        return final.source != .orchestrator || !handedBack.isEmpty
    }

    /// Runs a program that is handed in.
    mutating func judge(_ program: String, by source: ProgramSource) async throws -> CandidateTrace? {
        task.events(.synthesis(source: source))
        let trace: CandidateTrace?
        if case .explore(let n) = source {
            trace = flow.trace(of: n)
        } else {
            let candidate = Submission(name: "final", source: program, language: task.language)
            trace = try await task.judge.trace(candidate, on: task.problem, probes: task.probeDesk)
        }
        let final = FinalProgram(
            program: program, source: source,
            judgement: trace?.judgement ?? Judgement(verdict: nil, tests: [], message: nil),
            relation: try await flow.relation(ofFinal: program, trace, by: source))
        task.events(.finalJudged(final.judgement))
        submitted.append(final)
        return trace
    }

    /// An explore that passes the public tests, by its number.
    private func passing(_ n: Int) -> Explore? {
        explores.first { $0.n == n && $0.judgement?.passes == true }
    }

    /// The program that is meant: the text where it is another one than the explores', else the explore's; where nothing is
    /// named the first explore that passes, which is what the choices suggest, else the best candidate.
    private func resolve(_ submission: (explore: Int?, program: String?)) -> (String, ProgramSource) {
        let named: Explore? =
            switch submission {
            case (let n?, _): explores.indices.contains(n - 1) ? explores[n - 1] : nil
            case (nil, nil): explores.first { $0.judgement?.passes == true }
            case (nil, _?): nil
            }
        if let named, let program = named.program, submission.program == nil { return (program, .explore(named.n)) }
        if submission.program == nil, let best { return (best.program, best.source) }
        let program = submission.program ?? ""
        if let copied = copied(program), let own = copied.program { return (own, .explore(copied.n)) }
        return (program, .orchestrator)
    }

    /// The explore whose program a text is, up to white space and comments where nothing speaks against that program.
    ///
    /// Where something does, a text that looks the same may be its correction: unless its lines are the same it is run itself.
    private func copied(_ program: String) -> Explore? {
        let essence = ProgramText.essence(program, language: task.language)
        return explores.first { explore in
            guard let own = explore.program else { return false }
            let isFailing = explore.judgement.map { $0.isFailing || !$0.failedProbes.isEmpty } ?? false
            return isFailing
                ? ProgramText.lines(own) == ProgramText.lines(program)
                : ProgramText.essence(own, language: task.language) == essence
        }
    }

    private mutating func handBack(
        _ final: FinalProgram, _ fault: FinalFault, _ trace: CandidateTrace?, _ decision: Orchestrator.Decision
    ) {
        let reason = fault.reason
        var alternatives = fault.better.map { ["submit explore \($0)"] } ?? []
        if remaining > 0 { alternatives.append("explore again") }
        alternatives.append("hand in a better program")
        handedBack.append(Trajectory.HandedBack(turn: orchestrator.turn, program: final, reason: reason))
        task.events(.revision(n: revisions, reason: reason))
        let title = final.source == .orchestrator ? "Your program" : "The program of \(final.source)"
        let evidence = Evidence(
            title: title, program: final.program, showsProgram: false, trace: trace, relation: final.relation,
            task: task)
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
    var best: FinalProgram? {
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

    /// Ends the solution; an integrator, where there is one, writes the final program first.
    ///
    /// - Throws: The models' last failure when it is the reason why there is no program.
    mutating func finish(_ forced: StopReason?) async throws -> Trajectory {
        guard let integrator, flow.lastError?.isCap != true else { return try end(best, forced) }
        do {
            guard let program = try await integrator.program(from: &flow) else {
                if best == nil, let unwritten { _ = try await judge(unwritten.program, by: unwritten.source) }
                return try end(best, forced ?? flow.fallback("the integrator").reason)
            }
            let copied = copied(program)
            _ = try await judge(copied?.program ?? program, by: copied.map { .explore($0.n) } ?? .integrator)
            return try end(best, forced)
        } catch let halt as Workflow.Halt {
            return try end(best, after: halt.error)
        }
    }

    /// Whether a solution can end for want of an answer: with a candidate, or at a cap that allowed an explore.
    func mayEnd(after error: ModelError) -> Bool { best != nil || error.isCap && flow.hasAnswer }

    /// Ends the solution with the best candidate, if there is one, for want of an answer.
    ///
    /// - Throws: `error`, where that is all there is to say.
    func end(_ best: FinalProgram?, after error: ModelError) throws -> Trajectory {
        guard mayEnd(after: error) else { throw error }
        let note = (best.map { "\($0.source) was the best candidate; " } ?? "") + "\(error)"
        return try end(best, error.isCap ? .spendingCap : .modelFailed, note: note)
    }

    private func end(_ final: FinalProgram?, _ forced: StopReason?, note: String? = nil) throws -> Trajectory {
        if final == nil, let error = flow.lastError, explores.allSatisfy({ $0.failure != nil }) { throw error }
        let reason = forced ?? stopReason(final)
        var notes = [note ?? self.note(final, forced)].compactMap { $0 }
        if reason == .gaveUp, standing.isOutOfPatience, let patience = task.budget.patience {
            notes.insert("\(patience) explores in a row got no further", at: 0)
        }
        let trajectory = books(final, reason, notes.isEmpty ? nil : notes.joined(separator: "; "))
        if let final, let last = submitted.last, final.program != last.program {
            task.events(.finalKept(source: final.source))
        }
        task.events(.stopped(reason, note: trajectory.stopNote))
        return trajectory
    }

    /// The error to throw where the solution cannot go on, with all that was made; the best candidate is the final program.
    func unfinished(_ error: any Error) -> any Error {
        let note = (best.map { "\($0.source) was the best candidate; " } ?? "") + "\(error)"
        return Unfinished.error(error, books(best, .failed, note))
    }

    private func books(_ final: FinalProgram?, _ reason: StopReason, _ note: String?) -> Trajectory {
        var trajectory = flow.books(method, reason)
        trajectory.orchestrator = task.orchestrator.name
        trajectory.firstExplores = task.budget.firstExplores > 0 ? task.budget.firstExplores : nil
        trajectory.patience = task.budget.patience
        trajectory.actionProtocol = orchestrator.usesTools ? .tools : .text
        trajectory.malformedActions += orchestrator.malformed
        trajectory.revisions = revisions
        trajectory.handedBack = handedBack.isEmpty ? nil : handedBack
        trajectory.final = final
        trajectory.stopNote = note
        return trajectory
    }

    private func stopReason(_ final: FinalProgram?) -> StopReason {
        let passing = explores.filter { $0.judgement?.passes == true }.map(\.n)
        var alike = Set(final?.relation?.behavesLike ?? [])
        if case .explore(let n)? = final?.source { alike.insert(n) }
        // Programs that the brute force contradicts agree on what is likely wrong.
        let isContradicted = explores.contains { $0.isBruteForce && passing.contains($0.n) && !alike.contains($0.n) }
        let agrees = alike.intersection(passing).count > 1 && !isContradicted
        switch final?.judgement.verdict {
        case nil where final != nil: return .unverified
        case _ where final?.judgement.mayBeRight == true: return .unverified
        case .accepted where agrees: return .agreement
        case _ where flow.remaining == 0 && task.budget.maxExplores > 0: return .budget
        case .accepted: return .testsPassed
        case nil, .judgeError: return .unverified
        default: return .gaveUp
        }
    }

    /// On what programs are compared.
    private var trialName: String {
        explores.contains { $0.judgement?.probes != nil } ? "public tests and probe inputs" : "public tests"
    }

    private func note(_ final: FinalProgram?, _ forced: StopReason?) -> String? {
        guard let final else { return "no model wrote a program" }
        guard let last = submitted.last else { return forced == nil ? nil : "\(final.source) was the best candidate" }
        guard final.program != last.program else {
            return FinalFault.disagreement(final, explores).map { "it was handed in all the same: \($0)" }
        }
        let kept = final.source == .orchestrator ? "an earlier program by the orchestrator" : "\(final.source)"
        return "\(kept) was kept: it does better on the \(trialName) than the last program handed in"
    }
}
