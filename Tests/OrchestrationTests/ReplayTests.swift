import Dispatch
import FoundationEssentials
import Judging
import Models
import Problems
import ScriptedServer
import Synchronization
import TestSupport
import Testing

@testable import Orchestration

@Suite(.needsJudge) struct ReplayTests {
    @Test func `a replay needs neither server nor sandbox and yields the same trajectory, byte for byte`() async throws
    {
        let scene = try Scene.start(
            orchestrator: [
                .text("ACTION: EXPLORE x3"), .text("Hm."),
                .steps([OpenAIScript.error(status: 400, message: "no response_format")]),
                .text("ACTION: SUBMIT\n```python\n\(Programs.wrong)```"), .text("ACTION: SUBMIT explore 3"),
            ],
            solvers: [
                1: .text(Programs.answer(Programs.crashing)),
                2: .steps([OpenAIScript.error(status: 503, message: "overloaded")]),
            ])
        let folder = try TemporaryFolder()
        let recorded = try await AtlasMethod().solve(try scene.task(recordingTo: folder.path))
        scene.server.stop()
        let replayed = try await AtlasMethod().solve(try Self.replay(folder))
        #expect(try Self.bytes(replayed) == Self.bytes(recorded))
        #expect(recorded.totals.failedExplores == 1)
        #expect(recorded.explores[2].judgement?.passes == true)
    }

    @Test func `a solution that an error ended replays to the same end, byte for byte`() async throws {
        let isJudged = DispatchSemaphore(value: 0)
        let refused = OpenAIScript.error(status: 401, message: "bad key")
        let scene = try Scene.start(
            solvers: [2: .steps([.pause { isJudged.wait() }, refused]), 3: .steps([.hangUntilClosed])])
        let folder = try TemporaryFolder()
        func ended(_ task: SolveTask) async -> (trajectory: Trajectory?, error: String) {
            let told = Mutex<Trajectory?>(nil)
            var task = task
            task.events = { [events = task.events] event in
                events(event)
                if case .candidateJudged(1, _) = event { isJudged.signal() }
                if case .failed(let trajectory) = event { told.withLock { $0 = trajectory } }
            }
            do {
                _ = try await SolveMethods.solve("best-of-n", task)
                return (nil, "")
            } catch {
                return (told.withLock { $0 }, "\(error) \((error as? ModelError)?.isUsersToMend ?? false)")
            }
        }
        let budget = SolveBudget(maxExplores: 3)
        let recorded = await ended(try scene.task(budget: budget, recordingTo: folder.path))
        scene.server.stop()
        var replay = try Self.replay(folder)
        replay.budget = budget
        let replayed = await ended(replay)
        #expect(recorded.error.contains("a key is needed: bad key"))
        #expect(recorded.error.hasSuffix("true"))
        #expect(replayed.error == recorded.error)
        #expect(try Self.bytes(try #require(replayed.trajectory)) == Self.bytes(try #require(recorded.trajectory)))
    }

    @Test func `a cap that allows no program is the user's to mend, in the replay too`() async throws {
        let scene = try Scene.start(orchestrator: [.text("ACTION: EXPLORE")])
        let folder = try TemporaryFolder()
        func isUsersToMend(_ task: SolveTask) async throws -> Bool {
            let error = await #expect(throws: ModelError.self) { try await AtlasMethod().solve(task) }
            return try #require(error).isUsersToMend
        }
        #expect(try await isUsersToMend(try scene.task(maxCalls: 1, recordingTo: folder.path)))
        scene.server.stop()
        #expect(try await isUsersToMend(try Self.replay(folder)))
    }

    @Test func `explores that write the same program at once share one judgement, and replay`() async throws {
        let scene = try Scene.start(orchestrator: [.text("ACTION: EXPLORE x4"), .text("ACTION: SUBMIT explore 1")])
        let folder = try TemporaryFolder()
        let recorded = try await AtlasMethod().solve(try scene.task(recordingTo: folder.path))
        scene.server.stop()
        let judgements = recorded.explores.map(\.judgement)
        #expect(judgements.allSatisfy { $0 == judgements[0] && $0?.passes == true })
        #expect(try Self.bytes(try await AtlasMethod().solve(try Self.replay(folder))) == Self.bytes(recorded))
    }

