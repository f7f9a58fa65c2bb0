import Judging
import Problems

extension JudgeReport {
    /// The verdict on the public tests, as judging on all tests, which begins with them, tells it; nil where there are none,
    /// and where the grader failed on them.
    var publicVerdict: Verdict? {
        if verdict == .compileError { return .compileError }
        let traces = tests.filter { $0.group == TestCase.Group.public.rawValue }
        guard !traces.isEmpty else { return nil }
        let found = traces.first { $0.verdict != .accepted }?.verdict ?? .accepted
        return found == .judgeError ? nil : found
    }
}
