import Models
import Spelling

/// Reflection on the problem, a program, and repairs on the public tests and then on tests that a model wrote.
///
/// Source: AlphaCodium, arXiv 2401.08500. Simplified: reflection, reasoning on the examples, and possible solutions with
/// their choice are one call; answers are text, not YAML; each written test has one repair. Kept: tests that passed are
/// anchors, and a repair that breaks one, or a public test, is thrown away. The budget counts programs.
struct AlphaCodiumMethod: WorkflowMethod {
    static let name = "alphacodium"
    static let summary = "reflection, a program, repairs on public and on model-written tests"

    /// How many tests are asked for.
    private static let tests = 6

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        let notes = try await flow.ask(reflection(flow))
        var tests: WrittenTests?
        if flow.takesWrittenTests { tests = try await flow.ask(WrittenTests.question(Self.tests, flow)) }
        try await flow.write([first(notes, flow)])
        while flow.candidates.isEmpty, flow.remaining > 0 { try await flow.explore(1) }
        while let n = flow.leaders.last, flow.explore(numbered: n).judgement?.isFailing == true, flow.remaining > 0 {
            try await flow.write([flow.rewriting(n, after: flow.evidenceAlone(n, showsProgram: false))])
        }
        guard var current = flow.leaders.last else { return Workflow.Choice(explore: nil) }
        let judgement = flow.explore(numbered: current).judgement
        if judgement?.isFailing == true { return Workflow.Choice(explore: current, reason: .budget) }
        var passed = 0
        if let tests { (current, passed) = try await repair(current, tests, &flow) }
        return Workflow.Choice(
            explore: current, reason: judgement?.passes == true ? .testsPassed : .unverified,
            note: tests.map { "passes \(passed) of \($0.cases.count.counted("written test"))" })
    }

    /// Takes the written tests in order: one that passes is an anchor, one that fails has one repair.
    private func repair(
        _ start: Int, _ tests: WrittenTests, _ flow: inout Workflow
    ) async throws -> (explore: Int, passed: Int) {
        var current = start
        var anchors: [String] = []
        // By the current program, which may pass more than was repaired for.
        var passed: Set<String> = []
        for test in tests.cases {
            let one = WrittenTests(cases: [test], hasOutputs: true)
            let trace = try await flow.run([current], on: one)[0]
            if trace.judgement.passes {
                anchors.append(test.name)
                passed.insert(test.name)
                continue
            }
            guard flow.remaining > 0 else { continue }
            let evidence = Evidence(
                title: "The program on a test that may itself be wrong",
                program: flow.explore(numbered: current).program, showsProgram: false, trace: trace, task: flow.task)
            let written = try await flow.write([flow.rewriting(current, after: evidence)])
            guard let n = written.first, flow.explore(numbered: n).program != nil,
                flow.rank(of: n) >= flow.rank(of: current)
            else { continue }
            let accepted = Set(try await flow.run([n], on: tests)[0].accepted)
            if accepted.isSuperset(of: anchors + [test.name]) {
                current = n
                anchors.append(test.name)
                passed = accepted
            }
        }
        return (current, passed.count)
    }

    private func reflection(_ flow: Workflow) -> Question<String> {
        Question(
            role: .planner, n: 1,
            messages: [
                .system(flow.task.prompts.text(.reflect, flow.solver.words)), .user(flow.solver.problem),
            ], form: "the points, the examples explained, and the best solution"
        ) { text in
            text.contains(where: \.isLetter) ? (TokenEstimate.clip(text, to: 800), "notes") : nil
        }
    }

    /// The first program is written with the notes in view; without any, by a fresh solver.
    private func first(_ notes: String?, _ flow: Workflow) -> Workflow.Draft {
        let brief = flow.solver.brief()
        guard let notes else { return Workflow.Draft(brief: brief) }
        let text = flow.task.prompts.text(.solverReflected, ["problem": flow.solver.problem, "notes": notes])
        return Workflow.Draft(brief: brief, messages: [flow.solver.instruction(brief.model), .user(text)])
    }
}
