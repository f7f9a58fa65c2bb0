import Testing

@testable import Evaluation

@Suite struct FiguresMajorityTests {
    private static func ballot(_ vote: String?, _ isAccepted: Bool, passes: Bool? = true) -> Ballot {
        Ballot(passesPublicTests: passes, vote: vote, isAccepted: isAccepted)
    }

    @Test func `one of one is the mean of the samples`() throws {
        let ballots = [
            Self.ballot("a", true), Self.ballot("b", false), Self.ballot(nil, false), Self.ballot("c", false),
        ]
        #expect(try majorityAtK(ballots, k: 1) == 0.25)
    }

    @Test func `the program that most samples share wins`() throws {
        let ballots = [Self.ballot("wrong", false), Self.ballot("right", true), Self.ballot("right", true)]
        #expect(try majorityAtK(ballots, k: 3) == 1)
        // Of the three pairs one holds the right program twice; the two others are ties.
        #expect(abs(try majorityAtK(ballots, k: 2) - (1 + 0.5 + 0.5) / 3) < 1e-12)
    }

    @Test func `a program that fails a public test loses to one that passes them`() throws {
        let ballots = [
            Self.ballot("wrong", false, passes: false), Self.ballot("wrong", false, passes: false),
            Self.ballot("right", true),
        ]
        #expect(try majorityAtK(ballots, k: 3) == 1)
    }

    @Test func `where none passes the public tests all stand for election`() throws {
        let ballots = [Self.ballot("a", false, passes: false), Self.ballot("a", false, passes: nil)]
        #expect(try majorityAtK(ballots + [Self.ballot("b", true, passes: false)], k: 3) == 0)
    }

    @Test func `no program is no vote`() throws {
        let ballots = [Self.ballot(nil, false), Self.ballot(nil, false), Self.ballot("right", true)]
        #expect(try majorityAtK(ballots, k: 3) == 1)
        #expect(try majorityAtK([Self.ballot(nil, false)], k: 1) == 0)
    }

    @Test func `many draws are sampled, near the exact mean and always the same`() throws {
        // 20 distinct programs, 5 right: whatever is drawn ties, so the mean is 1/4; C(20,10) is too much to go through.
        let ballots = (0..<20).map { Self.ballot("\($0)", $0 < 5) }
        let value = try majorityAtK(ballots, k: 10)
        #expect(abs(value - 0.25) < 0.015)
        #expect(try majorityAtK(ballots, k: 10) == value)
    }

    @Test func `too few samples have no majority`() {
        #expect(throws: MetricError.tooFewSamples(judged: 1, k: 2)) { try majorityAtK([Self.ballot("a", true)], k: 2) }
    }
}
