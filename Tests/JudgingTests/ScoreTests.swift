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

    private static func score(_ scoring: Scoring, _ traces: [TestTrace], points: Double = 10) throws -> Score {
        var problem = Bench.sum()
        problem.scoring = scoring
        let tests = traces.map { trace in
            var test = Bench.test(trace.name, trace.name.hasPrefix("sample") ? .public : .private, "", "")
            test.points = points
            return test
        }
        return try Score(problem, tests: tests, traces: traces.filter { $0.message != "not run" })
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

    @Test func `pass or fail is all or nothing, a fraction counts tests`() throws {
        #expect(try Self.score(.passFail, Self.half).points == 0)
        #expect(try Self.score(.passFail, [Self.trace("1", .accepted)]).points == 1)
        #expect(try Self.score(.fraction, Self.half).points == 0.5)
        #expect(try Self.score(.passFail, []).points == 0)
        #expect(try Self.score(.fraction, []).points == 0)
    }

    @Test func `a fraction counts as much of a test as a checker says`() throws {
        let traces = [
            Self.trace("1", .wrongAnswer, share: 0.5), Self.trace("2", .accepted, share: 0.25),
            Self.trace("3", .accepted), Self.trace("4", .timeLimitExceeded, share: 1),
        ]
        #expect(try Self.score(.fraction, traces).points == 1.75 / 4)
        #expect(try Self.score(.passFail, traces).points == 0)
    }

    @Test(arguments: [
        (TestGroup.Aggregation.sum, 20.0, 40.0), (.minimum, 0, 10), (.maximum, 10, 10), (.average, 5, 10),
        (.passFail, 0, 40),
    ])
    func `a group puts its tests' points together`(
        _ aggregation: TestGroup.Aggregation, _ points: Double, _ maximum: Double
    ) throws {
        let score = try Self.score(.subtasks(Self.group(aggregation, ["1", "2", "3", "4"])), Self.half)
        #expect(score.points == points)
        #expect(score.maximum == maximum)
    }

    @Test func `groups add up, within their bounds, and only if what they require was accepted`() throws {
        let first = Self.group(.passFail, ["1", "3"], most: 30, name: "a")
        let second = Self.group(.passFail, ["2"], most: 50, name: "b")
        let third = Self.group(.sum, ["1", "3"], most: 15, needs: ["b"], name: "c")
        let fourth = Self.group(.sum, ["1", "3"], most: 15, needs: ["a"], name: "d")
        let score = try Self.score(.subtasks(Self.group(.sum, [], [first, second, third, fourth])), Self.half)
        #expect(score.points == 45)
        #expect(score.maximum == 110)
    }

    @Test func `a checker's share or points stand for the test's`() throws {
        let traces = [
            Self.trace("1", .wrongAnswer, share: 0.25), Self.trace("2", .accepted, points: 7),
            Self.trace("3", .timeLimitExceeded, share: 1),
        ]
        #expect(try Self.score(.subtasks(Self.group(.sum, ["1", "2", "3"])), traces).points == 9.5)
    }

    @Test func `points that a checker gives beyond the test's are cut`() throws {
        let traces = [Self.trace("1", .accepted, points: 50), Self.trace("2", .wrongAnswer, points: 4)]
        #expect(try Self.score(.subtasks(Self.group(.sum, ["1", "2"])), traces).points == 14)
    }

    @Test func `a group that requires the samples has no points where one failed`() throws {
        let root = Self.group(.sum, [], [Self.group(.sum, ["1"], needs: ["sample"])])
        for (verdict, points) in [(Verdict.accepted, 10.0), (.wrongAnswer, 0)] {
            let traces = [Self.trace("sample/1", verdict), Self.trace("1", .accepted)]
            #expect(try Self.score(.subtasks(root), traces).points == points)
        }
    }

    @Test(arguments: [
        (TestGroup.Grader(acceptance: .all, breaks: false), false, 0.0),
        (TestGroup.Grader(acceptance: .any, breaks: false), true, 20),
        (TestGroup.Grader(acceptance: .any, breaks: true), true, 10),
        (TestGroup.Grader(acceptance: .always, breaks: false), true, 20),
    ])
    func `a legacy grader decides on the verdict, without which there are no points`(
        grader: TestGroup.Grader, isAccepted: Bool, points: Double
    ) throws {
        var group = Self.group(.sum, ["1", "2", "3", "4"])
        group.grader = grader
        let score = try Self.score(.subtasks(group), Self.half)
        #expect(score.isAccepted == isAccepted)
        #expect(score.points == points)
    }

    @Test func `a legacy grader looks at the samples unless told not to`() throws {
        let traces = [Self.trace("sample/1", .wrongAnswer), Self.trace("1", .accepted)]
        for ignores in [false, true] {
            var group = Self.group(.sum, ["1"])
            group.grader = TestGroup.Grader(ignoresSamples: ignores)
            #expect(try Self.score(.subtasks(group), traces).isAccepted == ignores)
        }
    }

    @Test(
        arguments: [
            (TestGroup.GivenPoints.upToTest, 10.0, trace("1", .accepted, points: 7), nil),
            (.upToTest, 10, trace("1", .accepted, share: 0.5), nil),
            (.upToTest, 10, trace("1", .accepted, points: 11), "gives 11 points, more than the test's 10"),
            (.upToTest, 10, trace("1", .accepted, share: 1, points: 5), "both score.txt and score_multiplier.txt"),
            (.upToTest, 10, trace("1", .wrongAnswer, points: 5), "gives points for what it rejects"),
            (.upToTest, .infinity, trace("1", .accepted), "accepts without points in score.txt"),
            (.upToTest, .infinity, trace("1", .accepted, share: 1), "accepts without points in score.txt"),
            (
                .upToTest, .infinity, trace("1", .accepted, points: 20),
                "group g 20 points, more than its maximum of 12"
            ),
            (.upToTest, .infinity, trace("1", .accepted, points: 3), nil),
            (.none, 10, trace("1", .accepted, points: 1), "gives points, although g takes none from it"),
            (.any, 10, trace("1", .accepted, points: 20), nil),
        ] as [(TestGroup.GivenPoints, Double, TestTrace, String?)])
    func `points that a validator may not give are its failure`(
        given: TestGroup.GivenPoints, worth: Double, trace: TestTrace, failure: String?
    ) throws {
        var group = Self.group(.sum, ["1"], most: 12)
        group.givenPoints = given
        do {
            _ = try Self.score(.subtasks(group), [trace], points: worth)
            #expect(failure == nil)
        } catch {
            #expect(failure.map("\(error)".contains) == true, "\(error)")
        }
    }

    @Test func `what a legacy validator writes of what it rejects, or is not asked for, does not count`() throws {
        var group = Self.group(.sum, ["1", "2"])
        group.grader = TestGroup.Grader(acceptance: .any, breaks: false)
        let traces = [Self.trace("1", .accepted, points: 7), Self.trace("2", .wrongAnswer, points: 5)]
        for (given, points) in [(TestGroup.GivenPoints.upToTest, 7.0), (.none, 10)] {
            group.givenPoints = given
            #expect(try Self.score(.subtasks(group), traces, points: 10).points == points)
        }
    }

    @Test func `there is no most where a validator decides`() throws {
        let score = try Self.score(
            .subtasks(Self.group(.sum, ["1"])), [Self.trace("1", .accepted, points: 3)], points: .infinity)
        #expect(score.points == 3)
        #expect(score.maximum == nil)
    }
}
