import FoundationEssentials
import Problems
import Sandbox

/// Compiles a submission, runs it on tests, compares outside its sandbox, and reports.
public struct Judge: Sendable {
    /// Which tests are run.
    public enum Policy: Sendable {
        /// All of them.
        case all
        /// Up to the first that is not accepted.
        case stopAtFirstFailure
    }

    private let pool: SandboxPool
    private let builder: ProgramBuilder

    /// Uses a pool's launchers; as many tests run at once as it has workers.
    public init(pool: SandboxPool, builder: ProgramBuilder) {
        self.pool = pool
        self.builder = builder
    }

    /// Judges one submission on some of a problem's tests.
    ///
    /// A failure of the grader is the verdict `JE`, with its reason, not an error.
    ///
    /// - Throws: `JudgingError` for what the user has to mend; `CancellationError` when the task is cancelled.
    public func judge(
        _ submission: Submission, on problem: Problem, tests: [TestCase], policy: Policy = .all
    ) async throws -> JudgeReport {
        guard !tests.isEmpty else { throw JudgingError.noTests(problem: problem.id) }
        func report(_ verdict: Verdict, _ compile: CompileTrace?, _ message: String?) -> JudgeReport {
            JudgeReport(
                file: submission.name, language: submission.language.id, verdict: verdict, tests: [],
                compile: compile, message: message)
        }
        let build: BuildResult
        do {
            build = try await builder.build(submission, entry: Entry(problem))
        } catch let error as JudgingError {
            throw error
        } catch {
            if Task.isCancelled { throw CancellationError() }
            return report(.judgeError, nil, "\(error)")
        }
        switch build {
        case .failed(let trace):
            let line = trace.diagnostics.lines.first { $0.contains("error") }
            return report(.compileError, trace, line ?? "the compiler refuses it")
        case .ready(let program, let trace):
            let traces = try await run(program, on: problem, tests, policy)
            let failed = traces.first { $0.verdict == .judgeError } ?? traces.first { $0.verdict != .accepted }
            return JudgeReport(
                file: submission.name, language: submission.language.id, verdict: failed?.verdict ?? .accepted,
                tests: traces, compile: trace, message: failed?.message)
        }
    }

    /// Runs the tests, as many at once as the pool has workers, and returns the traces in the tests' order.
    private func run(
        _ program: Program, on problem: Problem, _ tests: [TestCase], _ policy: Policy
    ) async throws -> [TestTrace] {
        let run = TestRun(program: program, problem: problem, pool: pool, builder: builder)
        return try await withThrowingTaskGroup(of: (Int, TestTrace).self) { group in
            var traces = [TestTrace?](repeating: nil, count: tests.count)
            var waiting = tests.indices.makeIterator()
            for _ in 0..<pool.workers {
                guard let index = waiting.next() else { break }
                group.addTask { (index, try await run.trace(tests[index])) }
            }
            var firstFailure = tests.count
            while let (index, trace) = try await group.next() {
                traces[index] = trace
                if trace.verdict != .accepted { firstFailure = min(firstFailure, index) }
                let mayGoOn = policy == .all || firstFailure == tests.count
                if mayGoOn, let index = waiting.next() {
                    group.addTask { (index, try await run.trace(tests[index])) }
                }
            }
            let last = policy == .all ? tests.count - 1 : min(firstFailure, tests.count - 1)
            return traces[...last].compactMap { $0 }
        }
    }
}
