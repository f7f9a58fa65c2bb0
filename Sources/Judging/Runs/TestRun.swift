import FoundationEssentials
import Problems
import Sandbox

/// Runs one program on single tests and decides each verdict, outside the candidate's sandbox.
struct TestRun {
    let program: Program
    let language: Language
    let problem: Problem
    let workplace: Workplace
    private let hang = CheckerHang()

    /// Runs a program on tests of a problem.
    init(program: Program, language: Language, problem: Problem, workplace: Workplace) {
        self.program = program
        self.language = language
        self.problem = problem
        self.workplace = workplace
    }

    /// The trace of one test.
    ///
    /// It is tried as `Program.tried` says. A checker that hangs is waited for once.
    ///
    /// - Throws: `CancellationError` only.
    func trace(_ test: TestCase) async throws -> TestTrace {
        if let other = hang.test {
            return notJudged(test, .judgeError, "not judged, as the checker hung on test \(other)")
        }
        let tried = try await program.tried { (isRerun: Bool) -> (TestTrace, isDoubtful: Bool) in
            // Others that waited for their turn alone need not wait for the same hang.
            if isRerun, let other = hang.test {
                return (notJudged(test, .judgeError, "not judged, as the checker hung on test \(other)"), false)
            }
            do {
                return try await attempt(test, isRerun: isRerun)
            } catch let failure as JudgeFailure where failure.isHang {
                hang.note(test.name)
                throw failure
            }
        } notRun: { verdict, reason in
            notJudged(test, verdict, reason)
        }
        var trace = tried.value
        if tried.reruns > 0 {
            trace.reruns = tried.reruns
            if let message = trace.message {
                trace.message = message + "; run again alone" + (tried.reruns > 1 ? " \(tried.reruns) times" : "")
            }
        }
        return trace
    }

    /// Runs the program on the test, as often as the problem has passes, and compares.
    private func attempt(_ test: TestCase, isRerun: Bool) async throws -> (TestTrace, isDoubtful: Bool) {
        var input = try Self.input(test)
        let expected = try ByteSource(test.expected)
        var trace = try TestTrace(of: test, input: .sandbox(input), expected: expected)
        var feedback: SandboxInput?
        for pass in 1...max(problem.passes, 1) {
            let run = try await PassRun(self, test: test, input: input, expected: expected, feedback: feedback)
                .perform(isRerun: isRerun)
            trace.add(run, of: language)
            if run.verdict == .runTimeError, case .functional = problem.interface, !problem.isConversation {
                try Self.checkArguments(test)
            }
            if run.verdict != .accepted {
                if problem.passes > 1 { trace.message = run.message.map { "pass \(pass): \($0)" } }
                return (trace, run.isDoubtful)
            }
            guard problem.passes > 1, let next = run.decision.nextInput else { return (trace, false) }
            (input, feedback) = (next, run.decision.feedback)
        }
        throw JudgeFailure(reason: "the checker asks for more than the problem's \(problem.passes) passes")
    }

    /// Arguments that are no JSON are no fault of the program's; they are looked at only where it failed.
    private static func checkArguments(_ test: TestCase) throws {
        for (index, line) in try test.input.load().split(separator: UInt8(ascii: "\n")).enumerated()
        where line.contains(where: { $0 > 32 }) {
            do {
                _ = try PythonJSONReader.read(Data(line))
            } catch {
                throw JudgeFailure(reason: "argument \(index + 1) of the test's input is no JSON: \(error.reason)")
            }
        }
    }

    private static func input(_ test: TestCase) throws -> SandboxInput {
        switch test.input {
        case .bytes(let bytes): try SandboxInput(bytes)
        case .file(let path): try SandboxInput(contentsOf: path)
        }
    }

    private func notJudged(_ test: TestCase, _ verdict: Verdict, _ reason: String) -> TestTrace {
        TestTrace(
            name: test.name, group: test.group.rawValue, verdict: verdict, cpuMilliseconds: 0, wallMilliseconds: 0,
            peakKiB: 0, message: reason, input: .empty, expected: .empty, actual: .empty, stderr: .empty)
    }
}

extension TestTrace {
    /// A test of which nothing is known yet: accepted until a pass says otherwise.
    init(of test: TestCase, input: ByteSource, expected: ByteSource) throws {
        self.init(
            name: test.name, group: test.group.rawValue, verdict: .accepted, cpuMilliseconds: 0, wallMilliseconds: 0,
            peakKiB: 0, message: nil, input: try Excerpt(input), expected: try Excerpt(expected), actual: .empty,
            stderr: .empty)
    }

    /// Takes in what came of a pass: time adds up, memory does not.
    mutating func add(_ run: PassRun.Result, of language: Language) {
        cpuMilliseconds += run.outcome.cpuMilliseconds
        wallMilliseconds += run.outcome.wallMilliseconds
        peakKiB = max(peakKiB, run.outcome.peakKiB)
        if let shown = run.shown { actual = shown }
        stderr = Excerpt(run.outcome.stderr, totalBytes: run.outcome.stderrBytes)
        points = run.decision.points
        share = run.decision.share
        corrected = run.corrected
        guard run.verdict != .accepted else { return }
        verdict = run.verdict
        message = run.message
        line = run.verdict == .runTimeError ? language.line(inError: stderr.text) : nil
    }
}
