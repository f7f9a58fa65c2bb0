import Judging
import Testing

@testable import Evaluation

@Suite struct EvalSummaryTests {
    private static func result(
        _ problem: String, _ sample: Int, _ verdict: Verdict?, difficulty: String? = nil, isFailed: Bool = false,
        costUSD: Double? = 0.25
    ) -> EvalResult {
        var result = EvalResult(
            problem: EvalProblem(id: problem, title: problem, difficulty: difficulty), sample: sample,
            language: "python")
        result.verdict = verdict
        result.failure = isFailed ? .machine : verdict == nil ? .model : nil
        (result.explores, result.calls, result.inputTokens, result.outputTokens) = (1, 2, 10, 20)
        (result.costUSD, result.callSeconds) = (costUSD, 1.5)
        return result
    }

    @Test func `pass@1 is a mean over problems, not over samples`() {
        let summary = EvalSummary([
            Self.result("a", 0, .accepted), Self.result("a", 1, .accepted), Self.result("a", 2, .accepted),
            Self.result("b", 0, .wrongAnswer),
        ])
        #expect(summary.all.passAt1 == 0.5)
        #expect(summary.all.accepted == 3)
        #expect(summary.all.samples == 4)
    }

    @Test func `a failure of the machine leaves the denominator`() {
        let summary = EvalSummary([
            Self.result("a", 0, .accepted), Self.result("b", 0, nil, isFailed: true),
        ])
        #expect(summary.all.passAt1 == 1)
        #expect(summary.all.problems == 1)
        #expect(summary.failed == 1)
    }

    @Test func `an answer without a program counts as wrong`() {
        #expect(EvalSummary([Self.result("a", 0, nil)]).all.passAt1 == 0)
    }

    @Test func `nothing judged has no figure`() {
        #expect(EvalSummary([]).all.passAt1 == nil)
    }

    @Test func `difficulties come in their own order`() {
        let summary = EvalSummary([
            Self.result("a", 0, .accepted, difficulty: "hard"), Self.result("b", 0, .wrongAnswer, difficulty: "easy"),
            Self.result("c", 0, .accepted), Self.result("d", 0, .accepted, difficulty: "fiendish"),
        ])
        #expect(summary.byDifficulty.map(\.name) == ["easy", "hard", "fiendish"])
        #expect(summary.byDifficulty.map(\.passAt1) == [0, 1, 1])
    }

    @Test func `calls and tokens of all samples add up, those that failed included`() {
        let summary = EvalSummary([Self.result("a", 0, .accepted), Self.result("b", 0, nil, isFailed: true)])
        #expect([summary.calls, summary.inputTokens, summary.outputTokens] == [4, 20, 40])
    }

    @Test func `costs add up, and one unknown price makes the sum unknown`() {
        #expect(EvalSummary([Self.result("a", 0, .accepted), Self.result("b", 0, .accepted)]).costUSD == 0.5)
        #expect(
            EvalSummary([Self.result("a", 0, .accepted), Self.result("b", 0, .accepted, costUSD: nil)]).costUSD == nil)
    }
}
