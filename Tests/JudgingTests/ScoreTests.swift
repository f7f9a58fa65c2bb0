import Problems
import Testing

@testable import Judging

/// Points of tests and groups.
@Suite struct ScoreTests {
    private static func trace(_ name: String, _ verdict: Verdict, share: Double? = nil, points: Double? = nil)
        -> TestTrace
    {
        var trace = TestTrace(
            name: name, group: "private", verdict: verdict, cpuMilliseconds: 1, wallMilliseconds: 1, peakKiB: 1,
            message: nil, input: .empty, expected: .empty, actual: .empty, stderr: .empty)
        (trace.share, trace.points) = (share, points)
        return trace
    }

    private static func score(_ scoring: Scoring, _ traces: [TestTrace], points: Double = 10) -> Score {
        var problem = Bench.sum()
        problem.scoring = scoring
        let tests = traces.map { trace in
            var test = Bench.test(trace.name, .private, "", "")
            test.points = points
            return test
        }
        return Score(problem, tests: tests, traces: traces.filter { $0.message != "not run" })
    }

    private static let half = [
        trace("1", .accepted), trace("2", .wrongAnswer), trace("3", .accepted), trace("4", .timeLimitExceeded),
    ]

    private static func group(
        _ aggregation: TestGroup.Aggregation, _ tests: [String], most: Double? = nil, needs: [String] = [],
        _ groups: [TestGroup] = [], name: String = "g"
    )
        -> TestGroup
    {
        TestGroup(
            name: name, maximumPoints: most, aggregation: aggregation, tests: tests, groups: groups,
            requiredGroups: needs)
    }

    @Test func `pass or fail is all or nothing, a fraction counts tests`() {
        #expect(Self.score(.passFail, Self.half).points == 0)
        #expect(Self.score(.passFail, [Self.trace("1", .accepted)]).points == 1)
        #expect(Self.score(.fraction, Self.half).points == 0.5)
        #expect(Self.score(.passFail, []).points == 0)
    }

    @Test(arguments: [
        (TestGroup.Aggregation.sum, 20.0, 40.0), (.minimum, 0, 10), (.maximum, 10, 10), (.average, 5, 10),
        (.passFail, 0, 40),
    ])
    func `a group puts its tests' points together`(
        _ aggregation: TestGroup.Aggregation, _ points: Double, _ maximum: Double
    ) {
        let score = Self.score(.subtasks(Self.group(aggregation, ["1", "2", "3", "4"])), Self.half)
        #expect(score.points == points)
        #expect(score.maximum == maximum)
    }

    @Test func `groups add up, within their bounds, and only if what they require was accepted`() {
        let first = Self.group(.passFail, ["1", "3"], most: 30, name: "a")
        let second = Self.group(.passFail, ["2"], most: 50, name: "b")
        let third = Self.group(.sum, ["1", "3"], most: 15, needs: ["b"], name: "c")
        let fourth = Self.group(.sum, ["1", "3"], most: 15, needs: ["a"], name: "d")
        let score = Self.score(.subtasks(Self.group(.sum, [], [first, second, third, fourth])), Self.half)
        #expect(score.points == 45)
        #expect(score.maximum == 110)
    }

    @Test func `a checker's share or points stand for the test's`() {
        let traces = [
            Self.trace("1", .wrongAnswer, share: 0.25), Self.trace("2", .accepted, points: 7),
            Self.trace("3", .timeLimitExceeded, share: 1),
        ]
        #expect(Self.score(.subtasks(Self.group(.sum, ["1", "2", "3"])), traces).points == 9.5)
    }
}
