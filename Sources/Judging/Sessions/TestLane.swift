import FoundationEssentials
import Problems
import Sandbox
import Synchronization

/// Runs tests one after the other: in a session while that is of use, and by a run of its own whatever a session leaves open.
struct TestLane {
    private enum Condition { case waits, usedUp, failed }

    private let run: TestRun
    private let tests: [TestCase]
    private let course: TestCourse
    private let trust: SessionTrust
    private let limits: SandboxLimits
    private var session: ProgramSession?
    private var condition = Condition.waits
    /// The tests whose traces rest on the session.
    private var rested: [Int] = []
    /// What they say that they used, in ms.
    private var usedMilliseconds = 0.0
    /// The last test that failed in a process which others had used: what they left there may be why.
    private var failedAfterOthers: Int?
    /// How many tests are run before their answers are compared.
    private var atOnce = 1

    private static let mostAtOnce = 16

    init(_ run: TestRun, _ tests: [TestCase], _ course: TestCourse, _ trust: SessionTrust) {
        self.run = run
        self.tests = tests
        self.course = course
        self.trust = trust
        limits = SandboxLimits(test: run.problem.limits, language: run.language.id, scale: run.workplace.timeScale)
    }

    /// Takes tests until there are no more.
    ///
    /// That a session's test is accepted is sure; that it is not is first confirmed by a run of its own.
    ///
    /// - Throws: `CancellationError` only.
    mutating func runTests() async throws {
        do {
            while let taken = course.next(atMost: atOnce) {
                var left = taken
                while let first = left.first, course.wants(first) {
                    let told = try await told(left.prefix(atOnce))
                    let traces = told.isEmpty ? [(first, nil)] : Array(zip(left, told))
                    try await settle(traces)
                    left = left.dropFirst(traces.count)
                }
            }
            try await endSession()
        } catch {
            await session?.abandon()
            throw error
        }
    }

    /// Whether a test may be over while its session, which may yet turn out to be unsound, is not.
    ///
    /// A failure that ends the course may not: were it taken back, the tests after it would never be run.
    private func mayRest(_ told: TestTrace) -> Bool {
        !course.stops || told.correctedVerdict == .accepted
    }

    /// Whether what a session told of a test needs no run of its own.
    private func isSure(_ index: Int, _ told: TestTrace) -> Bool {
        index != failedAfterOthers && trust.isSure(told.verdict)
    }

    /// Ends tests by what a session told of them, and by runs of their own where that is not sure.
    private mutating func settle(_ traces: [(Int, TestTrace?)]) async throws {
        var unsure: [(Int, TestTrace?)] = []
        for (index, told) in traces {
            if let told, isSure(index, told), mayRest(told) {
                course.end(index, told)
                rested.append(index)
            } else {
                unsure.append((index, told))
            }
        }
        if unsure.isEmpty && condition == .waits { return }
        let wasTried = session != nil
        // Its worker is needed for the runs.
        let isSound = try await endSession()
        for (index, told) in unsure where course.wants(index) {
            // One of these may have borne out what was told of the next.
            if isSound, let told, isSure(index, told) {
                course.end(index, told)
                continue
            }
            let sure = try await run.trace(tests[index])
            if wasTried { trust.learn(told: told?.verdict, sure: sure.verdict) }
            course.end(index, sure)
        }
    }

    /// What a session tells of the first tests; `nil` for one of which it tells nothing, and none when it was not asked.
    private mutating func told(_ indices: Range<Int>) async throws -> [TestTrace?] {
        let inputs = inputs(indices)
        guard trust.isOfUse, let command = run.program.session, !inputs.isEmpty else { return [] }
        do {
            if session == nil {
                session = try await ProgramSession(run.program, command, limits: limits, pool: run.workplace.pool)
            }
            let answers = try await session?.answers(to: inputs) ?? []
            try Task.checkCancellation()
            if answers.count < inputs.count { condition = .failed }
            var traces: [TestTrace?] = []
            for (answer, (index, input)) in zip(answers, zip(indices, inputs)) {
                usedMilliseconds += answer.cpuMilliseconds
                if command.sharesProcess && answer.status != 0 { condition = .failed }
                let trace = try await run.trace(tests[index], input, answer, limits)
                traces.append(trace)
                guard command.sharesProcess, let verdict = trace?.verdict, verdict != .accepted else { continue }
                // Neither is it sure what it failed of, nor what it leaves to those after it: they begin anew.
                if traces.count > 1 || !rested.isEmpty { failedAfterOthers = index }
                if condition == .waits { condition = .usedUp }
                break
            }
            // All tests together have what one may use: the next begin anew before that runs out.
            if condition == .waits && usedMilliseconds > Double(limits.cpuMilliseconds) / 2 { condition = .usedUp }
            paceUp(by: answers)
            // A function's process that a test has ended did not begin the next.
            let isBegun = !command.sharesProcess || answers.last.map { $0.status == 0 } ?? true
            let isBroken = answers.count < inputs.count && traces.count == answers.count
            return isBroken && isBegun ? traces + [nil] : traces
        } catch {
            try Task.checkCancellation()
            if error is ProgramSession.NotReady {
                await session?.abandon()
                session = nil
            }
            if session == nil { trust.learn(told: nil, sure: nil) } else { condition = .failed }
            return []
        }
    }

