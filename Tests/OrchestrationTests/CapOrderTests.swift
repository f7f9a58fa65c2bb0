import Models
import TestSupport
import Testing

@testable import Orchestration

/// A cap that falls among calls which are made at the same time.
@Suite(.needsJudge) struct CapOrderTests {
    /// Asks the later the earlier a call was asked for: whatever comes first at the caps, it is not by its order.
    private struct Reversed: ChatModel {
        let model: any ChatModel
        var name: String { model.name }
        var prefersTools: Bool { model.prefersTools }
        var extra: [String: JSONValue] { model.extra }

        func respond(to request: ChatRequest) async throws(ModelError) -> ChatResponse {
            for _ in 0..<max(0, 2_000 - 400 * request.sample) { await Task.yield() }
            return try await model.respond(to: request)
        }
    }

    /// The task of a solution whose calls reach the caps in another order than that of asking.
    private static func task(_ scene: Scene, explores: Int, maxCalls: Int) throws -> SolveTask {
        var task = try scene.task(budget: SolveBudget(maxExplores: explores), maxCalls: maxCalls)
        task.solver = Reversed(model: task.solver)
        return task
    }

    @Test(arguments: 1...5) func `of explores that do not all fit below a cap the first are made`(
        _ time: Int
    ) async throws {
        let scene = try Scene.start(orchestrator: [.text("ACTION: EXPLORE x4")])
        let trajectory = try await AtlasMethod().solve(try Self.task(scene, explores: 4, maxCalls: 3))
        #expect(trajectory.explores.map { $0.failure == nil } == [true, true, false, false])
        #expect(trajectory.stopReason == .spendingCap)
        let other = try Scene.start()
        let fixed = try await SolveMethods.solve("best-of-n", try Self.task(other, explores: 4, maxCalls: 2))
        #expect(fixed.explores.map { $0.failure == nil } == [true, true, false, false])
    }

    @Test func `who writes the probes meets a cap before the explores`() async throws {
        let scene = try Scene.start(tester: [ProbeTests.programs()])
        var task = try Self.task(scene, explores: 3, maxCalls: 2)
        task.probes = .on
        let trajectory = try await SolveMethods.solve("best-of-n", task)
        #expect(trajectory.probes?.inputs.isEmpty == false)
        #expect(trajectory.explores.map { $0.failure == nil } == [true, false, false])
    }

    /// How many of a work's calls were answered.
    private struct Answered: WorkResult {
        var count = 0
        var fatal: (any Error)?
    }

    @Test func `a reminder comes after all first questions, and before a later one's`() async throws {
        let order = CallOrder()
        let ledger = Ledger(SpendingCaps(calls: 5), scope: .problem)
        let scene = try Scene.start()
        let model = MeteredModel(try scene.model(usesTools: false), ledgers: [ledger], price: nil)
        // Whoever stands first asks last, and so does each time again.
        let (results, _) = await order.results(of: [0, 1, 2]) { index, _ in
            var answered = Answered()
            for _ in 0..<2 {
                for _ in 0..<(400 * (3 - index)) { await Task.yield() }
                let request = ChatRequest(messages: [.system("You are an expert"), .user("?")], sample: index)
                if (try? await model.respond(to: request)) != nil { answered.count += 1 }
            }
            return answered
        }
        #expect(results.map(\.count) == [2, 2, 1])
    }

    @Test func `who is cancelled waits for nobody`() async throws {
        let order = CallOrder()
        let scene = try Scene.start()
        let ledger = Ledger(SpendingCaps(calls: 1), scope: .problem)
        let model = MeteredModel(try scene.model(usesTools: false), ledgers: [ledger], price: nil)
        // The first place never asks and never ends.
        let (first, second) = (order.place(), order.place())
        let call = Task {
            await second.take { try? await model.respond(to: ChatRequest(messages: [.user("?")])) }
        }
        call.cancel()
        #expect(await call.value == nil)
        await first.take {}
    }

    @Test func `what the record answers holds up nobody`() async throws {
        let folder = try TemporaryFolder()
        let scene = try Scene.start()
        let budget = SolveBudget(maxExplores: 2)
        _ = try await SolveMethods.solve("best-of-n", try scene.task(budget: budget, recordingTo: folder.path))
        let more = SolveBudget(maxExplores: 4)
        let task = try scene.task(budget: more, maxCalls: 1, recordingTo: folder.path)
        let trajectory = try await SolveMethods.solve("best-of-n", task)
        #expect(trajectory.explores.map { $0.failure == nil } == [true, true, true, false])
        #expect(scene.asked.count == 3)
    }
}
