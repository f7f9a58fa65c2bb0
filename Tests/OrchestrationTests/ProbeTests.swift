import Dispatch
import FoundationEssentials
import Judging
import Models
import Problems
import ScriptedServer
import TestSupport
import Testing

@testable import Orchestration

/// Solutions with probe inputs: a scripted model writes the generator and the validator, the sandbox runs them.
@Suite(.needsJudge) struct ProbeTests {
    static let generator = """
        # generator
        import random, sys
        kind, seed = sys.argv[1], int(sys.argv[2])
        random.seed(seed)
        n = {"small": 3, "edge": 3 + seed, "largest": 5000}[kind]
        print(n)
        print(*[random.randint(1000, 9999) for _ in range(n)])

        """
    static let validator = """
        # validator
        n = int(input())
        numbers = input().split()
        assert len(numbers) == n and n <= 5000

        """

    static func programs(
        _ generator: String = generator, _ validator: String = validator, several: String = "no"
    ) -> Scene.Answer {
        .text("```python\n\(generator)```\n```python\n\(validator)```\nSEVERAL ANSWERS: \(several)\n")
    }

    /// Right on every public test; wrong on sums of four digits.
    static let small = "n = int(input())\nprint(sum(map(int, input().split())) % 1000)\n"
    /// Right, and too slow for five thousand numbers.
    static let slow =
        "n = int(input())\nx = list(map(int, input().split()))\nwhile n > 1000: pass\nprint(sum(x))\n"

    static let problem: Problem = {
        var problem = Programs.problem
        problem.limits.cpuMilliseconds = 400
        return problem
    }()

    static func solve(
        _ scene: Scene, _ problem: Problem = problem, use: ProbeUse = .on, recordingTo folder: String? = nil,
        offersStrategy: Bool = false
    ) async throws -> Trajectory {
        var task = try scene.task(problem, recordingTo: folder)
        task.probes = use
        task.offersStrategy = offersStrategy
        return try await AtlasMethod().solve(task)
    }

