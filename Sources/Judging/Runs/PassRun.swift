import FoundationEssentials
import Problems
import Sandbox

/// One run of a program on one input, and what is decided about it.
struct PassRun {
    private let run: TestRun
    private let test: TestCase
    private let input: SandboxInput
    private let expected: ByteSource
    private let feedback: SandboxInput?

    /// What came of it.
    struct Result {
        let outcome: SandboxOutcome
        let verdict: Verdict
        /// Why it is not accepted.
        var message: String?
        /// What to show as the program's output.
        var shown: Excerpt?
        var decision = OutputDecision()
        /// The verdict by what the data set's errata correct; nil where they correct nothing.
        var corrected: Verdict?
        /// Whether a time-out may be the fault of the machine, or of an interactor that computed.
        var isDoubtful = false
    }

    init(_ run: TestRun, test: TestCase, input: SandboxInput, expected: ByteSource, feedback: SandboxInput?) {
        self.run = run
        self.test = test
        self.input = input
        self.expected = expected
        self.feedback = feedback
    }

    private var comparison: Comparison { test.comparison ?? run.problem.comparison }

    /// What a checker's points are measured by: the test's, 1 for one without; nil where the problem gives no points.
    private var worth: Double? {
        guard case .subtasks = run.problem.scoring else { return nil }
        return test.points > 0 ? test.points : 1
    }

    func perform(isRerun: Bool) async throws -> Result {
        let limits = SandboxLimits(
            test: run.problem.limits, language: run.language.id, scale: run.workplace.timeScale)
        var request = run.program.request(stdin: input, limits: limits)
        let doubt = TimeDoubt(cpuMilliseconds: request.limits.cpuMilliseconds)
        request.limits = TimeDoubt.limits(request.limits, isRerun: isRerun)
        if let interactor = try await interactor() {
            return try await converse(with: interactor, request, doubt, isRerun: isRerun)
        }
        return try await result(of: try await run.workplace.pool.run(request, alone: isRerun), doubt)
    }

    /// The program that this one talks to; nil when it reads a file.
    private func interactor() async throws -> CheckerProgram? {
        if comparison == .asserts, case .functional(let name, _) = run.problem.interface {
            return try await CheckerProgram(assertsCalling: name, builder: run.workplace.builder)
        }
        guard var interactor = run.problem.interactor else { return nil }
        if let arguments = test.interactorArguments { interactor.arguments = arguments }
        return try await CheckerProgram(interactor, builder: run.workplace.builder)
    }

    /// What is decided about a run that is over.
    func result(of outcome: SandboxOutcome, _ doubt: TimeDoubt) async throws -> Result {
        if let result = try Self.ended(outcome, of: run.language, doubt) { return result }
        return try await compared(outcome)
    }

    /// The result of a run whose output does not count; nil when it does.
    static func ended(_ outcome: SandboxOutcome, of language: Language, _ doubt: TimeDoubt) throws -> Result? {
        let isOver = doubt.isOver(outcome)
        guard isOver || outcome.end != .exited(0) else { return nil }
        let reason = isOver && !isOtherLimit(outcome.end) ? doubt.reason(outcome) : reason(outcome, of: language)
        var verdict = verdict(outcome.end, isOver: isOver)
        if verdict == .runTimeError, !isOtherLimit(outcome.end), language.ranOutOfMemory(outcome.stderr) {
            verdict = .memoryLimitExceeded
        }
        return Result(
            outcome: outcome, verdict: verdict, message: "the program \(reason)",
            shown: try Excerpt(.sandbox(outcome.output), totalBytes: outcome.stdoutBytes),
            isDoubtful: isOver && doubt.isDoubtful(outcome))
    }

    private static func isOtherLimit(_ end: SandboxOutcome.End) -> Bool {
        switch end {
        case .limit(.memory), .limit(.output), .limit(.processes): true
        default: false
        }
    }

