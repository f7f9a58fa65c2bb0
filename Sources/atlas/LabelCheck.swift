import Judging
import Models
import Problems
import Reporting

/// A labelled submission's verdict beside its label.
struct LabelCheck {
    private let labelled: LabelledSubmission
    private let problem: Problem
    private let report: JudgeReport

    /// Judges a labelled submission on all tests, up to the first that is not accepted.
    ///
    /// Not even the first failing test is enough for some labels: a submission that is wrong on one test and too slow
    /// on another gets the verdict of the first in the problem's order, as contests have it.
    init(
        _ labelled: LabelledSubmission, of problem: Problem, with judge: Judge, languages: LanguageTable
    ) async throws {
        self.labelled = labelled
        self.problem = problem
        let path = labelled.program?.path ?? labelled.path
        let language = try languages.language(ofFile: path)
        var submission = Submission(name: path, source: try SourceFile.read(path, in: language), language: language)
        for file in labelled.program?.companions ?? [] {
            let name = file.split(separator: "/").last.map(String.init) ?? file
            submission.companions.append(
                Submission.Companion(name: name, text: try SourceFile.read(file, in: language)))
        }
        report = try await judge.judge(submission, on: problem, tests: problem.allTests, policy: .stopAtFirstFailure)
    }

    /// Whether the verdict is one that the label allows.
    var cameTrue: Bool {
        guard labelled.expectedVerdicts.contains(report.verdict.rawValue) else { return false }
        // Accepted in part is not accepted with all points there are.
        guard labelled.label == "partially_accepted", report.verdict == .accepted else { return true }
        return report.isInPoints && report.score < report.maximumScore ?? .infinity
    }

    /// Whether it was the grader that failed.
    var isGraderFailure: Bool { report.verdict == .judgeError }

    /// The submission's row of `atlas.problems-check/1`: that of `atlas.grade/1`, the label, and whether it came true.
    var json: JSONValue {
        guard case .object(var row) = GradeReport.submission(report) else { return .null }
        row["label"] = .string(labelled.label)
        row["expected"] = .array(labelled.expectedVerdicts.map(JSONValue.string))
        row["came_true"] = .bool(cameTrue)
        return .object(row)
    }

    /// `ok    bridge-toll  accepted/fast.cpp  AC`, or what was expected instead.
    var line: String {
        let file = labelled.path.split(separator: "/").suffix(2).joined(separator: "/")
        let head = "\(cameTrue ? "ok  " : "FAIL")  \(problem.id)  \(file)  \(report.verdict.rawValue)"
        guard !cameTrue else { return head }
        let isExpected = labelled.expectedVerdicts.contains(report.verdict.rawValue)
        let wanted = isExpected ? "not all points" : labelled.expectedVerdicts.joined(separator: " or ")
        return head + ", expected \(wanted)" + (report.message.map { "; \(TerminalText.line($0))" } ?? "")
    }
}