    @Test func `asked for where there can be none, they are not made, and it is said why`() async throws {
        var problem = Self.problem
        problem.passes = 2
        let note = "the problem has several passes: an input alone is no test"
        for use in [ProbeUse.on, .auto] {
            let scene = try Scene.start(orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")])
            let trajectory = try await Self.solve(scene, problem, use: use)
            #expect(scene.askedOfTester.isEmpty)
            #expect(trajectory.probes?.note == (use == .on ? note : nil))
            let told = scene.seen.compactMap { if case .probesMade(0, let note) = $0 { note } else { nil } }
            #expect(told == (use == .on ? [note] : []))
        }
    }

    @Test func `answers without the programs of probes are malformed`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")],
            tester: [.text("no idea"), .text("no idea")])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.malformedActions == 2)
        let reason = "the answer does not hold two whole fenced Python programs"
        #expect(trajectory.calls.filter { $0.role == .tester }.map(\.malformed) == [reason, reason])
        #expect(trajectory.probes?.note == reason)
    }

    @Test func `a refusal to write probes is told as one, and asked about once more`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")],
            tester: [.refused("I cannot help with that."), Self.programs()])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.malformedActions == 1)
        let reason = "the model refused to answer"
        #expect(trajectory.calls.filter { $0.role == .tester }.map(\.malformed) == [reason, nil])
        #expect(scene.askedOfTester.last?.last.contains(reason) == true)
        #expect(trajectory.probes?.inputs.isEmpty == false)
    }

    @Test func `where a cap keeps the probes from being asked for, that is why there are none`() async throws {
        let scene = try Scene.start()
        var task = try scene.task(Self.problem, maxCalls: 0)
        task.probes = .on
        await #expect(throws: ModelError.self) { try await SolveMethods.solve("best-of-n", task) }
        let told = scene.seen.compactMap { if case .probesMade(0, let note) = $0 { note } else { nil } }
        #expect(told.count == 1 && told[0].hasPrefix("--max-calls 0: all of them are made"), "\(told)")
    }

    @Test func `programs that pass the public tests are told apart on a probe, with its input and both outputs`()
        async throws
    {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 2")],
            solvers: [1: .text(Programs.answer(Self.small))], tester: [Self.programs()])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.probes?.inputs.count == 12)
        #expect(trajectory.probes?.inputs.first?.name == "small-1")
        #expect(trajectory.probes?.note == nil)
        let difference = try #require(trajectory.explores[1].relation?.differences.first)
        #expect(difference.test == "probe small-1")
        let input = try #require(difference.input)
        let numbers = input.split(whereSeparator: \.isWhitespace).dropFirst().compactMap { Int($0) }
        let sum = numbers.reduce(0, +)
        #expect(difference.this == "gives \(sum)")
        #expect(difference.other == "gives \(sum % 1000)")
        let shown = try #require(scene.askedOfOrchestrator.last?.last)
        #expect(shown.contains("Differs from explore 1 first on probe small-1: this gives \(sum);"))
        #expect(shown.contains(input))
        #expect(shown.contains("probe inputs (written from the statement, no answer is known): 12 run, all ended"))
        #expect(trajectory.stopReason == .testsPassed)
    }

    @Test func `programs that agree on every probe are said to`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 2")],
            solvers: [1: .text(Programs.answer(Programs.alsoRight))], tester: [Self.programs()])
        let trajectory = try await Self.solve(scene)
        let relation = try #require(trajectory.explores[1].relation)
        #expect(relation.behavesLike == [1])
        #expect(relation.comparedProbes == 12)
        #expect(trajectory.stopReason == .agreement)
        // The call of the probes is counted, first of all, and is its own request.
        #expect(trajectory.calls.first?.role == .tester)
        #expect(trajectory.totals.calls == trajectory.calls.count)
        #expect(scene.asked.count == trajectory.totals.calls)
    }

    @Test func `the largest probe shows a time-out that no public test shows`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 2")],
            solvers: [1: .text(Programs.answer(Self.slow))], tester: [Self.programs()])
        let trajectory = try await Self.solve(scene)
        let judgement = try #require(trajectory.explores[0].judgement)
        #expect(judgement.passes)
        #expect(judgement.failedProbes.map(\.probe) == ["largest-1"])
        // One time-out says it: the other largest probes are not run.
        #expect(judgement.probes?.last?.probe == "largest-1")
        let evidence = trajectory.explores[0].evidence
        #expect(evidence.contains("Explore 1: passes all 2 public tests, but TLE on probe largest-1"))
        #expect(evidence.contains("The public tests are too small to show this."))
        #expect(try #require(trajectory.explores[1].judgement?.rank) > judgement.rank)
    }

    @Test func `programs that cannot be used are mended once, with the reason`() async throws {
        let refuses = "# validator\nassert int(input()) > 100\n"
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")],
            tester: [Self.programs(Self.generator, refuses), Self.programs()])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.probes?.inputs.count == 12)
        #expect(scene.askedOfTester.count == 2)
        #expect(scene.askedOfTester.last?.last.contains("refuses the input of public test 01: RTE") == true)
        #expect(trajectory.calls.filter { $0.role == .tester }.map(\.n) == [1, 2])
    }

    @Test(arguments: [
        ("", "two whole fenced Python programs"),
        ("```python\n# generator\nprint(1/0)\n```\n```python\n# validator\n", "two whole fenced Python programs"),
        ("```python\n# generator\nprint(1/0)\n```\n```python\n# validator\npass\n```", "ZeroDivisionError"),
        ("```python\n# generator\npass\n```\n```python\n# validator\npass\n```", "the generator prints nothing"),
        (
            "```python\n# generator\nprint('z' * 9000000)\n```\n```python\n# validator\npass\n```",
            "the generator fails on small-1: OLE"
        ),
    ])
    func `without usable programs there are no probes, and the solution goes on`(
        _ answer: String, _ reason: String
    ) async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")],
            tester: [.text(answer), .text(answer)])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.final?.judgement.passes == true)
        #expect(trajectory.probes?.inputs == [])
        #expect(trajectory.probes?.note?.contains(reason) == true, "\(trajectory.probes?.note ?? "")")
        #expect(trajectory.explores[0].judgement?.probes == nil)
    }

    @Test func `at the first time-out no more inputs are made, and those made before are used`() async throws {
        let loops = Self.generator.replacing("print(n)", with: "while kind == 'largest': pass\nprint(n)")
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")], tester: [Self.programs(loops)])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.probes?.inputs.last?.name == "edge-4")
        let note = try #require(trajectory.probes?.note)
        #expect(note.hasPrefix("1 of 10 inputs refused; the generator fails on largest-1: TLE"), "\(note)")
        #expect(note.contains("of 2000 ms"), "\(note)")
    }

    @Test func `the verdict on the public tests does not wait for the probes`() async throws {
        let isJudged = DispatchSemaphore(value: 0)
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")],
            tester: [.steps([.pause { isJudged.wait() }] + Self.programs().steps)])
        var task = try scene.task(Self.problem)
        task.probes = .on
        task.events = { event in if case .candidateJudged(1, _) = event { isJudged.signal() } }
        let trajectory = try await AtlasMethod().solve(task)
        #expect(trajectory.explores[0].judgement?.probes?.count == 12)
    }

    @Test func `a model that does not answer costs the probes alone`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")],
            tester: [.steps([OpenAIScript.error(status: 503, message: "overloaded")])])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.final?.judgement.passes == true)
        #expect(trajectory.probes?.note == "the model did not answer")
        #expect(trajectory.failures?.map(\.role) == [.tester])
        #expect(trajectory.failures?.first?.reason.contains("overloaded") == true)
    }

    @Test func `inputs that the validator refuses are dropped and counted`() async throws {
        let strict = "# validator\nassert int(input()) <= 100\n"
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")],
            tester: [Self.programs(Self.generator, strict)])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.probes?.inputs.count == 9)
        #expect(trajectory.probes?.note?.hasPrefix("3 of 12 inputs refused; the validator refuses largest-1") == true)
    }

    @Test func `auto asks a model that is too weak for tools for no probes, and off asks none`() async throws {
        for use in [ProbeUse.auto, .off] {
            let scene = try Scene.start(
                orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")], tester: [Self.programs()])
            let trajectory = try await Self.solve(scene, use: use)
            #expect(trajectory.probes == nil)
            #expect(scene.askedOfTester.isEmpty)
        }
    }

    @Test func `a solution with probes is replayed byte for byte, and goes on without asking or judging twice`()
        async throws
    {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x3"), .text("ACTION: SUBMIT explore 2")],
            solvers: [1: .text(Programs.answer(Self.small)), 3: .text(Programs.answer(Self.slow))],
            tester: [Self.programs()])
        let folder = try TemporaryFolder()
        let recorded = try await Self.solve(scene, recordingTo: folder.path)
        let asked = scene.asked.count
        let again = try await Self.solve(scene, recordingTo: folder.path)
        #expect(scene.asked.count == asked)
        #expect(again == recorded)
        scene.server.stop()
        var task = try ReplayTests.replay(folder, Self.problem)
        task.probes = .on
        let replayed = try await AtlasMethod().solve(task)
        #expect(try ReplayTests.bytes(replayed) == ReplayTests.bytes(recorded))
        #expect(recorded.explores[2].judgement?.failedProbes.isEmpty == false)
    }

    @Test func `functions are called with probes too`() async throws {
        let right = "class Solution:\n    def add(self, a, b):\n        return a + b\n"
        let wrong = "class Solution:\n    def add(self, a, b):\n        return a + b if a < 50 else 0\n"
        let generator = """
            # generator
            import random, sys
            random.seed(int(sys.argv[2]))
            low = {"small": 1, "edge": 50, "largest": 10**9}[sys.argv[1]]
            print(low + int(sys.argv[2]))
            print(random.randint(1, 9))

            """
        let problem = Problem(
            id: "add", title: "Add", statement: "Add two numbers.",
            interface: .functional(name: "add", starterCode: "class Solution:\n    def add(self, a, b):\n"),
            comparison: .json, publicTests: [Programs.test("01", "1\n2\n", "3")])
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 2")],
            solvers: [1: .text("```python\n\(wrong)```"), 2: .text("```python\n\(right)```")],
            tester: [Self.programs(generator, "# validator\nimport json\njson.loads(input()), json.loads(input())\n")])
        let trajectory = try await Self.solve(scene, problem)
        let difference = try #require(trajectory.explores[1].relation?.differences.first)
        #expect(difference.test == "probe edge-1")
        #expect(difference.other == "gives 0")
        #expect(scene.askedOfTester.first?.messages.first?.contains("each as one JSON value") == true)
    }
}