    private static func verdict(_ end: SandboxOutcome.End, isOver: Bool) -> Verdict {
        switch end {
        case .limit(.memory): .memoryLimitExceeded
        case .limit(.output): .outputLimitExceeded
        case .limit(.processes): .runTimeError
        case .limit(.cpu), .limit(.wall): .timeLimitExceeded
        case .exited, .signaled: isOver ? .timeLimitExceeded : .runTimeError
        }
    }

    /// How it ended and, where that helps, what stderr says last or the system calls that were refused.
    private static func reason(_ outcome: SandboxOutcome, of language: Language) -> String {
        var reason = EndDescription.text(outcome.end)
        let refused = outcome.blockedSystemCalls.filter { !language.refusedCalls.contains($0) }
        if !refused.isEmpty {
            reason += " after these system calls were refused: \(refused.joined(separator: ", "))"
        }
        switch outcome.end {
        case .exited, .signaled:
            if let last = Excerpt(outcome.stderr).tellingLine { reason += ": \(last.prefix(200))" }
        case .limit: break
        }
        return reason
    }

    // MARK: Comparing

    private func compared(_ outcome: SandboxOutcome) async throws -> Result {
        let output = ByteSource.sandbox(outcome.output)
        var shown = try Excerpt(output, totalBytes: outcome.stdoutBytes)
        var decision = OutputDecision()
        var corrected: Verdict?
        do {
            if case .functional = run.problem.interface {
                let returned = FunctionResult(envelope: outcome.stdout)
                if let value = returned.shown { shown = Excerpt(value) }
                (decision, corrected) = try await judged(returned)
            } else {
                decision = try await judged(outcome.output)
                corrected = try await self.corrected(decision, outcome.output)
            }
        } catch let failure as JudgeFailure where failure.isOverMemory {
            return Self.tooMuch(outcome, for: "the checker", shown: shown)
        }
        return Self.decided(outcome, decision, shown: shown, corrected: corrected)
    }

    /// The result of what was decided about an output.
    private static func decided(
        _ outcome: SandboxOutcome, _ decision: OutputDecision, shown: Excerpt? = nil, corrected: Verdict? = nil
    ) -> Result {
        Result(
            outcome: outcome, verdict: decision.mismatch == nil ? .accepted : .wrongAnswer,
            message: decision.mismatch?.description, shown: shown, decision: decision, corrected: corrected)
    }

    /// The result where the checker or interactor went over its memory: it may use more than any problem needs, so what it
    /// could not hold came from the program.
    private static func tooMuch(_ outcome: SandboxOutcome, for reader: String, shown: Excerpt? = nil) -> Result {
        Result(
            outcome: outcome, verdict: .outputLimitExceeded,
            message: "the program wrote more than \(reader) could take, which went over its memory limit", shown: shown)
    }

    private func judged(_ output: SandboxInput) async throws -> OutputDecision {
        guard case .checker(let description) = comparison else {
            return OutputDecision(
                mismatch: try OutputComparison.mismatch(comparison, expected: expected, actual: .sandbox(output)))
        }
        let checker = try await CheckerProgram(description, builder: run.workplace.builder)
        return try checker.decision(
            try await run.workplace.pool.run(checker.check(output, try material())), worth: worth)
    }

    /// Judges what a function returned.
    private func judged(_ returned: FunctionResult) async throws -> (OutputDecision, corrected: Verdict?) {
        let erratum = LCBErrata.checker(of: run.problem)
        guard case .value(let bytes) = returned.content else {
            return (OutputDecision(mismatch: returned.failure), erratum == nil ? nil : .wrongAnswer)
        }
        if case .checker(let description) = comparison {
            let checker = try await CheckerProgram(
                description, builder: run.workplace.builder, checksValues: true)
            let request = checker.check(try SandboxInput(bytes), try material())
            return (try checker.decision(try await run.workplace.pool.run(request), worth: worth), nil)
        }
        let mismatch = try returned.mismatch(expected: try expected.all(), isOfficial: comparison == .lcb)
        guard let erratum else { return (OutputDecision(mismatch: mismatch), nil) }
        if mismatch == nil { return (OutputDecision(), .accepted) }
        return (OutputDecision(mismatch: mismatch), try await verdict(of: erratum, SandboxInput(bytes), isValue: true))
    }

