import Judging
import Models
import Problems

/// The work on one problem: the explores so far, the calls that were answered, and the steps that methods are made of.
///
/// Every method keeps its books here, so that all are accounted for alike.
struct Workflow {
    /// The end of the work before the method's own: a cap was reached.
    struct Halt: Error {
        let error: ModelError
    }

    let task: SolveTask
    /// Asks solvers; its texts are those of every other role too.
    let solver: Solver
    /// Every candidate, in order: fresh ones, and rewritten ones, which say so.
    private(set) var explores: [Explore] = []
    /// What the judge found out about each.
    private(set) var traces: [CandidateTrace?] = []
    /// What a model is shown of each.
    private(set) var evidence: [Evidence] = []
    /// Every answered call, in an order that a replay repeats.
    var calls: [CallSummary] = []
    /// Calls for something other than a program that were not answered.
    private(set) var failures: [CallFailure] = []
    /// Answers that could not be read.
    private(set) var malformed = 0
    /// The last failure that concerned one call; that of a cap stays.
    private(set) var lastError: ModelError?

    /// Begins.
    ///
    /// - Throws: `JudgingError.languageUnfit`, before any call is paid for; `ProblemError`.
    init(_ task: SolveTask) throws {
        try task.requireFit()
        self.task = task
        solver = try Solver(task)
    }

    /// How many programs may be asked for.
    var budget: Int { task.budget.maxExplores }
    /// Whether a solver has answered, be it without a program.
    var hasAnswer: Bool { explores.contains { $0.failure == nil } }
    /// Programs that may still be asked for.
    var remaining: Int { max(budget - explores.count, 0) }
}

// MARK: - Candidates

extension Workflow {
    /// A program that is asked for.
    struct Draft {
        var brief: SolverBrief
        /// The conversation; nil for that of a fresh solver.
        var messages: [ChatMessage]?
        /// The explore whose program is rewritten; nil for none.
        var revises: Int?
    }

    /// Asks fresh solvers at the same time, no more than the budget has left.
    ///
    /// - Throws: `Halt` at a cap; what ended one of them and would end the next.
    mutating func explore(_ count: Int) async throws {
        let first = explores.count
        try await write((0..<min(count, remaining)).map { Draft(brief: solver.brief(turn: first + $0 + 1)) })
    }

    /// Has programs written at the same time, no more than the budget has left.
    ///
    /// - Returns: The numbers of the new explores, in the order of the drafts.
    /// - Throws: `Halt` at a cap; what ended one of them and would end the next.
    @discardableResult
    mutating func write(_ drafts: [Draft]) async throws -> [Int] {
        let numbers = try await add(drafts)
        if let lastError, lastError.isCap { throw Halt(error: lastError) }
        return numbers
    }

    /// The same, but a cap is left to the caller.
    mutating func add(_ drafts: [Draft]) async throws -> [Int] {
        let drafts = drafts.prefix(remaining)
        let first = explores.count + 1
        let order = CallOrder()
        if !drafts.isEmpty { await task.probeDesk?.start(order) }
        let (results, failure) = await order.results(of: Array(drafts)) { [solver] index, draft in
            await solver.explore(first + index, draft.brief, messages: draft.messages, revises: draft.revises)
        }
        // However fast explores without a program are: whoever is asked next meets a cap after who writes the probes.
        if failure == nil, !drafts.isEmpty { _ = try? await task.probeDesk?.set() }
        let turn = calls.last { $0.role == .orchestrator }?.n
        for result in results { try await note(result, turn: turn) }
        if let failure { throw failure }
        return results.map(\.explore.n)
    }

    private mutating func note(_ result: Solver.Result, turn: Int?) async throws {
        let relation = result.fatal == nil ? try await relation(of: result) : nil
        let shown = Evidence(result, relation: relation, task: task)
        var explore = result.explore
        explore.turn = turn
        explore.relation = relation
        explore.evidence = shown.full
        explores.append(explore)
        traces.append(result.trace)
        evidence.append(shown)
        if let call = CallSummary(explore) { calls.append(call) }
        // Whatever else failed: there is no going on at a cap.
        if let error = result.error, lastError?.isCap != true { lastError = error }
    }

    private func relation(of result: Solver.Result) async throws -> Relation? {
        guard let program = result.explore.program else { return nil }
        return try await task.judge.relation(
            of: program, result.trace, in: task, earlier: compared(but: nil),
            isBruteForce: result.explore.isBruteForce)
    }

    /// How a program that is handed in relates to the explores but for its own; nil when there is nothing to compare.
    func relation(ofFinal program: String, _ trace: CandidateTrace?, by source: ProgramSource) async throws -> Relation?
    {
        var own: Int?
        if case .explore(let n) = source { own = n }
        return try await task.judge.relation(
            of: program, trace, in: task, earlier: compared(but: own),
            isBruteForce: own.map { explore(numbered: $0).isBruteForce } ?? false)
    }

    private func compared(but own: Int?) -> [Relation.Earlier] {
        zip(explores, traces).compactMap { explore, trace in
            guard explore.n != own, let program = explore.program else { return nil }
            return Relation.Earlier(n: explore.n, program: program, trace: trace, isBruteForce: explore.isBruteForce)
        }
    }

    /// An explore by its number.
    func explore(numbered n: Int) -> Explore { explores[n - 1] }

    /// The trace of an explore by its number.
    func trace(of n: Int) -> CandidateTrace? { traces[n - 1] }
}

// MARK: - Choosing