/// A final program that does worse than an explore on a probe.
extension ProbeTests {
    private static let slowFinal = "# another\n" + slow + "\nprint(end='')\n"

    @Test func `a final program that is too slow for a probe is handed back, with the explore that is not`()
        async throws
    {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT\n```python\n\(Self.slowFinal)```"),
                .text("ACTION: SUBMIT explore 1"),
            ], tester: [Self.programs()])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.revisions == 1)
        #expect(trajectory.final?.source == .explore(1))
        let told = try #require(scene.askedOfOrchestrator.last?.last)
        #expect(
            told.contains(
                "This program ends with TLE on probe largest-1. Explore 1 ends within the limits there."))
        #expect(told.contains("You may submit explore 1"))
    }

    @Test func `one that is insisted on is replaced, and that is said`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE")]
                + Array(repeating: .text("ACTION: SUBMIT\n```python\n\(Self.slowFinal)```"), count: 3),
            tester: [Self.programs()])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.revisions == 2)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.stopNote?.contains("does better on the public tests and probe inputs") == true)
    }

    @Test func `where every program is too slow for a probe, the final one is not handed back`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")],
            solvers: [1: .text(Programs.answer(Self.slow))], tester: [Self.programs()])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.revisions == 0)
        #expect(trajectory.final?.source == .explore(1))
    }

    private static let cleverer = "n = int(input())\nprint(sum(sorted(map(int, input().split()))))\n"
    private static let other = "input()\nprint(sum(map(int, input().split())) % 1001)\n"

    @Test func `a final program that contradicts the brute force is handed back once, and then taken`() async throws {
        let submission = Scene.Answer.text("ACTION: SUBMIT\n```python\n\(Self.other)```")
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE\nSTRATEGY: brute force"), submission, submission],
            tester: [Self.programs()])
        let trajectory = try await Self.solve(scene, offersStrategy: true)
        #expect(trajectory.revisions == 1)
        #expect(trajectory.final?.source == .orchestrator)
        #expect(trajectory.final?.relation?.differsFromBruteForce == 1)
        #expect(trajectory.stopReason == .testsPassed)
        let told = try #require(scene.askedOfOrchestrator.last?.last)
        #expect(
            told.contains("This program differs from explore 1, the brute force, first on probe small-1: this gives"))
    }

    @Test func `a brute force that fails a public test is no reference`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE\nSTRATEGY: brute force"), .text("ACTION: EXPLORE"),
                .text("ACTION: SUBMIT explore 2"),
            ],
            solvers: [1: .text(Programs.answer(Programs.wrong))], tester: [Self.programs()])
        let trajectory = try await Self.solve(scene, offersStrategy: true)
        #expect(trajectory.revisions == 0)
        #expect(trajectory.explores[1].relation?.differsFromBruteForce == nil)
        #expect(trajectory.final?.source == .explore(2))
    }

    @Test func `one that failed a public test before is told of the brute force all the same`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE\nSTRATEGY: brute force"), .text("ACTION: SUBMIT\n```python\nprint(0)\n```"),
                .text("ACTION: SUBMIT\n```python\n\(Self.other)```"), .text("ACTION: SUBMIT explore 1"),
            ], tester: [Self.programs()])
        let trajectory = try await Self.solve(scene, offersStrategy: true)
        #expect(trajectory.revisions == 2)
        #expect(trajectory.handedBack?.last?.reason.contains("the brute force, first on probe") == true)
    }

    @Test func `a final program that explores which agree contradict is handed back once, and is no agreement`()
        async throws
    {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE x3"), .text("ACTION: SUBMIT explore 3"), .text("ACTION: SUBMIT explore 3"),
            ],
            solvers: [2: .text(Programs.answer(Self.cleverer)), 3: .text(Programs.answer(Self.small))],
            tester: [Self.programs()])
        let trajectory = try await Self.solve(scene)
        #expect(trajectory.revisions == 1)
        #expect(trajectory.final?.source == .explore(3))
        #expect(trajectory.stopReason == .testsPassed)
        let told = try #require(scene.askedOfOrchestrator.last?.last)
        #expect(told.contains("differs from explores 1 and 2, which pass the public tests and behave alike, first on"))
        #expect(told.contains("input of probe"))
        #expect(trajectory.stopNote?.hasPrefix("it was handed in all the same: This program differs from") == true)
    }

    @Test func `the brute force that a program contradicts is told of, however many others it differs from`()
        async throws
    {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE x2"), .text("ACTION: EXPLORE\nSTRATEGY: brute force"), .text("ACTION: EXPLORE"),
                .text("ACTION: SUBMIT explore 3"),
            ],
            solvers: [
                1: .text(Programs.answer(Self.small)), 2: .text(Programs.answer(Self.other)),
                4: .text(Programs.answer("input()\nprint(sum(map(int, input().split())) % 1003)\n")),
            ], tester: [Self.programs()])
        let trajectory = try await Self.solve(scene, offersStrategy: true)
        #expect(trajectory.explores[3].relation?.differsFromBruteForce == 3)
        #expect(trajectory.explores[3].evidence.contains("Differs from explore 3, the brute force, first on"))
    }
}

/// What is handed in where both an explore and a program are named.
extension ProbeTests {
    @Test func `a program beside an explore's number counts where it is another one, and does no worse`() async throws {
        for (program, source) in [
            (Self.cleverer, ProgramSource.orchestrator), ("print(0)", .explore(1)),
            (Self.small + "# as it was\n", .explore(1)),
        ] {
            let scene = try Scene.start(
                orchestrator: [
                    .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1\n```python\n\(program)\n```"),
                ], solvers: [1: .text(Programs.answer(Self.small))])
            let trajectory = try await Self.solve(scene, use: .off)
            #expect(trajectory.final?.source == source, "\(program)")
            #expect(trajectory.revisions == 0)
        }
    }

    @Test(arguments: [
        ("Use brute force.", true), ("A simple brute-force solution", true), ("Do not use brute force: sort.", false),
        ("Find something better than brute force", false), ("brute force first, then optimise", false), ("sort", false),
    ])
    func `a brute force is one that was asked for`(_ strategy: String, _ isBruteForce: Bool) {
        let explore = Explore(
            n: 1, model: "m", arguments: ["strategy": strategy], usage: TokenUsage(), seconds: 0, evidence: "")
        #expect(explore.isBruteForce == isBruteForce)
    }
}
