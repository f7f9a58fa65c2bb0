import FoundationEssentials
import Problems
import Sandbox

/// Compiles a submission, runs it on tests, compares outside its sandbox, and reports.
public struct Judge: Sendable {
    /// Which tests are run.
    public enum Policy: Sendable {
        /// All of them.
        case all
        /// Up to the first that is not accepted; all of them where points are given for single tests.
        case stopAtFirstFailure
    }

    let workplace: Workplace

    /// How many tests can run at once.
    public var workers: Int { workplace.pool.workers }

    /// Uses a pool's launchers; as many tests run at once as it has workers.
    ///
    /// - Parameters:
    ///   - pool: Where programs run.
    ///   - builder: What compiles them.
    ///   - timeScale: By how much CPU limits are multiplied: 1, or what a `Calibration` found.
    /// - Throws: `SandboxError.launcherMissing`.
    public init(pool: SandboxPool, builder: ProgramBuilder, timeScale: Double = 1) throws(SandboxError) {
        workplace = Workplace(
            pool: pool, builder: builder, interactions: try Interactions(takingTurnsOf: pool), timeScale: timeScale)
    }

    /// Judges one submission on some of a problem's tests.
    ///
    /// A failure of the grader is the verdict `JE`, with its reason, not an error.
    ///
    /// - Parameters:
    ///   - submission: The program.
    ///   - problem: What it is to solve.
    ///   - tests: Which of its tests are run, at least one.
    ///   - policy: When to stop.
    ///   - concurrency: How many tests run at once; nil for as many as the pool has workers.
    ///   - testEnded: Called when a test has its verdict, from any thread.
    /// - Returns: The verdict, and what happened in each test.
    /// - Throws: `JudgingError` for what the user has to mend; `CancellationError` when the task is cancelled.
    public func judge(
        _ submission: Submission, on problem: Problem, tests: [TestCase], policy: Policy = .all,
        concurrency: Int? = nil, testEnded: @escaping @Sendable () -> Void = {}
    ) async throws -> JudgeReport {
        guard !tests.isEmpty else { throw JudgingError.noTests(problem: problem.id) }
        try workplace.builder.languages.check(problem)
        func report(_ verdict: Verdict, _ compile: CompileTrace?, _ message: String?) -> JudgeReport {
            JudgeReport(
                file: submission.name, language: submission.language.id, verdict: verdict, tests: [],
                compile: compile, message: message)
        }
        switch try await build(submission, Entry(problem)) {
        case .failure(let failure): return report(.judgeError, nil, failure.description)
        case .success(.failed(let trace)):
            let line = trace.diagnostics.lines.first { $0.contains("error") }
            return report(.compileError, trace, line ?? "the compiler refuses it")
        case .success(.ready(let program, let trace)):
            let run = TestRun(program: program, language: submission.language, problem: problem, workplace: workplace)
            let traces = try await self.run(run, tests, policy, concurrency ?? workers, testEnded)
            let failed = traces.first { $0.verdict == .judgeError } ?? traces.first { $0.verdict != .accepted }
            var result = report(failed?.verdict ?? .accepted, trace, failed?.message)
            result.tests = traces
            if case .subtasks = problem.scoring { result.isInPoints = true }
            do throws(JudgeFailure) {
                let score = try Score(problem, tests: tests, traces: traces)
                (result.score, result.maximumScore) = (score.points, score.maximum)
                if score.isAccepted == true, result.verdict != .judgeError {
                    (result.verdict, result.message) = (.accepted, nil)
                }
            } catch {
                (result.verdict, result.message, result.score) = (.judgeError, error.description, 0)
            }
            result.corrected = Self.corrected(traces, on: problem)
            return result
        }
    }

    /// Makes a submission ready to run; a failure of the grader is a result of it.
    ///
    /// - Throws: `JudgingError` for what the user has to mend; `CancellationError` when the task is cancelled.
    func build(_ submission: Submission, _ entry: Entry) async throws -> Result<BuildResult, JudgeFailure> {
        do {
            return .success(try await workplace.builder.build(submission, entry: entry))
        } catch let error as JudgingError {
            throw error
        } catch {
            if Task.isCancelled { throw CancellationError() }
            return .failure(JudgeFailure(reason: "\(error)"))
        }
    }

    /// The verdict by the errata of the data set; nil where they correct nothing.
    private static func corrected(_ traces: [TestTrace], on problem: Problem) -> Verdict? {
        guard LCBErrata.hasSeveralAnswers(problem) else { return nil }
        let verdicts = traces.map(\.correctedVerdict)
        return verdicts.first { $0 == .judgeError } ?? verdicts.first { $0 != .accepted } ?? .accepted
    }

    /// Runs the tests, some at once, and returns the traces in the tests' order.
    private func run(
        _ run: TestRun, _ tests: [TestCase], _ policy: Policy, _ concurrency: Int,
        _ testEnded: @escaping @Sendable () -> Void
    ) async throws -> [TestTrace] {
        let stops = policy == .stopAtFirstFailure && run.problem.scoring == .passFail
        let lanes = min(concurrency, tests.count)
        let course = TestCourse(count: tests.count, stops: stops, lanes: lanes, testEnded: testEnded)
        let trust = SessionTrust(isOfUse: run.mayUseSessions(tests))
        try await withThrowingTaskGroup(of: Void.self) { group in
            // The first is this task itself: another would have to be woken.
            for _ in 1..<lanes {
                group.addTask {
                    var lane = TestLane(run, tests, course, trust)
                    try await lane.runTests()
                }
            }
            var lane = TestLane(run, tests, course, trust)
            try await lane.runTests()
            try await group.waitForAll()
        }
        return course.result
    }
}
