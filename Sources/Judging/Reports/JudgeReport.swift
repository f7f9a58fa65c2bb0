import FoundationEssentials

/// What judging one submission found.
///
/// Its JSON is what recorded judgements and stores of runs hold; the rows of `atlas.grade/1` are `GradeReport`'s.
public struct JudgeReport: Sendable, Equatable {
    /// The submission's name.
    public var file: String
    /// The language's id.
    public var language: String
    /// Over all tests: `JE` if the grader failed, else the first test's verdict that is not `AC`, unless the problem's
    /// own grader accepts it nevertheless.
    public var verdict: Verdict
    /// 1 when accepted, else 0; the mean share of its tests, or points, of a problem that is scored so.
    public var score: Double
    /// The most points that the problem's tests can give; nil unless it is scored by subtasks that have a most.
    public var maximumScore: Double?
    /// Whether `score` is points of subtasks.
    public var isInPoints = false
    /// The verdict by checkers of ours, of a problem that by its data set's errata has several answers; else nil.
    public var corrected: Verdict?
    /// One trace per test that was run, in the problem's order.
    public var tests: [TestTrace]
    /// What the compiler said; nil for interpreted languages.
    public var compile: CompileTrace?
    /// Why it is not accepted, in one line: what is wrong in the test that decides the verdict, the compiler's first
    /// error, or what made the grader fail; nil when it is.
    public var message: String?

    /// How many tests were run again alone because their time-out was doubtful.
    public var doubtfulTests: Int { tests.count { $0.reruns != nil } }

    /// The first test that was not accepted.
    public var firstFailure: TestTrace? { tests.first { $0.verdict != .accepted } }

    /// Describes a report.
    public init(
        file: String, language: String, verdict: Verdict, tests: [TestTrace], compile: CompileTrace?, message: String?
    ) {
        self.file = file
        self.language = language
        self.verdict = verdict
        self.score = verdict == .accepted ? 1 : 0
        self.maximumScore = nil
        self.corrected = nil
        self.tests = tests
        self.compile = compile
        self.message = message
    }
}

/// What happened in one test.
public struct TestTrace: Sendable, Equatable {
    /// The test's name.
    public var name: String
    /// `public` or `private`.
    public var group: String
    /// The verdict.
    public var verdict: Verdict
    /// CPU time of the process tree, in ms.
    public var cpuMilliseconds: Double
    /// Real time, in ms.
    public var wallMilliseconds: Double
    /// Peak memory, in KiB.
    public var peakKiB: Int
    /// Why the test was not accepted, in one line; nil when it was.
    public var message: String?
    /// The input, cut.
    public var input: Excerpt
    /// The expected output, cut.
    public var expected: Excerpt
    /// What the program wrote, or what its function returned, cut.
    public var actual: Excerpt
    /// What it wrote to stderr, cut: an exception's line numbers are those of the submission's own source.
    public var stderr: Excerpt
    /// Points that a checker gave, in place of the test's; nil when it gave none.
    public var points: Double?
    /// The share of the test's points that a checker gave, 0 to 1; nil when it gave none.
    public var share: Double?
    /// The submission's line that a run-time error is about, where stderr tells.
    public var line: Int?
    /// How often the test was run again alone, because its time-out may have been the fault of the machine or of an
    /// interactor; nil for never.
    public var reruns: Int?
    /// The verdict by a checker of ours, where the data set's errata say that there are several answers.
    public var corrected: Verdict?
    /// The verdict by the errata where they have one, else the official one.
    var correctedVerdict: Verdict { corrected ?? verdict }

    /// Describes a trace.
    public init(
        name: String, group: String, verdict: Verdict, cpuMilliseconds: Double, wallMilliseconds: Double, peakKiB: Int,
        message: String?, input: Excerpt, expected: Excerpt, actual: Excerpt, stderr: Excerpt
    ) {
        self.name = name
        self.group = group
        self.verdict = verdict
        self.cpuMilliseconds = cpuMilliseconds
        self.wallMilliseconds = wallMilliseconds
        self.peakKiB = peakKiB
        self.message = message
        self.input = input
        self.expected = expected
        self.actual = actual
        self.stderr = stderr
    }
}

/// What the compiler did.
public struct CompileTrace: Sendable, Equatable {
    /// Whether there is a program to run.
    public var succeeded: Bool
    /// CPU time of the compiler, in ms.
    public var cpuMilliseconds: Double
    /// Real time, in ms.
    public var wallMilliseconds: Double
    /// Peak memory, in KiB.
    public var peakKiB: Int
    /// Errors and warnings, cut.
    public var diagnostics: Excerpt
    /// True when the program came from the cache: the figures are then those of its compilation; nil otherwise.
    public var cached: Bool?

    /// Describes a compilation.
    public init(
        succeeded: Bool, cpuMilliseconds: Double, wallMilliseconds: Double, peakKiB: Int, diagnostics: Excerpt,
        cached: Bool? = nil
    ) {
        self.cached = cached
        self.succeeded = succeeded
        self.cpuMilliseconds = cpuMilliseconds
        self.wallMilliseconds = wallMilliseconds
        self.peakKiB = peakKiB
        self.diagnostics = diagnostics
    }

    /// The same compilation, failed for a reason of ours that the compiler did not see.
    func refused(_ reason: String) -> CompileTrace {
        var trace = self
        trace.succeeded = false
        trace.diagnostics = Excerpt(Data("error: \(reason)\n".utf8))
        return trace
    }
}

extension JudgeReport: Codable {
    private enum CodingKeys: String, CodingKey {
        case file, language, verdict, score, corrected, tests, compile, message
        case maximumScore = "maximum_score"
    }
}

extension TestTrace: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, group, verdict, message, input, expected, actual, stderr, points, share, line, reruns, corrected
        case cpuMilliseconds = "cpu_ms"
        case wallMilliseconds = "wall_ms"
        case peakKiB = "peak_kib"
    }
}

extension CompileTrace: Codable {
    private enum CodingKeys: String, CodingKey {
        case succeeded, diagnostics, cached
        case cpuMilliseconds = "cpu_ms"
        case wallMilliseconds = "wall_ms"
        case peakKiB = "peak_kib"
    }
}
