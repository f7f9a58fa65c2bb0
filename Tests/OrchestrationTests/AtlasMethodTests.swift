import FoundationEssentials
import Judging
import Models
import Problems
import ScriptedServer
import TestSupport
import Testing

@testable import Orchestration

/// Every branch of the loop, against a scripted server and the real judge.
@Suite(.needsJudge) struct AtlasMethodTests {
    @Test func `two explores that agree end it`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("They agree.\nACTION: SUBMIT explore 2")],
            solvers: [2: .text(Programs.answer(Programs.alsoRight))])
        let trajectory = try await scene.solve()
        #expect(trajectory.stopReason == .agreement)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.final?.program == Programs.alsoRight)
        #expect(trajectory.final?.judgement.passes == true)
        #expect(trajectory.explores.map(\.judgement?.verdict) == [.accepted, .accepted])
        #expect(trajectory.explores[1].relation?.behavesLike == [1])
        #expect(trajectory.explores[0].approach == "add them up")
        #expect(trajectory.explores[0].confidence == 0.9)
        #expect(trajectory.calls.map(\.role) == [.orchestrator, .solver, .solver, .orchestrator])
        #expect(trajectory.calls.map(\.action) == ["explore x2", nil, nil, "submit explore 2"])
        #expect(trajectory.totals.calls == 4)
        #expect(trajectory.totals.inputTokens == 40)
        #expect(trajectory.malformedActions == 0)
    }

    @Test func `where explores disagree the orchestrator is shown on which input`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 2")],
            solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await scene.solve()
        #expect(trajectory.stopReason == .testsPassed)
        #expect(scene.askedOfOrchestrator[1].last.contains("Explore 1: WA, fails: 1 of 2 public tests accepted"))
        #expect(
            scene.askedOfOrchestrator[2].last.contains(
                "Differs from explore 1 first on test 02: this gives 7; explore 1 gives 6."))
        #expect(scene.askedOfOrchestrator[2].last.contains("Explore 2 passes all public tests."))
    }

    @Test func `an exception is shown with the line of the candidate's own source`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT\n```python\n\(Programs.right)```")],
            solvers: [1: .text(Programs.answer(Programs.crashing))])
        let trajectory = try await scene.solve()
        #expect(scene.askedOfOrchestrator[1].last.contains("line 2"))
        #expect(scene.askedOfOrchestrator[1].last.contains("ValueError: no"))
        #expect(trajectory.final?.source == .orchestrator)
        #expect(trajectory.final?.judgement.passes == true)
        #expect(trajectory.stopReason == .testsPassed)
    }

    @Test func `a submitted program that fails is shown its trace and may be revised`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT\n```python\n\(Programs.wrong)```"),
                .text("ACTION: SUBMIT\n```python\n\(Programs.alsoRight)```"),
            ])
        let trajectory = try await scene.solve()
        let revision = scene.askedOfOrchestrator[2].last
        #expect(revision.contains("Your program: WA, fails: 1 of 2 public tests accepted"))
        #expect(revision.contains("Explore 1 passes every public test."))
        #expect(trajectory.revisions == 1)
        #expect(trajectory.handedBack?.map(\.turn) == [2])
        #expect(trajectory.handedBack?.first?.program.program == Programs.wrong)
        #expect(trajectory.handedBack?.first?.reason.hasPrefix("This program fails a public test") == true)
        #expect(trajectory.final?.source == .orchestrator)
        #expect(trajectory.final?.program == Programs.alsoRight)
        #expect(trajectory.stopNote == nil)
    }

    @Test func `a program that passed is not replaced by one that still fails`() async throws {
        let failing = ["", "# again", "# and again"].map {
            Scene.Answer.text("ACTION: SUBMIT\n```python\n\(Programs.wrong)\($0)\n```")
        }
        let scene = try Scene.start(orchestrator: [.text("ACTION: EXPLORE")] + failing)
        let trajectory = try await scene.solve()
        #expect(trajectory.revisions == 2)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.final?.program == Programs.right)
        #expect(
            trajectory.stopNote
                == "explore 1 was kept: it does better on the public tests than the last program handed in")
    }

    @Test func `a text that looks like an explore's which fails is run itself, and like one's which passes is that`()
        async throws
    {
        for (program, source) in [(Programs.wrong, ProgramSource.orchestrator), (Programs.right, .explore(1))] {
            let scene = try Scene.start(
                orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT\n```python\n\(program)# again\n```")],
                solvers: [1: .text(Programs.answer(program))])
            let trajectory = try await scene.solve(budget: SolveBudget(maxExplores: 1, maxRevisions: 0))
            #expect(trajectory.final?.source == source)
        }
    }

    @Test func `where nothing passes the orchestrator's best is handed in, and it is said that it gave up`()
        async throws
    {
        func submit(_ program: String) -> Scene.Answer { .text("ACTION: SUBMIT\n```python\n\(program)```") }
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE"), submit(Programs.wrong), submit(Programs.worse),
                submit(Programs.worse + "# again\n"),
            ],
            solvers: [1: .text(Programs.answer(Programs.crashing))])
        let trajectory = try await scene.solve()
        #expect(trajectory.stopReason == .gaveUp)
        #expect(trajectory.final?.source == .orchestrator)
        #expect(trajectory.final?.program == Programs.wrong)
        #expect(trajectory.final?.judgement.verdict == .wrongAnswer)
    }

    @Test func `handing in a program known to fail, with explores left, makes another explore`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1"),
                .text("ACTION: SUBMIT\n```python\n\(Programs.wrong)\n```"), .text("ACTION: SUBMIT explore 3"),
            ],
            solvers: [1: .text(Programs.answer(Programs.wrong)), 2: .text(Programs.answer(Programs.crashing))])
        let trajectory = try await scene.solve()
        #expect(trajectory.malformedActions == 2)
        #expect(trajectory.revisions == 0)
        #expect(trajectory.explores.count == 4)
        #expect(trajectory.final?.source == .explore(3))
    }

    @Test func `a program known to fail is refused once where another passes, which is then kept`() async throws {
        let repeated = Scene.Answer.text("ACTION: SUBMIT\n```python\n\(Programs.wrong)\n```")
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), repeated, repeated],
            solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await scene.solve()
        #expect(
            scene.askedOfOrchestrator[2].last.contains(
                "that program is the same as explore 1's, which fails a public test"))
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.stopReason == .malformedActions)
        #expect(trajectory.stopNote == "explore 2 was the best candidate")
    }

    @Test func `a malformed action is repaired and counted, and leaves no trace in the conversation`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE"), .text("I am thinking aloud."),
                .text(#"{"thought": "fine", "action": "submit", "explore": 1, "program": ""}"#),
            ])
        let trajectory = try await scene.solve()
        #expect(trajectory.malformedActions == 1)
        #expect(trajectory.final?.source == .explore(1))
        let repair = scene.askedOfOrchestrator[2]
        #expect(repair.hasSchema)
        #expect(!scene.askedOfOrchestrator[1].hasSchema)
        #expect(repair.messages.dropLast().last == "I am thinking aloud.")
        #expect(repair.last.hasPrefix("That could not be used: there was no ACTION line."))
        #expect(trajectory.calls.map(\.malformed) == [nil, nil, "there was no ACTION line", nil])
    }

    @Test(arguments: ["I cannot help with that.", ""])
    func `a refusal is told as one and counted as a malformed action, in the replay too`(_ words: String) async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .refused(words), .text("ACTION: SUBMIT explore 1")])
        let folder = try TemporaryFolder()
        let trajectory = try await AtlasMethod().solve(try scene.task(recordingTo: folder.path))
        #expect(trajectory.malformedActions == 1)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.stopReason == .testsPassed)
        let turns = trajectory.calls.filter { $0.role == .orchestrator }
        #expect(turns.map(\.finish) == [.stop, .refusal, .stop])
        #expect(turns.map(\.malformed) == [nil, "the model refused to answer", nil])
        #expect(scene.askedOfOrchestrator[2].last.hasPrefix("That could not be used: the model refused to answer."))
        let reasons = scene.seen.compactMap { event -> String? in
            if case .actionMalformed(_, let reason, true) = event { reason } else { nil }
        }
        #expect(reasons == ["the model refused to answer"])
        scene.server.stop()
        #expect(try await AtlasMethod().solve(try ReplayTests.replay(folder)) == trajectory)
    }

    @Test func `SUBMIT alone means the explore that passes, and nothing where none does`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT"), .text("ACTION: SUBMIT")],
            solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await scene.solve()
        #expect(trajectory.malformedActions == 1)
        let reasons = scene.seen.compactMap { event -> String? in
            if case .actionMalformed(_, let reason, _) = event { reason } else { nil }
        }
        #expect(reasons == ["SUBMIT came without an explore's number and without a program"])
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.stopReason == .testsPassed)
    }

    @Test func `SUBMIT alone means the best candidate where no explore is left`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT")],
            solvers: [1: .text(Programs.answer(Programs.wrong)), 2: .text(Programs.answer(Programs.worse))])
        let trajectory = try await scene.solve(budget: SolveBudget(maxExplores: 2))
        #expect(trajectory.malformedActions == 0)
        #expect(trajectory.totals.calls == 4)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.stopReason == .budget)
    }

    @Test func `explores made before the first turn are shown as though they had been asked for`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: SUBMIT explore 2")], solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await scene.solve(budget: SolveBudget(firstExplores: 2))
        #expect(trajectory.totals.calls == 3)
        #expect(trajectory.firstExplores == 2)
        #expect(trajectory.final?.source == .explore(2))
        let asked = scene.askedOfOrchestrator[0].messages.joined(separator: "\n")
        #expect(asked.contains("ACTION: EXPLORE x2"))
        #expect(asked.contains("Explore 1"))
        #expect(asked.contains("Explore 2"))
    }

    @Test func `the explores before the first turn end with the first that passes`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: SUBMIT explore 3")],
            solvers: [1: .text(Programs.answer(Programs.wrong)), 2: .text("I cannot think of anything.")])
        let trajectory = try await scene.solve(budget: SolveBudget(firstExplores: 8))
        #expect(trajectory.explores.count == 3)
        #expect(trajectory.totals.calls == 4)
        #expect(trajectory.final?.source == .explore(3))
        #expect(scene.askedOfOrchestrator[0].messages.contains("ACTION: EXPLORE x3"))
    }

    @Test func `an explore that was not answered ends those before the first turn`() async throws {
        let refusal = OpenAIScript.error(status: 400, message: "too long")
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 2")], solvers: [1: .steps([refusal])]
        )
        let trajectory = try await scene.solve(budget: SolveBudget(firstExplores: 8))
        #expect(trajectory.explores.count == 2)
        #expect(trajectory.final?.source == .explore(2))
    }

    @Test func `no more explores are made before the first turn than there are`() async throws {
        let scene = try Scene.start(orchestrator: [.text("ACTION: SUBMIT explore 1")])
        let trajectory = try await scene.solve(budget: SolveBudget(maxExplores: 1, firstExplores: 4))
        #expect(trajectory.explores.count == 1)
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test func `a server that cannot constrain its output is reminded in plain text`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE"), .text("Hm."),
                .steps([OpenAIScript.error(status: 400, message: "response_format is not supported")]),
                .text("ACTION: SUBMIT explore 1"),
            ])
        let trajectory = try await scene.solve()
        #expect(trajectory.malformedActions == 1)
        #expect(trajectory.final?.source == .explore(1))
        #expect(scene.askedOfOrchestrator.map(\.hasSchema) == [false, false, true, false])
    }

    @Test func `actions malformed for ever explore once, then take the best candidate`() async throws {
        let scene = try Scene.start(orchestrator: Array(repeating: .text("I wonder."), count: 4))
        let trajectory = try await scene.solve()
        // Before the first explore there is nothing to choose from, and nothing to ask again.
        #expect(trajectory.malformedActions == 4)
        #expect(trajectory.stopReason == .malformedActions)
        #expect(trajectory.explores.count == 1)
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test func `an explore that does not exist cannot be submitted`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 7"), .text("ACTION: SUBMIT explore 1"),
            ])
        let trajectory = try await scene.solve()
        #expect(trajectory.malformedActions == 1)
        #expect(scene.askedOfOrchestrator[2].last.contains("there is no explore 7"))
    }

    @Test func `explores beyond the budget are refused`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE x5"), .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 2"),
            ],
            solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await scene.solve(budget: SolveBudget(maxExplores: 2))
        #expect(trajectory.explores.count == 2)
        #expect(scene.askedOfSolvers.count == 2)
        #expect(trajectory.stopReason == .budget)
        #expect(scene.askedOfOrchestrator[1].last.contains("Refused: no explore is left."))
        #expect(scene.askedOfOrchestrator[2].last.contains("No explore is left: submit now."))
        let turns = trajectory.calls.filter { $0.role == .orchestrator }
        #expect(turns.map(\.action) == ["explore x5", "explore", "submit explore 2"])
        #expect(turns.map(\.refused) == [3, 1, nil])
        let refused = scene.seen.compactMap { event -> [Int]? in
            if case .exploresRefused(let turn, let count) = event { [turn, count] } else { nil }
        }
        #expect(refused == [[1, 3], [2, 1]])
    }

    @Test func `asking for explores in vain for ever ends with the best candidate`() async throws {
        let scene = try Scene.start(orchestrator: Array(repeating: .text("ACTION: EXPLORE"), count: 3))
        let trajectory = try await scene.solve(budget: SolveBudget(maxExplores: 1))
        #expect(trajectory.stopReason == .budget)
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test func `the cap on turns ends it with the best candidate`() async throws {
        let scene = try Scene.start(orchestrator: Array(repeating: .text("ACTION: EXPLORE"), count: 3))
        let trajectory = try await scene.solve(budget: SolveBudget(maxExplores: 8, maxTurns: 3))
        #expect(trajectory.stopReason == .cap)
        #expect(trajectory.explores.count == 3)
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test func `an answer may come without any explore`() async throws {
        let scene = try Scene.start(orchestrator: [.text("Easy.\nACTION: SUBMIT\n```python\n\(Programs.right)```")])
        let trajectory = try await scene.solve(budget: SolveBudget(maxExplores: 0))
        #expect(trajectory.stopReason == .testsPassed)
        #expect(trajectory.explores.isEmpty)
        #expect(trajectory.final?.source == .orchestrator)
    }

    @Test func `a solver's answer without a program is evidence of that`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 2")],
            solvers: [1: .cut("I think and think")])
        let trajectory = try await scene.solve()
        #expect(trajectory.explores[0].program == nil)
        #expect(scene.askedOfOrchestrator[1].last.contains("Explore 1: no program was found in the solver's answer"))
        #expect(scene.askedOfOrchestrator[1].last.contains("The solver's answer was cut off: it was too long."))
    }

    @Test func `without samples a candidate is not run, and nothing is claimed`() async throws {
        var problem = Programs.problem
        problem.publicTests = []
        let scene = try Scene.start(orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")])
        let trajectory = try await scene.solve(problem)
        #expect(scene.askedOfOrchestrator[1].last.contains("Explore 1: not run: there are no public tests"))
        #expect(trajectory.stopReason == .unverified)
        #expect(trajectory.final?.judgement.verdict == nil)
    }

    @Test func `without samples a source that no interpreter reads is known to be wrong`() async throws {
        var problem = Programs.problem
        problem.publicTests = []
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT\n```python\nprint(1 +)\n```"),
                .text("ACTION: SUBMIT\n```python\nprint(1)\n```"),
            ],
            solvers: [1: .text(Programs.answer("def f(:\n    pass\n"))])
        let trajectory = try await scene.solve(problem, budget: SolveBudget(maxExplores: 1))
        #expect(trajectory.explores[0].judgement?.verdict == .compileError)
        let asked = scene.askedOfOrchestrator
        #expect(asked[1].last.hasPrefix("Explore 1: CE, does not compile\n"))
        #expect(asked[1].last.contains("SyntaxError: invalid syntax"))
        #expect(!asked[1].last.contains("No program passes"))
        #expect(asked[2].last.contains("This program does not compile."))
        #expect(trajectory.final?.source == .orchestrator)
        #expect(trajectory.stopReason == .unverified)
    }

    @Test func `a solver out of reach costs an explore and says nothing about the problem`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 2")],
            solvers: [1: .steps([OpenAIScript.error(status: 503, message: "overloaded")])])
        let trajectory = try await scene.solve()
        #expect(trajectory.totals.failedExplores == 1)
        #expect(trajectory.totals.calls == 3)
        #expect(trajectory.explores[0].failure != nil)
        #expect(scene.askedOfOrchestrator[1].last.contains("Explore 1: the solver could not be reached."))
        #expect(trajectory.final?.source == .explore(2))
    }

    @Test func `a refused key ends it at once`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE")],
            solvers: [1: .steps([OpenAIScript.error(status: 401, message: "bad key")])])
        await #expect(throws: ModelError.self) { try await scene.solve() }
    }

    @Test func `no solver in reach and no program is a failure of the models, not an answer`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: EXPLORE"), .text("ACTION: EXPLORE")],
            solvers: [1: .steps([OpenAIScript.error(status: 503, message: "overloaded")])])
        await #expect(throws: ModelError.self) { try await scene.solve(budget: SolveBudget(maxExplores: 1)) }
    }

    @Test func `a functional problem is refused in a language that cannot be judged, before any call`() async throws {
        let scene = try Scene.start(orchestrator: [])
        var problem = Programs.problem
        problem.interface = .functional(name: "add", starterCode: "class Solution:")
        var task = try scene.task(problem)
        task.language = try LanguageTable.builtIn.named("rust")
        await #expect(throws: JudgingError.self) { try await AtlasMethod().solve(task) }
        #expect(scene.asked.isEmpty)
    }

    @Test func `events tell the story`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .text("Let us see.\nACTION: EXPLORE"), .text("ACTION: SUBMIT\n```python\n\(Programs.wrong)```"),
                .text("ACTION: SUBMIT explore 1"),
            ])
        _ = try await scene.solve()
        let names = scene.seen.map { "\($0)".prefix { $0.isLetter } }
        #expect(
            names == [
                "orchestratorCalled", "orchestratorAnswered", "exploreStarted", "solverAnswered", "candidateJudged",
                "orchestratorCalled", "orchestratorAnswered", "synthesis", "finalJudged", "revision",
                "orchestratorCalled", "orchestratorAnswered", "synthesis", "finalJudged", "stopped",
            ])
    }

    @Test func `a call that is made again is told, also through a record and an explore`() async throws {
        let scene = try Scene.start(solvers: [1: .steps([OpenAIScript.error(status: 503, message: "busy")])])
        let folder = try TemporaryFolder()
        let client = try ChatClient(
            name: "patient", baseURL: scene.server.baseURL, model: "m",
            settings: ClientSettings(retries: RetryPolicy(attempts: 2, pause: { _ in })))
        var task = try scene.task()
        task.solver = RecordingModel(wrapping: client, store: try CallStore(directory: folder.path))
        let watched = task
        await #expect(throws: ModelError.self) { try await SingleMethod().solve(watched) }
        let told = scene.seen.compactMap { if case .callRetried(let retry) = $0 { retry } else { nil } }
        #expect(told.map { "\($0.model): \($0.reason)" } == ["patient: status 503: busy"])
    }

    @Test func `one call, and its program is the answer`() async throws {
        let scene = try Scene.start(orchestrator: [])
        let trajectory = try await SingleMethod().solve(try scene.task())
        #expect(trajectory.final?.program == Programs.right)
        #expect(trajectory.stopReason == .fixed)
        #expect(trajectory.totals.calls == 1)
        #expect(trajectory.orchestrator == nil)
    }

    @Test func `while nothing passes as many explores again are suggested as failed`() async throws {
        let wrong = Dictionary(
            uniqueKeysWithValues: (1...6).map { ($0, Scene.Answer.text(Programs.answer(Programs.wrong))) })
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE"), .text("ACTION: EXPLORE"), .text("Hm."), .text("Hm."), .text("Hm."),
                .text("ACTION: SUBMIT explore 7"),
            ], solvers: wrong)
        let trajectory = try await scene.solve(budget: SolveBudget(maxExplores: 8, maxRepairs: 0))
        #expect(scene.askedOfOrchestrator[1].last.hasSuffix("\nACTION: EXPLORE"))
        #expect(scene.askedOfOrchestrator[2].last.hasSuffix("\nACTION: EXPLORE x2"))
        // Answers that cannot be read are taken for what is suggested.
        #expect(trajectory.explores.count == 8)
        #expect(scene.askedOfOrchestrator[3].last.hasSuffix("\nACTION: EXPLORE x4"))
        #expect(trajectory.final?.source == .explore(7))
    }
}