    /// The verdict by the errata of LiveCodeBench; nil for a problem that is not in them.
    private func corrected(_ decision: OutputDecision, _ output: SandboxInput) async throws -> Verdict? {
        guard case .lcb = comparison, let erratum = LCBErrata.checker(of: run.problem) else { return nil }
        if decision.mismatch == nil { return .accepted }
        return try await verdict(of: erratum, output, isValue: false)
    }

    /// The verdict of a checker of ours; where that fails `JE`, which leaves the official verdict as it is.
    private func verdict(of erratum: LCBErrata.Checker, _ output: SandboxInput, isValue: Bool) async throws -> Verdict {
        let checker = try await CheckerProgram(erratum, builder: run.workplace.builder, checksValues: isValue)
        let outcome = try await run.workplace.pool.run(checker.check(output, try material()))
        do {
            return try checker.decision(outcome).mismatch == nil ? .accepted : .wrongAnswer
        } catch let failure as JudgeFailure {
            return failure.isOverMemory ? .outputLimitExceeded : .judgeError
        }
    }

    private func material() throws -> CheckerProgram.Material {
        let answer: SandboxInput =
            switch test.expected {
            case .bytes(let bytes): try SandboxInput(bytes)
            case .file(let path): try SandboxInput(contentsOf: path)
            }
        return CheckerProgram.Material(
            input: input, expected: answer, feedback: feedback, keepsFeedback: run.problem.passes > 1)
    }
}

// MARK: - Interactive problems

extension PassRun {
    /// Lets the program and the interactor talk, and decides by how both ended.
    ///
    /// What the program does after the interactor has rejected it, such as dying of a pipe that nobody reads, does not
    /// count; what it did before does.
    private func converse(
        with interactor: CheckerProgram, _ request: SandboxRequest, _ doubt: TimeDoubt, isRerun: Bool
    ) async throws -> Result {
        var request = request
        request.stdin = .empty
        // Then no interactor can use up the program's real time.
        if isRerun { request.limits.wallMilliseconds += CheckerProgram.limits.cpuMilliseconds }
        let asked = interactor.interact(try material(), limits: request.limits)
        let told = try await run.workplace.interactions.run(request, asked, alone: isRerun)
        let failed = try Self.ended(told.program, of: run.language, doubt)
        if !isRerun, var failed, doubt.isDoubtful(told) {
            failed.isDoubtful = true
            return failed
        }
        let decision: OutputDecision
        do {
            decision = try interactor.decision(told.interactor, worth: worth)
        } catch {
            if told.interactor.end == .limit(.memory) { return Self.tooMuch(told.program, for: "the interactor") }
            // An interactor may well fail when the program it talks to dies. One that hung before that kept it waiting.
            let hasWaited = told.program.end == .limit(.wall) && CheckerProgram.hasHungBeforeTheEnd(told.interactor)
            if let failed, !told.interactorEndedFirst, !hasWaited { return failed }
            throw error
        }
        let isBrokenPipe = told.program.end == .signaled(13)
        if let failed, decision.mismatch == nil || !(told.interactorEndedFirst || isBrokenPipe) { return failed }
        if decision.mismatch == nil, interactor.description.convention.isTestlib, comparison != .interactor {
            return try await comparedAfterwards(told)
        }
        return Self.decided(told.program, decision)
    }

    /// What a testlib interactor wrote is judged as a program's output is.
    private func comparedAfterwards(_ told: Interactions.Outcome) async throws -> Result {
        let decision: OutputDecision
        do {
            decision = try await judged(told.interactor.collected["test.out"] ?? .empty)
        } catch let failure as JudgeFailure where failure.isOverMemory {
            return Self.tooMuch(told.program, for: "the checker")
        }
        return Self.decided(told.program, decision)
    }
}
