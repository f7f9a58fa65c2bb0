import FoundationEssentials
import Judging
import Models
import Problems
import ScriptedServer
import TestSupport
import Testing

@testable import Orchestration

/// The fixed workflows, each branch, against a scripted server and the real judge.
@Suite(.needsJudge) struct FixedMethodTests {
    /// Right on the public tests only.
    private static let impostor = "s = input() + input()\nprint({'31 2 3': 6, '210 -3': 7}.get(s, 10))\n"

    private static func programs(_ programs: String...) -> [Int: Scene.Answer] {
        Dictionary(
            uniqueKeysWithValues: programs.enumerated().map { ($0 + 1, .text(Programs.answer($1))) })
    }

    private static func solve(_ name: String, _ scene: Scene, _ explores: Int) async throws -> Trajectory {
        try await SolveMethods.solve(name, try scene.task(budget: SolveBudget(maxExplores: explores)))
    }

    @Test func `best-of-n takes the first of those that do best on the public tests`() async throws {
        let scene = try Scene.start(
            solvers: Self.programs(Programs.worse, Programs.wrong, Programs.right, Programs.alsoRight))
        let trajectory = try await Self.solve("best-of-n", scene, 4)
        #expect(trajectory.final?.source == .explore(3))
        #expect(trajectory.stopReason == .fixed)
        #expect(trajectory.totals.calls == 4)
        #expect(trajectory.orchestrator == nil)
        let failing = try Scene.start(solvers: Self.programs(Programs.worse, Programs.wrong))
        #expect(try await Self.solve("best-of-n", failing, 2).final?.source == .explore(2))
    }

    @Test func `of programs that do equally well best-of-n takes one of the largest group that behaves alike`()
        async throws
    {
        // Right on the first public test alone, and wrong in another way on the second.
        let other = "n = int(input())\nprint(6 if n == 3 else 8)\n"
        let scene = try Scene.start(
            solvers: Self.programs(Programs.worse, Programs.wrong, other, other + "# again\n"))
        let trajectory = try await Self.solve("best-of-n", scene, 4)
        #expect(trajectory.explores.map { $0.judgement?.acceptedTests } == [0, 1, 1, 1])
        #expect(trajectory.final?.source == .explore(3))
    }

    @Test(arguments: ["majority", "best-of-n"])
    func `probes part programs that pass alike, and the larger group is handed in`(_ method: String) async throws {
        for (use, chosen) in [(ProbeUse.on, 2), (.off, 1)] {
            let scene = try Scene.start(
                solvers: Self.programs(ProbeTests.small, Programs.right, Programs.alsoRight),
                tester: [ProbeTests.programs()])
            var task = try scene.task(budget: SolveBudget(maxExplores: 3))
            task.probes = use
            let trajectory = try await SolveMethods.solve(method, task)
            #expect(trajectory.explores.map { $0.judgement?.passes } == [true, true, true])
            #expect(trajectory.explores[2].relation?.behavesLike == (use == .on ? [2] : [1, 2]))
            #expect(trajectory.final?.source == .explore(chosen), "probes \(use)")
            #expect(scene.askedOfTester.count == (use == .on ? 1 : 0))
        }
    }

