import Spelling

/// A fixed number of solvers and tests that a model writes; programs and tests vouch for each other.
///
/// Source: CodeT, arXiv 2207.10397: programs that pass the same tests are a group, which scores the number of its programs
/// times the number of the tests they pass. Simplified: the tests come from one call; the public tests, which are known to
/// be right, come first and only the programs that do best on them are grouped.
struct CodeTMethod: WorkflowMethod {
    static let name = "codet"
    static let summary = "every explore is made; programs and model-written tests that agree win"

    /// How many tests are asked for.
    private static let tests = 8

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        try await flow.explore(flow.budget)
        let leaders = flow.leaders
        guard leaders.count > 1, flow.takesWrittenTests else { return Workflow.Choice(explore: leaders.first) }
        guard let tests = try await flow.ask(WrittenTests.question(Self.tests, flow)) else {
            return flow.fallback("the call for tests")
        }
        let passed = try await flow.run(leaders, on: tests).map(\.accepted)
        var groups: [(tests: [String], members: [Int])] = []
        for (n, names) in zip(leaders, passed) {
            if let place = groups.firstIndex(where: { $0.tests == names }) {
                groups[place].members.append(n)
            } else {
                groups.append((names, [n]))
            }
        }
        func score(_ place: Int) -> Int { groups[place].members.count * groups[place].tests.count }
        guard let best = groups.indices.max(by: { (score($0), -$0) < (score($1), -$1) }) else {
            return flow.fallback("the call for tests")
        }
        let group = groups[best]
        // Where no program passes any of the tests they tell nothing.
        guard score(best) > 0 else { return Workflow.Choice(explore: flow.best) }
        return Workflow.Choice(
            explore: group.members[0],
            note: "\(group.members.count) of \(leaders.count) programs "
                + (group.members.count == 1 ? "passes" : "pass the same")
                + " \(group.tests.count) of \(tests.cases.count.counted("written test"))")
    }
}