    /// More tests are run before their answers are compared while they are quick, so that no number of them comes near what one
    /// may use.
    private mutating func paceUp(by answers: [ProgramSession.Answer]) {
        let slowest = answers.map(\.cpuMilliseconds).max() ?? .infinity
        let isQuick = slowest * Double(Self.mostAtOnce) * 8 < Double(limits.cpuMilliseconds)
        atOnce = isQuick && condition == .waits ? min(atOnce * 4, Self.mostAtOnce) : 1
    }

    /// Ends the session, if there is one; what rests on it is run again if it went over limits that are known at the end.
    ///
    /// - Returns: Whether what it told may be relied on.
    @discardableResult private mutating func endSession() async throws -> Bool {
        guard let session else { return true }
        self.session = nil
        let isSound = condition == .failed ? await session.abandon() : await session.finish()
        let inDoubt = isSound ? [] : rested
        (rested, usedMilliseconds, condition) = ([], 0, .waits)
        try Task.checkCancellation()
        if !isSound { trust.forsake() }
        for index in inDoubt where course.wants(index) { course.end(index, try await run.trace(tests[index])) }
        return isSound
    }

    /// The inputs of the first tests, as many as are held in memory at once; none when the very first is too large for a session.
    private func inputs(_ indices: Range<Int>) -> [Data] {
        var inputs: [Data] = []
        var size = 0
        for index in indices {
            guard let input = Self.input(tests[index]) else { break }
            size += input.count
            if !inputs.isEmpty && size > ProgramSession.largestInput { break }
            inputs.append(input)
        }
        return inputs
    }

    /// The bytes of a test's input; nil when there are too many for a session, or they cannot be read.
    private static func input(_ test: TestCase) -> Data? {
        guard let source = try? ByteSource(test.input), source.count <= ProgramSession.largestInput else { return nil }
        return try? source.all()
    }
}

/// What the tests of one submission have shown of its sessions.
final class SessionTrust: Sendable {
    private struct State {
        var isOfUse: Bool
        var confirmed: Set<Verdict> = [.accepted]
        var setbacks = 0
    }

    /// How many tests a session may tell nothing of, as slow ones and those that end the process.
    private static let mostSetbacks = 2

    private let state: Mutex<State>

    init(isOfUse: Bool) { state = Mutex(State(isOfUse: isOfUse)) }

    /// Whether sessions are tried.
    var isOfUse: Bool { state.withLock { $0.isOfUse } }

    /// Whether a verdict needs no run of its own: it is `AC`, or one that such a run has confirmed.
    func isSure(_ verdict: Verdict) -> Bool { state.withLock { $0.confirmed.contains(verdict) } }

    /// No session is tried any more.
    func forsake() { state.withLock { $0.isOfUse = false } }

    /// Compares what a session told of a test, if anything, with the verdict of a run of its own, if there was one.
    func learn(told: Verdict?, sure: Verdict?) {
        state.withLock { state in
            if let told, told == sure {
                state.confirmed.insert(told)
            } else if told == nil {
                state.setbacks += 1
                if state.setbacks >= Self.mostSetbacks { state.isOfUse = false }
            } else {
                // One test makes a difference to the next, or the interpreter's start does: sessions are not for it.
                state.isOfUse = false
                state.confirmed = [.accepted]
            }
        }
    }
}

extension TestRun {
    /// Whether tests may be run in sessions: a session holds a worker, which a checker would wait for.
    func mayUseSessions(_ tests: [TestCase]) -> Bool {
        guard program.session != nil, !problem.isConversation, problem.passes <= 1,
            LCBErrata.checker(of: problem) == nil
        else { return false }
        return tests.allSatisfy { test in
            if case .checker = test.comparison ?? problem.comparison { false } else { true }
        }
    }

    /// The trace of a test that a session answered; nil when it has to be run again to know.
    fileprivate func trace(
        _ test: TestCase, _ input: Data, _ answer: ProgramSession.Answer, _ limits: SandboxLimits
    ) async throws -> TestTrace? {
        guard answer.cpuMilliseconds < Double(limits.cpuMilliseconds),
            answer.peakKiB <= language.allowance.added(to: limits).memoryKiB
        else { return nil }
        let outcome = SandboxOutcome(
            end: answer.end, cpuMilliseconds: answer.cpuMilliseconds, wallMilliseconds: answer.wallMilliseconds,
            peakKiB: answer.peakKiB, output: try SandboxInput(answer.output), stderr: answer.errors,
            stdoutBytes: answer.output.count, stderrBytes: answer.errorBytes, blockedSystemCalls: [], collected: [:])
        let expected = try ByteSource(test.expected)
        var trace = try TestTrace(of: test, input: .data(input), expected: expected)
        let pass = PassRun(self, test: test, input: .empty, expected: expected, feedback: nil)
        trace.add(try await pass.result(of: outcome, TimeDoubt(cpuMilliseconds: limits.cpuMilliseconds)), of: language)
        return trace
    }
}

extension ProgramSession.Answer {
    /// How the test's process ended.
    var end: SandboxOutcome.End {
        let signal = status & 0x7f
        return signal == 0 ? .exited((status >> 8) & 0xff) : .signaled(signal)
    }
}