    @Test func `majority goes by what programs do, right or wrong`() async throws {
        let scene = try Scene.start(
            solvers: Self.programs(Programs.right, Programs.wrong, Programs.wrong + "# another\n", Programs.worse))
        let trajectory = try await Self.solve("majority", scene, 4)
        #expect(trajectory.final?.source == .explore(2))
        #expect(
            trajectory.stopNote
                == "2 of 4 explores behave like explore 2; explore 2 does not pass the public tests, explore 1 does")
    }

    @Test func `programs that give no answer have no vote, and of equal groups the earliest wins`() async throws {
        let crashing = try Scene.start(
            solvers: Self.programs(Programs.crashing, Programs.crashing + "#\n", Programs.right))
        #expect(try await Self.solve("majority", crashing, 3).final?.source == .explore(3))
        let tie = try Scene.start(solvers: Self.programs(Programs.wrong, Programs.right))
        #expect(try await Self.solve("majority", tie, 2).final?.source == .explore(1))
        let none = try Scene.start(solvers: Self.programs(Programs.crashing))
        #expect(try await Self.solve("majority", none, 1).final?.source == .explore(1))
    }

    @Test func `without public tests programs agree by their text`() async throws {
        var problem = Programs.problem
        problem.publicTests = []
        let scene = try Scene.start(
            solvers: Self.programs(Programs.right, Programs.alsoRight, Programs.alsoRight + "# again\n"))
        let task = try scene.task(problem, budget: SolveBudget(maxExplores: 3))
        #expect(try await SolveMethods.solve("majority", task).final?.source == .explore(2))
    }

    @Test func `rerank scores each program once, and the highest score wins`() async throws {
        let scene = try Scene.start(
            solvers: Self.programs(Programs.right, Programs.alsoRight, Programs.right + "\n# the same\n")
        ) { asked, _ in
            .text(asked.body.contains("import sys") ? "SCORE: 91" : "I see.\n**Score:** 40/100")
        }
        let trajectory = try await Self.solve("rerank", scene, 3)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.stopNote == "explore 2 has the highest score, 91")
        #expect(trajectory.calls.map(\.role) == [.solver, .solver, .solver, .scorer, .scorer])
        #expect(trajectory.calls.suffix(2).map(\.action) == ["score 40", "score 91"])
        #expect(trajectory.orchestrator == "scripted")
    }

    @Test func `where no score can be read the best candidate is taken`() async throws {
        let scene = try Scene.start(solvers: Self.programs(Programs.wrong, Programs.right, Programs.alsoRight)) {
            _, before in .text(before.isMultiple(of: 2) ? "Looks right." : "SCORE: 0.9")
        }
        let trajectory = try await Self.solve("rerank", scene, 3)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.stopReason == .malformedActions)
        #expect(trajectory.stopNote == "explore 2 was the best candidate; the scoring had no usable answer")
        #expect(trajectory.malformedActions == 6)
    }

    @Test(arguments: ["select", "rerank", "codet"])
    func `the only candidate is handed in, and nobody is asked about it`(_ name: String) async throws {
        let scene = try Scene.start(solvers: [1: .text("I cannot think of anything.")])
        let trajectory = try await Self.solve(name, scene, 2)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.stopReason == .fixed)
        #expect(trajectory.stopNote == nil)
        #expect(trajectory.calls.map(\.role) == [.solver, .solver])
        #expect(scene.asked.count == 2)
    }

    @Test func `programs that are the same are one candidate to score`() async throws {
        let scene = try Scene.start(solvers: Self.programs(Programs.right, Programs.right + "# the same\n"))
        let trajectory = try await Self.solve("rerank", scene, 2)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.calls.map(\.role) == [.solver, .solver])
    }

    @Test func `an answer without a choice is asked for once more, constrained, and then the best is taken`()
        async throws
    {
        let scene = try Scene.start(solvers: Self.programs(Programs.wrong, Programs.right, Programs.alsoRight)) {
            _, before in before == 0 ? .text("Hard to say.") : .text(#"{"choice": 3}"#)
        }
        let trajectory = try await Self.solve("select", scene, 3)
        #expect(trajectory.final?.source == .explore(3))
        #expect(trajectory.malformedActions == 1)
        #expect(scene.asked(.selector).map(\.hasSchema) == [false, true])
        #expect(scene.asked(.selector)[1].last.contains("CHOICE: one of 1, 2, 3"))
        let lost = try Scene.start(solvers: Self.programs(Programs.wrong, Programs.right)) { _, _ in .text("CHOICE: 7")
        }
        let fallback = try await Self.solve("select", lost, 2)
        #expect(fallback.final?.source == .explore(2))
        #expect(fallback.stopReason == .malformedActions)
        #expect(fallback.malformedActions == 2)
        #expect(fallback.calls.suffix(2).map(\.malformed) == Array(repeating: "it does not end as asked", count: 2))
    }

    @Test func `a choice of what fails where something passes is said`() async throws {
        let scene = try Scene.start(solvers: Self.programs(Programs.wrong, Programs.right)) { _, _ in .text("CHOICE: 1")
        }
        let trajectory = try await Self.solve("select", scene, 2)
        #expect(trajectory.final?.source == .explore(1))
        let note = trajectory.stopNote ?? ""
        #expect(note.hasSuffix("explore 1 does not pass the public tests, explore 2 does"), "\(note)")
    }

    @Test func `a server that refuses the schema is asked in plain text`() async throws {
        let scene = try Scene.start(solvers: Self.programs(Programs.wrong, Programs.right)) { asked, before in
            if asked.hasSchema { return .steps([OpenAIScript.error(status: 400, message: "no response_format")]) }
            return .text(before == 0 ? "Hm." : "CHOICE: explore 2")
        }
        #expect(try await Self.solve("select", scene, 2).final?.source == .explore(2))
    }

    @Test func `a constrained question that is not answered is not asked again in plain text`() async throws {
        let scene = try Scene.start(solvers: Self.programs(Programs.wrong, Programs.right)) { _, before in
            before == 0 ? .text("Hm.") : .steps([OpenAIScript.error(status: 503, message: "overloaded")])
        }
        let trajectory = try await Self.solve("select", scene, 2)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.failures?.map(\.role) == [.selector])
        #expect(scene.asked(.selector).map(\.hasSchema) == [false, true])
    }

    @Test func `every result is shown to who selects, within the bound`() async throws {
        let long = "x = '\(String(repeating: "long ", count: 900))'\n"
        let scene = try Scene.start(
            solvers: Self.programs(Programs.right + long, Programs.alsoRight + long, Programs.wrong + long))
        var task = try scene.task(budget: SolveBudget(maxExplores: 3), tokenLimits: .small)
        task.tokenLimits.orchestratorRequest = 1_200
        _ = try await SolveMethods.solve("select", task)
        let asked = try #require(scene.asked(.selector).first)
        for n in 1...3 { #expect(asked.last.contains("Explore \(n):")) }
        #expect(asked.messages.reduce(0) { $0 + TokenEstimate.of($1) } <= 1_200)
    }

    @Test func `self-refine asks no critic of a program that cannot be rewritten`() async throws {
        let scene = try Scene.start()
        let trajectory = try await Self.solve("self-refine", scene, 1)
        #expect(trajectory.calls.map(\.role) == [.solver])
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test func `self-refine rewrites until its critic is content`() async throws {
        let scene = try Scene.start(solvers: Self.programs(Programs.wrong, Programs.right)) { _, before in
            .text(before == 0 ? "It prints 6 for all.\nCORRECT: no" : "CORRECT: yes")
        }
        let trajectory = try await Self.solve("self-refine", scene, 8)
        #expect(trajectory.stopReason == .testsPassed)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.explores[1].revises == 1)
        #expect(trajectory.calls.map(\.role) == [.solver, .critic, .reviser, .critic])
        #expect(Set(scene.asked(.critic).map(\.seed)).count == 2, "on a record each is a call of its own")
        let rewriting = try #require(scene.askedOfSolvers.last)
        #expect(rewriting.last.contains("A reviewer says of it:\nIt prints 6 for all."))
        #expect(rewriting.last.contains("WA, fails: 1 of 2 public tests accepted"))
        #expect(rewriting.messages[2].contains("print(6)"))
    }

    @Test func `self-refine asks again where the first answers hold no program`() async throws {
        let scene = try Scene.start(
            solvers: [
                1: .text("I cannot think of anything."),
                2: .steps([OpenAIScript.error(status: 503, message: "overloaded")]),
            ])
        let trajectory = try await Self.solve("self-refine", scene, 8)
        #expect(trajectory.final?.source == .explore(3))
        #expect(trajectory.stopReason == .testsPassed)
        #expect(trajectory.calls.map(\.role) == [.solver, .solver, .critic])
        let silent = try Scene.start(solvers: [1: .text("No."), 2: .text("No.")])
        let none = try await Self.solve("self-refine", silent, 2)
        #expect(none.final == nil)
        #expect(none.explores.count == 2)
    }

    @Test func `a program that fails is rewritten whatever its critic says, and a worse one does not replace it`()
        async throws
    {
        let scene = try Scene.start(solvers: Self.programs(Programs.wrong, Programs.worse, Programs.crashing))
        let trajectory = try await Self.solve("self-refine", scene, 3)
        #expect(trajectory.explores.count == 3)
        #expect(trajectory.stopReason == .budget)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.stopNote == "explore 1 was kept: later programs do worse on the public tests")
    }

    @Test func `codet weighs programs by the tests they pass together`() async throws {
        // Both pass the public tests; the written ones tell the lonely impostor from the two that agree.
        let scene = try Scene.start(solvers: Self.programs(Self.impostor, Programs.right, Programs.alsoRight))
        let trajectory = try await Self.solve("codet", scene, 3)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.stopNote == "2 of 3 programs pass the same 2 of 3 written tests")
        #expect(trajectory.calls.last?.action == "3 tests")
        // Who writes the tests sees no program.
        #expect(scene.asked(.tests).allSatisfy { !$0.body.contains("input()") })
    }

    @Test func `codet takes the best candidate where no program passes a written test, and where none was written`()
        async throws
    {
        // The second and the third behave alike: so the best is not the first of those that pass as many tests.
        let other = "n = int(input())\nprint(6 if n == 3 else 8)\n"
        let solvers = Self.programs(Programs.wrong, other, other + "# again\n")
        let scene = try Scene.start(solvers: solvers)
        let failing = try await Self.solve("codet", scene, 3)
        #expect(failing.calls.last?.action == "3 tests")
        #expect(failing.final?.source == .explore(2))
        #expect(failing.stopReason == .fixed)
        #expect(failing.stopNote == nil)
        let silent = try Scene.start(solvers: solvers) { _, _ in .text("I have none.") }
        let untested = try await Self.solve("codet", silent, 3)
        #expect(untested.final?.source == .explore(2))
        #expect(untested.stopReason == .malformedActions)
        #expect(untested.stopNote == "explore 2 was the best candidate; the call for tests had no usable answer")
        #expect(silent.asked(.tests).count == 2)
    }

    /// Problems of which an input alone is no test.
    enum Untestable: String, CaseIterable, Sendable {
        case interactive, asserts, severalPasses

        var program: String { self == .asserts ? "def add(a):\n    return sum(a)\n" : Programs.right }

        /// The problem; what it needs beside the tests is written to a folder.
        func problem(_ folder: TemporaryFolder) throws -> Problem {
            var problem = Programs.problem
            switch self {
            case .interactive:
                let source = """
                    import sys
                    print(open(sys.argv[1]).read(), end="", flush=True)
                    told = sys.stdin.readline().strip()
                    sys.exit(42 if told == open(sys.argv[2]).read().strip() else 43)

                    """
                let path = try folder.write(source, to: "talk.py")
                (problem.comparison, problem.interactor) = (.interactor, JudgeProgram(path: path))
            case .asserts:
                problem.interface = .functional(name: "add", starterCode: "")
                problem.comparison = .asserts
                problem.publicTests = [Programs.test("01", "assert add([1, 2]) == 3\n", "")]
            case .severalPasses: problem.passes = 2
            }
            return problem
        }
    }

    @Test(arguments: ["sstar", "codet", "alphacodium"], Untestable.allCases)
    func `no tests are written where an input alone is none, and the first of the best is taken`(
        _ name: String, _ kind: Untestable
    ) async throws {
        let folder = try TemporaryFolder()
        let program = kind.program
        let scene = try Scene.start(solvers: Self.programs(program, program + "# 2\n", program + "# 3\n"))
        let task = try scene.task(try kind.problem(folder), budget: SolveBudget(maxExplores: 3))
        let trajectory = try await SolveMethods.solve(name, task)
        #expect(scene.asked(.tests).isEmpty && scene.asked(.inputs).isEmpty && scene.asked(.comparison).isEmpty)
        // There was a choice to make.
        let passing = trajectory.explores.count { $0.judgement?.passes == true }
        #expect(passing == (["sstar": 2, "codet": 3][name] ?? 1))
        #expect(trajectory.final?.source == .explore(1))
        let reason: StopReason = name == "alphacodium" ? .testsPassed : .fixed
        #expect(trajectory.stopReason == reason)
        #expect(trajectory.stopNote == nil)
    }

    @Test func `written tests work on functions too`() async throws {
        var problem = Programs.problem
        problem.interface = .functional(name: "add", starterCode: "class Solution:\n    def add(self, a):")
        problem.comparison = .json
        problem.publicTests = [Programs.test("01", "[1, 2]\n", "3\n")]
        func program(_ body: String) -> String {
            "class Solution:\n    def add(self, a):\n        return \(body)\n"
        }
        let scene = try Scene.start(
            solvers: Self.programs(program("3"), program("sum(a)"), program("sum(list(a))"))
        ) { asked, _ in
            switch asked.role {
            case .tests: .text("INPUT\n```\n[5]\n```\nOUTPUT\n```\n5\n```\n")
            case .inputs: .text("INPUT\n```\n[7]\n```\n")
            default: .text("CHOICE: A")
            }
        }
        let task = try scene.task(problem, budget: SolveBudget(maxExplores: 3))
        #expect(try await SolveMethods.solve("codet", task).final?.source == .explore(2))
        var more = try scene.task(problem, budget: SolveBudget(maxExplores: 6))
        more.sampleBase = 0
        let trajectory = try await SolveMethods.solve("sstar", more)
        #expect(trajectory.final?.source == .explore(2))
        #expect(scene.asked(.inputs).first?.last.contains("return 3") == true)
    }

    @Test func `alphacodium repairs on the public tests, then on written ones, and keeps what passed`() async throws {
        let careless = "s = input() + input()\nprint({'31 2 3': 6, '210 -3': 7}.get(s, 4))\n"
        let scene = try Scene.start(solvers: Self.programs(Programs.wrong, careless, Programs.right, Programs.worse))
        let trajectory = try await Self.solve("alphacodium", scene, 8)
        #expect(
            trajectory.calls.map(\.role) == [.planner, .tester, .solver, .reviser, .reviser, .reviser])
        #expect(trajectory.explores.map(\.revises) == [nil, 1, 2, 3])
        // The third written test is wrong: a program that follows it would break a public test, and is thrown away.
        #expect(trajectory.final?.source == .explore(3))
        #expect(trajectory.stopReason == .testsPassed)
        #expect(trajectory.stopNote == "passes 2 of 3 written tests")
        #expect(scene.askedOfSolvers.first?.last.contains("# Notes on the problem\n\nAdd the numbers up.") == true)
    }

    @Test func `alphacodium counts the written tests that its final program passes, whichever it was repaired for`()
        async throws
    {
        func careless(_ number: Int) -> String {
            "s = input() + input()\nprint({'31 2 3': 6, '210 -3': 7}.get(s, \(number)))\n"
        }
        let tests = ["4", "5"].map { "INPUT\n```\n1\n\($0)\n```\nOUTPUT\n```\n\($0)\n```\n" }.joined()
        let scene = try Scene.start(solvers: Self.programs(careless(0), careless(1), Programs.right)) { asked, _ in
            asked.role == .tests ? .text(tests) : Role.plausible(asked)
        }
        let trajectory = try await Self.solve("alphacodium", scene, 3)
        #expect(trajectory.explores.map(\.revises) == [nil, 1, 1])
        #expect(trajectory.final?.source == .explore(3))
        #expect(trajectory.stopNote == "passes 2 of 2 written tests")
    }

    @Test func `alphacodium asks fresh solvers where its first answer holds no program`() async throws {
        let scene = try Scene.start(solvers: [1: .text("I cannot think of anything.")])
        let trajectory = try await Self.solve("alphacodium", scene, 8)
        #expect(trajectory.calls.map(\.role) == [.planner, .tester, .solver, .solver, .reviser])
        #expect(trajectory.explores.map(\.revises) == [nil, nil, 2])
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.stopReason == .testsPassed)
        #expect(trajectory.stopNote == "passes 2 of 3 written tests")
        let shown = scene.askedOfSolvers.map { $0.body.contains("# Notes on the problem") }
        #expect(shown == [true, false, false])
    }

    @Test func `alphacodium spends its budget on programs that fail, and hands in the best`() async throws {
        let scene = try Scene.start(solvers: Self.programs(Programs.worse, Programs.wrong, Programs.crashing))
        let trajectory = try await Self.solve("alphacodium", scene, 3)
        #expect(trajectory.stopReason == .budget)
        #expect(trajectory.final?.source == .explore(2))
    }

    @Test func `sstar repairs what fails, and lets inputs and a model tell the rest apart`() async throws {
        let scene = try Scene.start(
            solvers: Self.programs(
                Programs.wrong, Self.impostor, Programs.crashing, Programs.right, Programs.worse, Self.impostor))
        let trajectory = try await Self.solve("sstar", scene, 6)
        #expect(trajectory.explores.map(\.revises) == [nil, nil, nil, 1, 3, 5])
        #expect(
            trajectory.calls.map(\.role) == [
                .solver, .solver, .solver, .reviser, .reviser, .reviser, .tester, .tester, .selector,
            ])
        // The two impostors are the larger group, but the comparison favours the other program.
        #expect(trajectory.final?.source == .explore(4))
        #expect(trajectory.stopNote == "2 groups of programs; 1 pair was told apart")
        let comparison = try #require(scene.asked(.comparison).first)
        #expect(comparison.last.contains("Input:\n```\n1\n5\n```\nA gives:\n```\n10\n```\nB gives:\n```\n5\n```"))
    }

    /// How two programs are compared of which the first is A.
    struct Duel: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var inputs = "INPUT\n```\n1\n5\n```\n"
        var choice = "CHOICE: B"
        /// Pairs that were told apart.
        var told = 0
        /// How often the choice is asked for.
        var choices = 0
        var malformed = 0
    }

    @Test(arguments: [
        Duel(testDescription: "A is chosen", choice: "CHOICE: A", told: 1, choices: 1),
        Duel(testDescription: "the choice cannot be read", choice: "Both look fine.", choices: 2, malformed: 2),
        Duel(testDescription: "both give the same", inputs: "INPUT\n```\n3\n1 2 3\n```\n"),
        Duel(testDescription: "no input can be read", inputs: "I see none.", malformed: 2),
    ])
    func `sstar keeps the first of a pair where nothing speaks for the other`(_ duel: Duel) async throws {
        let scene = try Scene.start(solvers: Self.programs(Self.impostor, Programs.right)) { asked, _ in
            switch asked.role {
            case .inputs: .text(duel.inputs)
            case .comparison: .text(duel.choice)
            default: Role.plausible(asked)
            }
        }
        let trajectory = try await Self.solve("sstar", scene, 4)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.stopReason == .fixed)
        let told = duel.told == 1 ? "1 pair was" : "0 pairs were"
        #expect(trajectory.stopNote == "2 groups of programs; \(told) told apart")
        #expect(scene.asked(.comparison).count == duel.choices)
        #expect(trajectory.malformedActions == duel.malformed)
    }

    @Test func `where nothing passes sstar takes the best after its repairs, and asks for no inputs`() async throws {
        let scene = try Scene.start(
            solvers: Self.programs(Programs.worse, Programs.crashing, Programs.wrong, Programs.worse))
        let trajectory = try await Self.solve("sstar", scene, 4)
        #expect(trajectory.explores.map(\.revises) == [nil, nil, 1, 2])
        #expect(trajectory.calls.map(\.role) == [.solver, .solver, .reviser, .reviser])
        #expect(trajectory.final?.source == .explore(3))
        #expect(trajectory.final?.judgement.passes == false)
        #expect(trajectory.stopReason == .fixed)
    }

    @Test func `the integrator writes the program, and what passed is not replaced by one that fails`() async throws {
        let turns: [Scene.Answer] = [.text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 1")]
        let scene = try Scene.start(orchestrator: turns, solvers: Self.programs(Programs.wrong, Programs.crashing))
        let trajectory = try await Self.solve("atlas-integrator", scene, 2)
        #expect(trajectory.final?.source == .integrator)
        #expect(trajectory.final?.judgement.passes == true)
        #expect(trajectory.calls.map(\.role) == [.orchestrator, .solver, .solver, .orchestrator, .integrator])
        let asked = try #require(scene.asked(.integrator).first)
        #expect(asked.messages.count == 2)
        #expect(asked.last.contains("Explore 1: WA") && asked.last.contains("Explore 2: RTE"))
        let worse = try Scene.start(orchestrator: turns) { _, _ in .text("```python\n\(Programs.wrong)```") }
        let kept = try await Self.solve("atlas-integrator", worse, 2)
        #expect(kept.final?.source == .explore(1))
        #expect(kept.stopNote?.contains("explore 1 was kept") == true)
        let silent = try Scene.start(orchestrator: [.text("ACTION: SUBMIT\n```python\n\(Programs.right)```")]) {
            _, _ in .text("No.")
        }
        let own = try await Self.solve("atlas-integrator", silent, 0)
        #expect(own.final?.source == .orchestrator)
        #expect(own.malformedActions == 2)
    }

    @Test func `the example of the documentation is a whole method`() async throws {
        let scene = try Scene.start(
            solvers: Self.programs(Programs.right, Programs.wrong, Programs.alsoRight, Programs.right))
        let trajectory = try await AgreementMethod().solve(try scene.task(budget: SolveBudget(maxExplores: 8)))
        #expect(trajectory.method == "first-agreement")
        #expect(trajectory.stopReason == .agreement)
        #expect(trajectory.explores.count == 3)
        #expect(trajectory.final?.source == .explore(1))
    }
}