extension Workflow {
    /// The explores with a program, by number.
    var candidates: [Int] { explores.filter { $0.program != nil }.map(\.n) }

    /// Those of the candidates that no other does better than on the public tests.
    var leaders: [Int] {
        let ranks = candidates.map { rank(of: $0) }
        guard let best = ranks.max() else { return [] }
        return zip(candidates, ranks).filter { $0.1 == best }.map(\.0)
    }

    /// How well a candidate does on the public tests.
    func rank(of n: Int) -> Int { explore(numbered: n).judgement?.rank ?? .min }

    /// Groups of candidates that behave alike: the largest first, of equals the one with the earliest member.
    ///
    /// Behaviour is what a program does on the inputs there are, whatever its text; where nothing was run, programs are
    /// alike that are the same but for white space and comments.
    func groups(of numbers: [Int]) -> [[Int]] { Self.groups(of: numbers) { isAlike($0, $1) } }

    /// Groups by whether one is like the first of a group: the largest first, of equals the one that began first.
    static func groups(of numbers: [Int], _ isAlike: (_ first: Int, _ n: Int) -> Bool) -> [[Int]] {
        var groups: [[Int]] = []
        for n in numbers {
            if let place = groups.firstIndex(where: { isAlike($0[0], n) }) {
                groups[place].append(n)
            } else {
                groups.append([n])
            }
        }
        return groups.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map(\.element)
    }

    /// Whether two candidates behave alike.
    func isAlike(_ first: Int, _ second: Int) -> Bool {
        if Behaviour(trace(of: first)) != nil, Behaviour(trace(of: second)) != nil {
            // Compared when the later one was judged, with the problem's checker where that decides.
            let later = explore(numbered: max(first, second))
            return first == second || later.relation?.behavesLike.contains(min(first, second)) == true
        }
        func essence(_ n: Int) -> String {
            ProgramText.essence(explore(numbered: n).program ?? "", language: task.language)
        }
        return essence(first) == essence(second)
    }

    /// The best candidate by what was run: it does best on the public tests, and most of those that do behave like it;
    /// of equals the earliest.
    var best: Int? { groups(of: leaders).first?.first }
}

// MARK: - Ending

extension Workflow {
    /// What a method hands in, and why it stops.
    struct Choice {
        /// The explore whose program is handed in; nil for none.
        var explore: Int?
        var reason: StopReason = .fixed
        /// A sentence where there is more to say.
        var note: String?
    }

    /// A choice that fell to the best candidate because a call that should have made it was not answered, or not
    /// readably.
    func fallback(_ question: String) -> Choice {
        Choice(
            explore: best, reason: failures.isEmpty ? .malformedActions : .modelFailed,
            note: best.map { "explore \($0) was the best candidate; \(question) had no usable answer" })
    }

    /// Adds an answer that could not be read, or a failure, of a call that the caller made.
    mutating func note(malformed count: Int) { malformed += count }

    mutating func note(_ failure: CallFailure, _ error: ModelError) {
        failures.append(failure)
        if lastError?.isCap != true { lastError = error }
    }

    /// The program of an explore, to hand in.
    func final(_ n: Int?) -> FinalProgram? {
        guard let n, let program = explore(numbered: n).program else { return nil }
        return FinalProgram(
            program: program, source: .explore(n),
            judgement: explore(numbered: n).judgement ?? Judgement(verdict: nil, tests: [], message: nil))
    }

    /// The end.
    ///
    /// - Throws: The models' last failure when it is the reason why there is no program.
    func trajectory(_ method: String, _ choice: Choice) throws -> Trajectory {
        let final = final(choice.explore)
        if final == nil, let lastError, explores.allSatisfy({ $0.failure != nil }) { throw lastError }
        var trajectory = books(method, choice.reason)
        trajectory.final = final
        let notes = [choice.note ?? (final == nil ? "no model wrote a program" : nil), passedOver(choice.explore)]
        trajectory.stopNote = notes.contains { $0 != nil } ? notes.compactMap { $0 }.joined(separator: "; ") : nil
        task.events(.stopped(choice.reason, note: trajectory.stopNote))
        return trajectory
    }

    /// What is told where a program that passes is not the one that is handed in, which does not.
    private func passedOver(_ chosen: Int?) -> String? {
        guard let chosen, explore(numbered: chosen).judgement?.passes != true,
            let passing = explores.first(where: { $0.judgement?.passes == true })
        else { return nil }
        return "explore \(chosen) does not pass the public tests, explore \(passing.n) does"
    }

    /// The error to throw where the work cannot go on, with the books; the best candidate that was run is the final program.
    func unfinished(_ method: String, _ error: any Error) -> any Error {
        var trajectory = books(method, .failed)
        let best = groups(of: leaders).first?.first { explore(numbered: $0).judgement != nil }
        trajectory.final = final(best)
        trajectory.stopNote = (best.map { "explore \($0) was the best candidate; " } ?? "") + "\(error)"
        return Unfinished.error(error, trajectory)
    }

    /// The trajectory but for the final program: the explores, the calls and their sums.
    func books(_ method: String, _ reason: StopReason) -> Trajectory {
        var trajectory = Trajectory(task, method: method, explores: explores, stopReason: reason)
        trajectory.calls = calls
        trajectory.failures = failures.isEmpty ? nil : failures
        trajectory.malformedActions = malformed
        let asksOthers = calls.contains { $0.role != .solver } || !failures.isEmpty
        trajectory.orchestrator = asksOthers ? task.orchestrator.name : nil
        trajectory.addTotals()
        return trajectory
    }
}
