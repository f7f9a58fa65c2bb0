import Judging

/// What the judge found out about a candidate.
struct CandidateTrace: Sendable, Codable, Equatable {
    /// The report; nil when nothing could be run because there is no public test.
    var report: JudgeReport?
    /// What the compiler said when nothing was run.
    var compile: CompileTrace?
    /// What it did on the probes, which is recorded apart; nil where it was not run on any.
    var probes: ProbeTrace?
    /// Whether outputs that are not the expected ones may be right all the same: `Problem.hasUncheckedAnswers`.
    var hasUncheckedAnswers = false
    /// Whether its output went to an interactor or to asserts: nobody else saw it, and their word is all there is.
    var isConversation = false

    private enum CodingKeys: CodingKey { case report, compile, probes }

    /// Whether nothing speaks against the program but that its answers are others than the expected ones, where several are right.
    var mayBeRight: Bool {
        guard hasUncheckedAnswers, let report, report.verdict == .wrongAnswer else { return false }
        return report.tests.allSatisfy { $0.verdict == .accepted || $0.verdict == .wrongAnswer }
    }

    /// The trace without its texts, but for those of the first test that was not accepted.
    var judgement: Judgement {
        guard let report else {
            let compiled = compile.map { $0.succeeded } ?? false
            return Judgement(
                verdict: nil, tests: [], message: "\(compiled ? "compiles; " : "")not run: there are no public tests",
                probes: probes?.runs.map(\.row))
        }
        let firstFailure = report.tests.firstIndex { $0.verdict != .accepted && $0.verdict != .judgeError }
        let rows = report.tests.enumerated().map { index, trace in
            TestRow(
                name: trace.name, verdict: trace.verdict, cpuMilliseconds: trace.cpuMilliseconds,
                wallMilliseconds: trace.wallMilliseconds, peakKiB: trace.peakKiB, message: trace.message,
                excerpts: index == firstFailure ? TestExcerpts(trace, isConversation: isConversation) : nil)
        }
        return Judgement(
            verdict: report.verdict, tests: rows, message: report.message, mayBeRight: mayBeRight ? true : nil,
            probes: probes?.runs.map(\.row))
    }
}

extension TestExcerpts {
    /// The texts of a trace on a public test.
    fileprivate init(_ trace: TestTrace, isConversation: Bool) {
        self.init(
            input: trace.input, expected: trace.expected, actual: isConversation ? nil : trace.actual,
            stderr: trace.stderr.totalBytes > 0 ? trace.stderr : nil)
    }
}

extension Judgement {
    /// Whether it is known to be wrong: nothing speaks against a program that was not run, or that the judge failed on.
    var isFailing: Bool { mayBeRight != true && (verdict.map { $0 != .accepted && $0 != .judgeError } ?? false) }

    /// The probes on which it broke a limit or died.
    var failedProbes: [ProbeRow] { (probes ?? []).filter(\.isFailing) }

    /// Orders programs by the evidence: more accepted tests are better, and all of them best.
    ///
    /// Answers that may be right come next: that they are not the expected ones speaks against them where one answer is right
    /// after all.
    /// Among those, and among programs that were not judged, fewer probes on which they broke a limit or died are better. Of
    /// programs that fail as many tests, one that ran is better than one that crashed: weak models hand in words like
    /// `your_program_here`. A program that does not compile is worst. One that could not be judged or run comes before all
    /// that are known to fail: a failure of the judge is not the program's.
    var rank: Int {
        let failed = min(failedProbes.count, Self.rankedProbes - 1)
        return switch verdict {
        case .accepted: Int.max - failed
        case _ where mayBeRight == true: Int.max - Self.rankedProbes - failed
        case .judgeError, nil: Int.max - 2 * Self.rankedProbes - failed
        case .compileError: -1
        case .runTimeError: 2 * acceptedTests
        default: 2 * acceptedTests + 1
        }
    }

    /// More than there ever are.
    private static let rankedProbes = 100
}