    @Test func `a failure of the judge is tried again by a later run alone`() async throws {
        let folder = try TemporaryFolder()
        let checker = "\(folder.path)/check.py"
        try Data("def check(input, expected, output):\n    return 7\n".utf8).write(to: URL(filePath: checker))
        var problem = Programs.problem
        problem.comparison = .checker(JudgeProgram(path: checker, convention: .python))
        let submission = Submission(
            name: "a", source: Programs.right, language: try LanguageTable.builtIn.named("python"))
        let records = "\(folder.path)/judgements"
        func judge() throws -> CandidateJudge {
            try RealJudge.make(recordingTo: JudgementStore(directory: records))
        }
        let first = try judge()
        var trace = try await first.trace(submission, on: problem)
        #expect(trace.report?.verdict == .judgeError)
        // What is on disk is told from what another judging would give.
        trace.report?.message = "as recorded"
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: records).first)
        try JSONEncoder().encode(trace).write(to: URL(filePath: "\(records)/\(name)"))
        #expect(try await first.trace(submission, on: problem).report?.message == "as recorded")
        let later = try await judge().trace(submission, on: problem)
        #expect(later.report?.verdict == .judgeError)
        #expect(later.report?.message != "as recorded")
    }

    @Test func `whoever waits for work that another gave up does it itself`() async throws {
        let work = WorkInProgress<Int>()
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let first = Task {
            try await work.value("program") {
                beginning.finish()
                try await Task.sleep(for: .seconds(3600))
                return 1
            }
        }
        for await _ in begun {}
        let (waits, waiting) = AsyncStream.makeStream(of: Void.self)
        let second = Task {
            waiting.finish()
            return try await work.value("program") { 2 }
        }
        for await _ in waits {}
        first.cancel()
        #expect(try await second.value == 2)
        await #expect(throws: CancellationError.self) { try await first.value }
    }

    @Test func `a run that goes on asks and judges nothing twice`() async throws {
        let scene = try Scene.start(orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")])
        let folder = try TemporaryFolder()
        let first = try await AtlasMethod().solve(try scene.task(recordingTo: folder.path))
        let asked = scene.asked.count
        let again = try await AtlasMethod().solve(try scene.task(recordingTo: folder.path))
        #expect(scene.asked.count == asked)
        #expect(again == first)
    }

    @Test func `a replay of something else says so`() async throws {
        let scene = try Scene.start(orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")])
        let folder = try TemporaryFolder()
        _ = try await AtlasMethod().solve(try scene.task(recordingTo: folder.path))
        var task = try Self.replay(folder)
        task.budget.maxExplores = 3
        await #expect(throws: ModelError.self) { try await AtlasMethod().solve(task) }
        var problem = Programs.problem
        // No model is told of this limit, but a judgement depends on it.
        problem.limits.outputBytes += 1
        await #expect(throws: OrchestrationError.self) {
            try await AtlasMethod().solve(try Self.replay(folder, problem))
        }
    }

    @Test func `a damaged judgement is named`() async throws {
        let folder = try TemporaryFolder()
        let store = JudgementStore(directory: folder.path)
        try store.write(CandidateTrace(), "key")
        #expect(try store.read("key", as: CandidateTrace.self) == CandidateTrace())
        try Data("{".utf8).write(to: URL(filePath: "\(folder.path)/key.json"))
        #expect(throws: OrchestrationError.self) { try store.read("key", as: CandidateTrace.self) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key.json"])
    }

    static func replay(
        _ folder: TemporaryFolder, _ problem: Problem = Programs.problem, usesTools: Bool = false
    ) throws -> SolveTask {
        let store = try CallStore(directory: folder.path, isReadOnly: true)
        let model = ReplayModel(name: "scripted", store: store, prefersTools: usesTools)
        let judge = CandidateJudge(replaying: JudgementStore(directory: "\(folder.path)/judgements"))
        return SolveTask(
            problem: problem, language: try LanguageTable.builtIn.named("python"), orchestrator: model, solver: model,
            judge: judge)
    }

    static func bytes(_ trajectory: Trajectory) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return String(decoding: try encoder.encode(trajectory), as: UTF8.self)
    }
}
