import FoundationEssentials
import Problems
import Sandbox

/// What a program did with an input for which no answer is known: nothing here says that the output is right.
public struct InputRun: Sendable {
    /// Why it did not end by itself within its limits: `CE`, `RTE`, `TLE`, `MLE`, `OLE`, or `JE` when the grader failed;
    /// nil when it ended with status 0.
    public var verdict: Verdict?
    /// What it wrote to stdout, whole; of a function the JSON value that it returned.
    public var output: ByteSource
    /// The output, cut.
    public var shown: Excerpt
    /// What it wrote to stderr, cut.
    public var stderr: Excerpt
    /// CPU time of the process tree, in ms.
    public var cpuMilliseconds: Double
    /// Real time, in ms.
    public var wallMilliseconds: Double
    /// Peak memory, in KiB.
    public var peakKiB: Int
    /// Why it has a verdict, in one line.
    public var message: String?
    /// The source's line that a run-time error is about, where stderr tells.
    public var line: Int?

    fileprivate init(_ verdict: Verdict?, _ message: String?, _ outcome: SandboxOutcome? = nil) throws {
        self.verdict = verdict
        self.message = message
        output = outcome.map { .sandbox($0.output) } ?? .data(Data())
        shown = try Excerpt(output, totalBytes: outcome?.stdoutBytes)
        stderr = outcome.map { Excerpt($0.stderr, totalBytes: $0.stderrBytes) } ?? .empty
        cpuMilliseconds = outcome?.cpuMilliseconds ?? 0
        wallMilliseconds = outcome?.wallMilliseconds ?? 0
        peakKiB = outcome?.peakKiB ?? 0
    }
}

extension Judge {
    /// Runs a program on one input, within limits, and compares with nothing.
    ///
    /// It is tried as in judging: `Program.tried` says how.
    ///
    /// - Parameters:
    ///   - submission: The program.
    ///   - entry: How it is called.
    ///   - input: What it reads.
    ///   - arguments: Further arguments of its command line.
    ///   - limits: What it may use.
    /// - Returns: What it did.
    /// - Throws: `JudgingError` for what the user has to mend; `CancellationError` when the task is cancelled.
    public func run(
        _ submission: Submission, entry: Entry = .program, on input: ByteSource, arguments: [String] = [],
        limits: ProblemLimits
    ) async throws -> InputRun {
        let program: Program
        switch try await build(submission, entry) {
        case .failure(let failure): return try InputRun(.judgeError, failure.description)
        case .success(.failed): return try InputRun(.compileError, "the compiler refuses it")
        case .success(.ready(let ready, _)): program = ready
        }
        let language = submission.language
        let tried = try await program.tried { (isRerun: Bool) -> (InputRun, isDoubtful: Bool) in
            let stdin: SandboxInput =
                if case .sandbox(let input) = input { input } else { try SandboxInput(input.all()) }
            let scaled = SandboxLimits(test: limits, language: language.id, scale: workplace.timeScale)
            var request = program.request(stdin: stdin, limits: scaled, arguments: arguments)
            let doubt = TimeDoubt(cpuMilliseconds: request.limits.cpuMilliseconds)
            request.limits = TimeDoubt.limits(request.limits, isRerun: isRerun)
            let outcome = try await workplace.pool.run(request, alone: isRerun)
            let ended = try PassRun.ended(outcome, of: language, doubt)
            return (try Self.run(outcome, ended, entry, language), isDoubtful: ended?.isDoubtful == true)
        } notRun: { verdict, reason in
            try InputRun(verdict, reason)
        }
        return tried.value
    }

    private static func run(
        _ outcome: SandboxOutcome, _ ended: PassRun.Result?, _ entry: Entry, _ language: Language
    ) throws -> InputRun {
        var run = try InputRun(ended?.verdict, ended?.message, outcome)
        if run.verdict == .runTimeError { run.line = language.line(inError: run.stderr.text) }
        guard run.verdict == nil, case .function = entry else { return run }
        let returned = FunctionResult(envelope: outcome.stdout)
        if let value = returned.shown { run.shown = Excerpt(value) }
        switch returned.content {
        case .value(let bytes): run.output = .data(bytes)
        case .none(let mismatch):
            run.verdict = .runTimeError
            run.message = mismatch.description
        }
        return run
    }
}
