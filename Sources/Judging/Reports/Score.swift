import Problems
import Spelling

/// What a program gets for a problem beside its verdict.
struct Score {
    let points: Double
    /// The most there are; nil unless the problem is scored by subtasks that have a most.
    let maximum: Double?
    /// Whether the problem's grader accepts it; nil where the tests' verdicts decide.
    let isAccepted: Bool?

    /// Scores the traces of a problem's tests; a test that was not run is not accepted.
    ///
    /// - Throws: `JudgeFailure` for points that a validator may not give.
    init(_ problem: Problem, tests: [TestCase], traces: [TestTrace]) throws(JudgeFailure) {
        let accepted = traces.count { $0.verdict == .accepted }
        switch problem.scoring {
        case .passFail:
            (points, maximum, isAccepted) = (accepted == tests.count && accepted > 0 ? 1 : 0, nil, nil)
        case .fraction:
            let shares = traces.map(Self.share).reduce(0, +)
            (points, maximum, isAccepted) = (tests.isEmpty ? 0 : shares / Double(tests.count), nil, nil)
        case .subtasks(let root):
            let results = GroupResults(tests: tests, traces: traces)
            let most = results.maximum(root)
            maximum = most.isFinite ? most : nil
            let result = try results.result(root)
            guard let grader = root.grader, tests.contains(where: { $0.group == .private }) else {
                (points, isAccepted) = (result.points, nil)
                return
            }
            let isAccepted = result.isAccepted && (grader.ignoresSamples || results.samplesAreAccepted)
            (points, self.isAccepted) = (isAccepted ? result.points : 0, isAccepted)
        }
    }

    /// What of a test counts where every test counts the same: all, nothing, or what a checker says.
    private static func share(_ trace: TestTrace) -> Double {
        switch trace.verdict {
        case .accepted: trace.share ?? 1
        case .wrongAnswer: trace.share ?? 0
        default: 0
        }
    }
}

/// Adds up the points of groups of tests.
private struct GroupResults {
    private struct Member {
        let test: TestCase
        let trace: TestTrace?

        var isAccepted: Bool { trace?.verdict == .accepted }
    }

    private var members: [String: Member] = [:]

    /// Whether all public tests are accepted, of those that were to be run.
    let samplesAreAccepted: Bool

    init(tests: [TestCase], traces: [TestTrace]) {
        let byName = Dictionary(traces.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for test in tests { members[test.name] = Member(test: test, trace: byName[test.name]) }
        samplesAreAccepted = tests.allSatisfy { test in
            test.group == .private || byName[test.name]?.verdict == .accepted
        }
    }

    /// A group's points, and whether it is accepted.
    ///
    /// - Throws: `JudgeFailure` for points that a validator may not give.
    func result(_ group: TestGroup) throws(JudgeFailure) -> (isAccepted: Bool, points: Double) {
        // Groups may require those before them in the same parent.
        var accepted: [String: Bool] = ["sample": samplesAreAccepted]
        var parts: [(isAccepted: Bool, points: Double)] = []
        for name in group.tests {
            guard let member = members[name] else {
                parts.append((false, 0))
                continue
            }
            parts.append((member.isAccepted, try points(of: member, in: group)))
        }
        for inner in group.groups {
            var part = try result(inner)
            if inner.requiredGroups.contains(where: { accepted[$0] == false }) { part = (false, 0) }
            accepted[inner.name] = part.isAccepted
            parts.append(part)
        }
        if group.grader?.breaks == true, let last = parts.firstIndex(where: { !$0.isAccepted }) {
            parts.removeSubrange((last + 1)...)
        }
        let isAccepted =
            switch group.grader?.acceptance ?? .all {
            case .all: !parts.isEmpty && parts.allSatisfy(\.isAccepted)
            case .any: parts.contains(where: \.isAccepted)
            case .always: true
            }
        if group.requiredGroups.contains("sample"), !samplesAreAccepted { return (false, 0) }
        let points = group.points(of: parts.map(\.points), isAccepted: isAccepted)
        guard let maximum = group.maximumPoints else { return (isAccepted, points) }
        guard group.givenPoints == .any || points <= maximum + TestGroup.roundingError(of: maximum) else {
            throw JudgeFailure(
                reason:
                    "the output validator gives group \(group.name) \(points.short) points, more than its maximum of "
                    + maximum.short)
        }
        return (isAccepted, min(points, maximum))
    }

    /// The most points a group can give.
    func maximum(_ group: TestGroup) -> Double {
        let parts = group.tests.map { members[$0]?.test.points ?? 0 } + group.groups.map(maximum)
        return min(group.points(of: parts, isAccepted: true), group.maximumPoints ?? .infinity)
    }

    /// What a test gives: its points, or what a checker gives for an answer that may be right in part.
    private func points(of member: Member, in group: TestGroup) throws(JudgeFailure) -> Double {
        guard let trace = member.trace else { return 0 }
        if group.grader != nil, !member.isAccepted || group.givenPoints == .none {
            // The legacy format has no use for what is written then, and validators write all the same.
            return member.isAccepted ? member.test.points : 0
        }
        let isGiven = trace.points != nil || trace.share != nil
        if group.givenPoints != .any {
            func failure(_ reason: String) -> JudgeFailure {
                JudgeFailure(reason: "the output validator \(reason) (test \(trace.name))")
            }
            if trace.points != nil, trace.share != nil {
                throw failure("wrote both score.txt and score_multiplier.txt")
            }
            if isGiven, group.givenPoints == .none {
                throw failure("gives points, although \(group.name) takes none from it")
            }
            if isGiven, !member.isAccepted { throw failure("gives points for what it rejects") }
            if member.isAccepted, member.test.points == .infinity, trace.points == nil {
                throw failure("accepts without points in score.txt, which decides on the points here")
            }
            if let points = trace.points,
                points > member.test.points + TestGroup.roundingError(of: member.test.points)
            {
                throw failure("gives \(points.short) points, more than the test's \(member.test.points.short)")
            }
        }
        guard member.isAccepted || trace.verdict == .wrongAnswer else { return 0 }
        if trace.share != nil, member.test.points == .infinity {
            throw JudgeFailure(
                reason: "the checker gives a share of the points, which have no most here (test \(trace.name))")
        }
        return trace.points.map { min($0, member.test.points) } ?? trace.share.map { $0 * member.test.points }
            ?? (member.isAccepted ? member.test.points : 0)
    }
}
