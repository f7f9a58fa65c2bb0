import Judging

/// What the judge found out about a candidate.
struct CandidateTrace: Sendable, Codable, Equatable {
    /// The report; nil when nothing could be run because there is no public test.
    var report: JudgeReport?
    /// What the compiler said when nothing was run.
    var compile: CompileTrace?

    /// The trace without its texts, but for those of the first test that was not accepted.
    var judgement: Judgement {
        guard let report else {
            let compiled = compile.map { $0.succeeded } ?? false
            return Judgement(
                verdict: nil, tests: [], message: "\(compiled ? "compiles; " : "")not run: there are no public tests")
        }
        let firstFailure = report.tests.firstIndex { $0.verdict != .accepted && $0.verdict != .judgeError }
        let rows = report.tests.enumerated().map { index, trace in
            TestRow(
                name: trace.name, verdict: trace.verdict, cpuMilliseconds: trace.cpuMilliseconds,
                wallMilliseconds: trace.wallMilliseconds, peakKiB: trace.peakKiB, message: trace.message,
                excerpts: index == firstFailure ? TestExcerpts(trace) : nil)
        }
        return Judgement(verdict: report.verdict, tests: rows, message: report.message)
    }
}

extension TestExcerpts {
    /// The texts of a trace on a public test.
    fileprivate init(_ trace: TestTrace) {
        self.init(
            input: trace.input, expected: trace.expected, actual: trace.actual,
            stderr: trace.stderr.totalBytes > 0 ? trace.stderr : nil)
    }
}

extension Judgement {
    /// Whether it is known to be wrong: nothing speaks against a program that was not run, or that the judge failed on.
    var isFailing: Bool { verdict.map { $0 != .accepted && $0 != .judgeError } ?? false }

    /// Orders programs by the evidence: more accepted tests are better, all of them best.
    ///
    /// A program that does not compile is worst. One that could not be judged or run comes before all that are known to
    /// fail: a failure of the judge is not the program's.
    var rank: Int {
        switch verdict {
        case .accepted: Int.max
        case .judgeError, nil: Int.max - 1
        case .compileError: -1
        default: acceptedTests
        }
    }
}