@Suite struct LabelledAnswerTests {
    @Test(
        arguments: [
            ("It adds.\nCORRECT: yes.", "yes"), ("CORRECT: **No** - it fails on 0.", "no"), ("Correct: no-", "no"),
            ("{\"correct\": \"yes\"}", "yes"), ("Yes.", "yes"), ("CORRECT: the program.", nil), ("Hard to say.", nil),
        ] as [(String, String?)])
    func `a word is read at the end of a sentence too`(_ text: String, _ word: String?) {
        #expect(LabelledAnswer.word("correct", in: text) == word)
    }

    @Test(
        arguments: [
            ("SCORE: 80.", 80), ("SCORE: 40/100", 40), ("Score: 85.5", 85), ("SCORE: 0", 0), ("SCORE: explore 3.", 3),
            // Of 1, not of 100.
            ("SCORE: 0.9", nil), ("SCORE: 1.0", nil), ("SCORE: 1", 1), ("SCORE: high", nil), ("7.", 7),
            ("SCORE: 9/10", nil), ("SCORE: 9 / 10", nil), ("SCORE: 90 / 100.", 90),
        ] as [(String, Int?)])
    func `a number is read at the end of a sentence too`(_ text: String, _ number: Int?) {
        #expect(LabelledAnswer.number("score", in: text) == number)
    }
}

/// The method of `docs/methods.md`.
struct AgreementMethod: WorkflowMethod {
    static let name = "first-agreement"
    static let summary = "explores one by one until two programs that pass agree"

    func work(_ flow: inout Workflow) async throws -> Workflow.Choice {
        while flow.remaining > 0 {
            try await flow.explore(1)
            let passing = flow.candidates.filter { flow.explore(numbered: $0).judgement?.passes == true }
            if let group = flow.groups(of: passing).first, group.count > 1 {
                return Workflow.Choice(explore: group[0], reason: .agreement)
            }
        }
        return Workflow.Choice(explore: flow.best, reason: .budget)
    }
}
