import Judging
import Models
import Spelling

/// Several solvers, repairs on the public tests, then a choice by inputs that tell the programs apart.
///
/// Source: S*, arXiv 2502.14382. Simplified: half of the budget goes to solvers and the rest to two rounds of repairs; the
/// groups, by what programs give for written inputs, meet in a knock-out from the largest down and not each with each.
struct SStarMethod: WorkflowMethod {
    static let name = "sstar"
    static let summary = "solvers and repairs, then a choice by inputs that tell the programs apart"

    /// Rounds of repairs.
    private static let rounds = 2
    /// Written inputs, to group by and for each pair.
    private static let inputs = 5
    /// Pairs that are compared at the most.
    private static let pairs = 3

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        try await flow.explore((flow.budget + 1) / 2)
        var open = flow.candidates
        for _ in 0..<Self.rounds {
            let failing = open.filter { flow.explore(numbered: $0).judgement?.isFailing == true }
            if failing.isEmpty || flow.remaining == 0 { break }
            open = try await flow.write(
                failing.map { flow.rewriting($0, after: flow.evidenceAlone($0, showsProgram: false)) })
            open = open.filter { flow.explore(numbered: $0).program != nil }
        }
        let leaders = flow.leaders
        guard leaders.count > 1, flow.takesWrittenTests else { return Workflow.Choice(explore: leaders.first) }
        guard let tests = try await flow.ask(WrittenTests.question(Self.inputs, flow)) else {
            return flow.fallback("the call for inputs")
        }
        let groups = try await groups(of: leaders, tests, flow)
        return try await knockOut(groups, &flow)
    }

    /// Groups of programs that give the same for every written input, the largest first.
    private func groups(of leaders: [Int], _ tests: WrittenTests, _ flow: Workflow) async throws -> [[Int]] {
        let traces = try await flow.run(leaders, on: tests.inputs)
        let behaviours = Dictionary(uniqueKeysWithValues: zip(leaders, traces.map { Behaviour($0) }))
        let groups = Workflow.groups(of: flow.groups(of: leaders).flatMap(\.self)) { first, n in
            guard flow.isAlike(first, n) else { return false }
            guard let own = behaviours[n] ?? nil, let other = behaviours[first] ?? nil else { return true }
            return own.isAlike(other, on: flow.task.problem)
        }
        return groups.map { $0.sorted() }
    }

    /// The winner stays and meets the next group's first program.
    private func knockOut(_ groups: [[Int]], _ flow: inout Workflow) async throws -> Workflow.Choice {
        guard var champion = groups.first?.first else { return Workflow.Choice(explore: nil) }
        var compared = 0
        for challenger in groups.dropFirst().prefix(Self.pairs).compactMap(\.first) {
            let question = PairQuestion(first: champion, second: challenger, flow: flow)
            guard let inputs = try await flow.ask(question.inputs(Self.inputs, n: challenger)) else { continue }
            let traces = try await flow.run([champion, challenger], on: inputs)
            guard let one = Behaviour(traces[0]), let other = Behaviour(traces[1]),
                !one.isAlike(other, on: flow.task.problem)
            else { continue }
            guard let choice = try await flow.ask(question.choice(traces, n: challenger)) else { continue }
            compared += 1
            champion = choice
        }
        return Workflow.Choice(
            explore: champion,
            note: "\(groups.count.counted("group")) of programs; "
                + "\(compared.counted("pair was", "pairs were")) told apart")
    }
}

/// What is asked about two programs, A and B.
private struct PairQuestion {
    let first: Int
    let second: Int
    let flow: Workflow

    /// Inputs on which they may differ.
    func inputs(_ count: Int, n: Int) -> Question<WrittenTests> {
        var words = flow.solver.words
        words["count"] = "\(count)"
        words["form"] = WrittenTests.form(flow.task)
        return Question(
            role: .tester, n: n,
            messages: [.system(flow.task.prompts.text(.writeInputs, words)), .user(programs)],
            form: "INPUT, with a fenced block below it, for every input"
        ) { text in
            WrittenTests(text, hasOutputs: false, most: count).map { ($0, $0.cases.count.counted("input")) }
        }
    }

    /// Which of the two is right, in view of what they give.
    func choice(_ traces: [CandidateTrace], n: Int) -> Question<Int> {
        let (first, second) = (first, second)
        return Question(
            role: .selector, n: n,
            messages: [
                .system(flow.task.prompts.text(.compare, flow.solver.words)),
                .user("\(programs)\n\n\(outputs(traces))"),
            ], form: "CHOICE: A or B",
            schema: LabelledAnswer.schema(
                "choice", ["type": .string("string"), "enum": .array([.string("A"), .string("B")])])
        ) { text in
            switch LabelledAnswer.word("choice", in: text) {
            case "a": (first, "explore \(first)")
            case "b": (second, "explore \(second)")
            default: nil
            }
        }
    }

    private var programs: String {
        let shown = [("A", first), ("B", second)].map { name, n in
            "Program \(name):\n"
                + QuotedText.block(flow.explore(numbered: n).program ?? "", tag: flow.task.language.fence)
        }
        return ([flow.solver.problem] + shown).joined(separator: "\n\n")
    }

    /// The inputs on which the two differ, each with both outputs, cut to an even share of an explore's evidence.
    private func outputs(_ traces: [CandidateTrace]) -> String {
        let share = flow.task.tokenLimits.evidence / 12
        func shown(_ test: TestTrace) -> String {
            switch test.verdict {
            case .accepted, .wrongAnswer:
                QuotedText.block(TokenEstimate.clip(test.actual.text, within: max(share, 24)))
            default: "(ends with \(test.verdict.rawValue))"
            }
        }
        let rows = zip(traces[0].report?.tests ?? [], traces[1].report?.tests ?? []).filter {
            $0.verdict != $1.verdict || $0.actual != $1.actual
        }
        return rows.prefix(4).map { one, other in
            "Input:\n\(QuotedText.block(TokenEstimate.clip(one.input.text, within: max(share, 24))))\nA gives:\n"
                + "\(shown(one))\nB gives:\n\(shown(other))"
        }.joined(separator: "\n\n")
    }
}
