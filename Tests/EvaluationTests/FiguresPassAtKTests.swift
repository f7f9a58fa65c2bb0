import Evaluation
import Testing

/// The estimate of arXiv 2107.03374, against the binomial form computed by hand.
@Suite struct PassAtKTests {
    @Test(arguments: [
        (accepted: 0, judged: 10, k: 1, expected: 0.0),
        (accepted: 10, judged: 10, k: 5, expected: 1.0),
        (accepted: 3, judged: 10, k: 1, expected: 0.3),
        // 1 - C(7,5)/C(10,5) = 1 - 21/252
        (accepted: 3, judged: 10, k: 5, expected: 1 - 21.0 / 252.0),
        // 1 - C(2,2)/C(4,2) = 1 - 1/6
        (accepted: 2, judged: 4, k: 2, expected: 5.0 / 6.0),
        // Fewer wrong samples than are drawn: one of those drawn is right.
        (accepted: 6, judged: 10, k: 5, expected: 1.0),
    ])
    func `the estimate is that of the paper`(_ row: (accepted: Int, judged: Int, k: Int, expected: Double)) throws {
        #expect(abs(try passAtK(accepted: row.accepted, judged: row.judged, k: row.k) - row.expected) < 1e-12)
    }

    @Test func `too few samples have no estimate`() {
        #expect(throws: MetricError.tooFewSamples(judged: 3, k: 5)) { try passAtK(accepted: 3, judged: 3, k: 5) }
        #expect(throws: MetricError.tooFewSamples(judged: 0, k: 1)) { try passAtK(accepted: 0, judged: 0, k: 1) }
    }
}
