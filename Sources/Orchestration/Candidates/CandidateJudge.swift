import Digests
import FoundationEssentials
import Judging
import Problems

/// Judges candidates on a problem's public tests, and on no others.
///
/// With a store every judgement is durable before it is used, and the same program is not run again: a run that was
/// interrupted goes on with the evidence it had, and a replay needs no sandbox.
public struct CandidateJudge: Sendable {
    private enum Mode: Sendable {
        case live(Judge, ProgramBuilder, JudgementStore?)
        case replay(JudgementStore)
    }

    private let mode: Mode
    let probesInProgress: WorkInProgress<ProbeTrace>

    /// Judges in the sandbox, and records each judgement where there is a store.
    public init(judge: Judge, builder: ProgramBuilder, recordingTo store: JudgementStore? = nil) {
        mode = .live(judge, builder, store)
        probesInProgress = store?.probes ?? WorkInProgress()
    }

    /// Repeats recorded judgements; runs nothing.
    public init(replaying store: JudgementStore) {
        mode = .replay(store)
        probesInProgress = store.probes
    }

    /// Where judgements are recorded, if anywhere.
    var store: JudgementStore? {
        switch mode {
        case .live(_, _, let store): store
        case .replay(let store): store
        }
    }

    /// What runs programs; nil in a replay.
    var liveJudge: Judge? {
        if case .live(let judge, _, _) = mode { judge } else { nil }
    }

    /// Whether recorded judgements are repeated and nothing is run.
    var isReplay: Bool {
        if case .replay = mode { true } else { false }
    }

    /// The trace of one candidate on the public tests.
    ///
    /// - Throws: `JudgingError`, `ProblemError`, `OrchestrationError`; `CancellationError` when the task is cancelled.
    func trace(_ submission: Submission, on problem: Problem) async throws -> CandidateTrace {
        var trace = try await recorded(submission, on: problem)
        trace.report?.file = submission.name
        trace.hasUncheckedAnswers = problem.hasUncheckedAnswers
        trace.isConversation = problem.isConversation
        return trace
    }

    private func recorded(_ submission: Submission, on problem: Problem) async throws -> CandidateTrace {
        switch mode {
        case .replay(let store):
            let key = try Self.key(submission, problem)
            guard let trace = try store.read(key, as: CandidateTrace.self) else {
                throw OrchestrationError.judgementNotRecorded(directory: store.directory, submission: submission.name)
            }
            return trace
        case .live(let judge, let builder, let store):
            guard let store else { return try await run(submission, problem, judge, builder) }
            let key = try Self.key(submission, problem)
            return try await store.traces.value(key) {
                // A failure of the judge is worth another try when it was recorded by an earlier run: this one's is evidence,
                // and a replay knows one judgement a program.
                if let known = try store.read(key, as: CandidateTrace.self),
                    known.report?.verdict != .judgeError || store.hasWritten(key)
                {
                    return known
                }
                let trace = try await run(submission, problem, judge, builder)
                try store.write(trace, key)
                return trace
            }
        }
    }

    private func run(
        _ submission: Submission, _ problem: Problem, _ judge: Judge, _ builder: ProgramBuilder
    ) async throws -> CandidateTrace {
        guard problem.publicTests.isEmpty else {
            let report = try await judge.judge(submission, on: problem, tests: problem.publicTests)
            return CandidateTrace(report: report, compile: nil)
        }
        func report(_ verdict: Verdict, _ compile: CompileTrace?, _ message: String) -> CandidateTrace {
            CandidateTrace(
                report: JudgeReport(
                    file: submission.name, language: submission.language.id, verdict: verdict, tests: [],
                    compile: compile, message: message), compile: nil)
        }
        do {
            switch try await builder.build(submission, entry: Entry(problem)) {
            case .ready(_, let compile?): return CandidateTrace(report: nil, compile: compile)
            case .ready(_, nil):
                if let refused = try await Self.refusal(of: submission, problem, judge) {
                    return report(.compileError, refused, "the interpreter refuses it")
                }
                return CandidateTrace(report: nil, compile: nil)
            case .failed(let compile): return report(.compileError, compile, "the compiler refuses it")
            }
        } catch let error as JudgingError {
            throw error
        } catch {
            if Task.isCancelled { throw CancellationError() }
            return report(.judgeError, nil, "\(error)")
        }
    }

    /// What an interpreter says of a source that it does not take; nil where it takes it.
    ///
    /// It reads all of it before anything is run: so the program is started on nothing.
    private static func refusal(
        of submission: Submission, _ problem: Problem, _ judge: Judge
    ) async throws -> CompileTrace? {
        var limits = problem.limits
        limits.cpuMilliseconds = min(limits.cpuMilliseconds, 2_000)
        let run = try await judge.run(submission, entry: Entry(problem), on: .data(Data()), limits: limits)
        let words = ["SyntaxError:", "IndentationError:", "TabError:"]
        guard run.verdict == .runTimeError, words.contains(where: run.stderr.text.contains) else { return nil }
        return CompileTrace(
            succeeded: false, cpuMilliseconds: run.cpuMilliseconds, wallMilliseconds: run.wallMilliseconds,
            peakKiB: run.peakKiB, diagnostics: run.stderr)
    }

    /// Everything that a judgement depends on, but the machine.
    private static func key(_ submission: Submission, _ problem: Problem) throws -> String {
        var digest = ContentDigest()
        digest.add("atlas.judgement/1")
        digest.add(problem.id)
        digest.add(submission.language.id)
        digest.add(submission.source)
        try digest.add(judging: problem, tests: problem.publicTests, language: submission.language.id)
        return digest.hexadecimal
    }
}
