import Problems

/// What a program gets for a problem beside its verdict.
struct Score {
    let points: Double
    /// The most there are; nil unless the problem is scored by subtasks.
    let maximum: Double?

    /// Scores the traces of a problem's tests; a test that was not run is not accepted.
    init(_ problem: Problem, tests: [TestCase], traces: [TestTrace]) {
        let accepted = traces.count { $0.verdict == .accepted }
        switch problem.scoring {
        case .passFail:
            (points, maximum) = (accepted == tests.count && accepted > 0 ? 1 : 0, nil)
        case .fraction:
            (points, maximum) = (tests.isEmpty ? 0 : Double(accepted) / Double(tests.count), nil)
        case .subtasks(let root):
            let results = GroupResults(tests: tests, traces: traces)
            (points, maximum) = (results.result(root).points, results.maximum(root))
        }
    }
}

/// Adds up the points of groups of tests.
private struct GroupResults {
    private struct Member {
        let isAccepted: Bool
        let points: Double
        let maximum: Double
    }

    private var members: [String: Member] = [:]

    init(tests: [TestCase], traces: [TestTrace]) {
        let byName = Dictionary(traces.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for test in tests {
            let trace = byName[test.name]
            let isAccepted = trace?.verdict == .accepted
            // A checker's share or points may stand for an answer that is right in part.
            let points = trace?.points ?? trace?.share.map { $0 * test.points } ?? (isAccepted ? test.points : 0)
            let counts = trace != nil && (isAccepted || trace?.verdict == .wrongAnswer)
            members[test.name] = Member(isAccepted: isAccepted, points: counts ? points : 0, maximum: test.points)
        }
    }

    /// A group's points, and whether all in it is accepted.
    func result(_ group: TestGroup) -> (isAccepted: Bool, points: Double) {
        // Groups may require those before them in the same parent.
        var accepted: [String: Bool] = [:]
        var parts = group.tests.map { name in
            let member = members[name]
            return (isAccepted: member?.isAccepted ?? false, points: member?.points ?? 0)
        }
        for inner in group.groups {
            var part = result(inner)
            if inner.requiredGroups.contains(where: { accepted[$0] == false }) { part = (false, 0) }
            accepted[inner.name] = part.isAccepted
            parts.append(part)
        }
        let isAccepted = !parts.isEmpty && parts.allSatisfy(\.isAccepted)
        return (isAccepted, min(points(group, parts.map(\.points), isAccepted), group.maximumPoints ?? .infinity))
    }

    /// The most points a group can give.
    func maximum(_ group: TestGroup) -> Double {
        let parts = group.tests.map { members[$0]?.maximum ?? 0 } + group.groups.map(maximum)
        return min(points(group, parts, true), group.maximumPoints ?? .infinity)
    }

    private func points(_ group: TestGroup, _ parts: [Double], _ isAccepted: Bool) -> Double {
        switch group.aggregation {
        case .passFail: isAccepted ? group.maximumPoints ?? parts.reduce(0, +) : 0
        case .sum: parts.reduce(0, +)
        case .minimum: parts.min() ?? 0
        case .maximum: parts.max() ?? 0
        case .average: parts.isEmpty ? 0 : parts.reduce(0, +) / Double(parts.count)
        }
    }
}
