import Judging
import Testing

@testable import Orchestration

/// The order of programs by what is known of them.
@Suite struct RankTests {
    private static func judgement(_ verdict: Verdict?, accepted: Int) -> Judgement {
        let rows = (0..<accepted).map { number in
            TestRow(
                name: "\(number)", verdict: .accepted, cpuMilliseconds: 1, wallMilliseconds: 1, peakKiB: 1,
                message: nil,
                excerpts: nil)
        }
        return Judgement(verdict: verdict, tests: rows, message: nil)
    }

    @Test func `answers that may be right come after accepted ones, and before programs that nothing is known of`() {
        func row(_ verdict: Verdict?) -> ProbeRow {
            ProbeRow(probe: "largest-1", verdict: verdict, cpuMilliseconds: 1, wallMilliseconds: 1, peakKiB: 1)
        }
        var (open, accepted) = (Self.judgement(.wrongAnswer, accepted: 0), Self.judgement(.accepted, accepted: 1))
        open.mayBeRight = true
        #expect(open.rank < accepted.rank)
        #expect(open.rank > Self.judgement(nil, accepted: 0).rank)
        let whole = open.rank
        open.probes = [row(.timeLimitExceeded)]
        #expect(open.rank < whole)
        #expect(open.rank > Self.judgement(.judgeError, accepted: 0).rank)
        accepted.probes = [row(.timeLimitExceeded)]
        #expect(accepted.rank > whole)
    }

    @Test func `more accepted tests are better, and of programs that fail alike one that ran`() {
        let worstFirst = [
            Self.judgement(.compileError, accepted: 0), Self.judgement(.runTimeError, accepted: 0),
            Self.judgement(.wrongAnswer, accepted: 0), Self.judgement(.runTimeError, accepted: 1),
            Self.judgement(.timeLimitExceeded, accepted: 1), Self.judgement(nil, accepted: 0),
            Self.judgement(.accepted, accepted: 2),
        ]
        for (worse, better) in zip(worstFirst, worstFirst.dropFirst()) {
            #expect(worse.rank < better.rank, "\(worse) before \(better)")
        }
    }
}
