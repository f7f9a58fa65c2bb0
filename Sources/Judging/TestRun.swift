import FoundationEssentials
import Glibc
import Problems
import Sandbox

/// Runs one program on single tests and decides each verdict, outside the candidate's sandbox.
struct TestRun {
    let program: Program
    let problem: Problem
    let pool: SandboxPool
    let builder: ProgramBuilder

    /// The trace of one test; a failure of the grader is tried once more, then the verdict `JE`.
    ///
    /// - Throws: `CancellationError` only.
    func trace(_ test: TestCase) async throws -> TestTrace {
        for isLast in [false, true] {
            do {
                return try await judged(test)
            } catch SandboxError.failed(phase: "exec", _, let errno, _) where program.isCompiled {
                // A source can make its own executable one that the kernel refuses: no failure of the grader.
                let reason = "the compiled program cannot be started: \(String(cString: strerror(errno)))"
                return notJudged(test, .runTimeError, reason)
            } catch {
                if Task.isCancelled || error as? SandboxError == .cancelled { throw CancellationError() }
                if isLast { return notJudged(test, .judgeError, "\(error)") }
            }
        }
        return notJudged(test, .judgeError, "not run")
    }

    private func judged(_ test: TestCase) async throws -> TestTrace {
        let inputBytes = try test.input.load()
        let input = try SandboxInput(inputBytes)
        let outcome = try await pool.run(program.request(stdin: input, limits: SandboxLimits(test: problem.limits)))
        let expected = try test.expected.load()
        var trace = TestTrace(
            name: test.name, group: test.group.rawValue, verdict: .accepted, cpuMilliseconds: outcome.cpuMilliseconds,
            wallMilliseconds: outcome.wallMilliseconds, peakKiB: outcome.peakKiB, message: nil,
            input: Excerpt(inputBytes), expected: Excerpt(expected),
            actual: Excerpt(outcome.stdout, totalBytes: outcome.stdoutBytes),
            stderr: Excerpt(outcome.stderr, totalBytes: outcome.stderrBytes))
        if outcome.end != .exited(0) {
            trace.verdict = Self.verdict(outcome.end)
            trace.message = reason(outcome)
            return trace
        }
        let (mismatch, shown) = try await compare(
            outcome.stdout, expected, input, by: test.comparison ?? problem.comparison)
        if let mismatch {
            trace.verdict = .wrongAnswer
            trace.message = mismatch.description
        }
        if let shown { trace.actual = Excerpt(shown) }
        return trace
    }

    private func compare(
        _ output: Data, _ expected: Data, _ input: SandboxInput, by comparison: Comparison
    ) async throws -> (Mismatch?, shown: Data?) {
        switch comparison {
        case .tokens(let rule):
            return (TokenComparison.mismatch(expected: expected, actual: output, rule: rule), nil)
        case .lcb:
            return (LCBComparison.mismatch(expected: expected, actual: output), nil)
        case .json:
            do {
                return try FunctionResult.mismatch(expected: expected, envelope: output)
            } catch {
                throw JudgeFailure(reason: "the expected value is not JSON: \(error.reason)")
            }
        case .checker(let validator) where validator.convention == .icpc && problem.passes == 1:
            let run = ValidatorRun(validator: validator, builder: builder, pool: pool)
            return (try await run.mismatch(input: input, expected: expected, output: output), nil)
        case .lines, .exact, .unorderedLines, .checker, .interactor:
            throw JudgeFailure(reason: "outputs of this problem cannot be compared yet")
        }
    }

    private static func verdict(_ end: SandboxOutcome.End) -> Verdict {
        switch end {
        case .exited, .signaled, .limit(.processes): .runTimeError
        case .limit(.cpu), .limit(.wall): .timeLimitExceeded
        case .limit(.memory): .memoryLimitExceeded
        case .limit(.output): .outputLimitExceeded
        }
    }

    /// How it ended and, where that helps, the last line of stderr or the system calls that were refused.
    private func reason(_ outcome: SandboxOutcome) -> String {
        var reason = "the program \(EndDescription.text(outcome.end))"
        if !outcome.blockedSystemCalls.isEmpty {
            reason += " after these system calls were refused: \(outcome.blockedSystemCalls.joined(separator: ", "))"
        }
        if case .exited = outcome.end {
            if let last = Excerpt(outcome.stderr).lines.last { reason += ": \(last.prefix(200))" }
        }
        return reason
    }

    private func notJudged(_ test: TestCase, _ verdict: Verdict, _ reason: String) -> TestTrace {
        TestTrace(
            name: test.name, group: test.group.rawValue, verdict: verdict, cpuMilliseconds: 0, wallMilliseconds: 0,
            peakKiB: 0, message: reason, input: .empty, expected: .empty, actual: .empty, stderr: .empty)
    }
}
