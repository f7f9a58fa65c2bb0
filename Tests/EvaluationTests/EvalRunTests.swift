import Foundation
import Judging
import Testing

@testable import Evaluation

@Suite struct EvalRunTests {
    /// A folder of the test's own, gone when the test is.
    private final class Folder {
        let path = NSTemporaryDirectory() + "/atlas-run-\(UUID().uuidString)"

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private static let settings = EvalSettings(
        dataset: "ab12", method: "single", model: "local", solvers: ["local"], language: "python", prompts: "cd34",
        maxExplores: 8, actions: .auto, samples: 2)

    private static let session = RunSession(atlas: "0", toolchains: ["Python 3"])

    private static func result(_ problem: String, _ sample: Int, _ verdict: Verdict?, isFailed: Bool = false)
        -> EvalResult
    {
        var result = EvalResult(
            problem: EvalProblem(id: problem, title: problem, difficulty: "easy"), sample: sample, language: "python")
        result.verdict = verdict
        result.failure = isFailed ? .machine : nil
        (result.explores, result.calls, result.inputTokens, result.outputTokens) = (1, 1, 10, 20)
        (result.costUSD, result.callSeconds) = (0.5, 1)
        return result
    }

    /// The run in a folder, with the problems a and b.
    private static func open(_ folder: Folder, _ settings: EvalSettings = settings) async throws -> EvalRun {
        let run = try EvalRun(directory: folder.path, settings: settings, session: session)
        try await run.add(["a", "b"].enumerated().map { ($0, EvalProblem(id: $1, title: $1, difficulty: "easy")) })
        return run
    }

    private func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test func `a run goes on with the results it had`() async throws {
        let folder = Folder()
        let first = try await Self.open(folder)
        try await first.append(Self.result("b", 0, .accepted))
        try await first.append(Self.result("a", 1, .wrongAnswer))
        await first.close()
        let run = try await Self.open(folder)
        #expect(
            try run.store().results() == [Self.result("a", 1, .wrongAnswer), Self.result("b", 0, .accepted)],
            "in the order of the data set")
        #expect(await run.isDone(problem: "a", sample: 1))
        #expect(await !run.isDone(problem: "a", sample: 0))
    }

    @Test func `a failure of the machine is repeated, and the repetition replaces it`() async throws {
        let folder = Folder()
        let run = try await Self.open(folder)
        try await run.append(Self.result("a", 0, nil, isFailed: true))
        #expect(await !run.isDone(problem: "a", sample: 0))
        try await run.append(Self.result("a", 0, .accepted))
        #expect(await run.isDone(problem: "a", sample: 0))
        #expect(try run.store().results() == [Self.result("a", 0, .accepted)])
    }

    @Test func `a finished run is one file beside its lock, also after it was read`()
        async throws
    {
        let folder = Folder()
        let run = try await Self.open(folder)
        try await run.append(Self.result("a", 0, .accepted))
        await run.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["lock", "run.sqlite"])
        #expect(try RunStore.open(folder.path).results() == [Self.result("a", 0, .accepted)])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["lock", "run.sqlite"],
            "reading leaves nothing behind")
    }

    @Test func `how many samples a problem has stays known, and that it was left out`() async throws {
        let folder = Folder()
        let run = try await Self.open(folder)
        var problem = EvalProblem(id: "c", title: "c")
        problem.samples = 3
        try await run.add([(2, problem)])
        try await run.leaveOut(problem: "b")
        // The next session states the problems again, and does not know that one will be left out.
        try await run.add([(1, EvalProblem(id: "b", title: "b", difficulty: "easy"))])
        #expect(try run.store().problems().map(\.samples) == [nil, 0, 3])
    }

    @Test func `a run is read while it is written`() async throws {
        let folder = Folder()
        let run = try await Self.open(folder)
        let store = try RunStore.open(folder.path)
        #expect(try store.results().isEmpty)
        try await run.append(Self.result("a", 0, .accepted))
        #expect(try store.results().count == 1)
    }

    @Test func `a folder without a run, and one of an older atlas, are told apart`() throws {
        let folder = Folder()
        #expect(throws: EvaluationError.runMissing(directory: folder.path)) { try RunStore.open(folder.path) }
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        try "{}\n".write(toFile: "\(folder.path)/results.jsonl", atomically: true, encoding: .utf8)
        #expect(message { _ = try RunStore.open(folder.path) }.contains("results.jsonl, as an older atlas wrote it"))
    }

    @Test func `other settings are refused, and the first difference named`() async throws {
        let folder = Folder()
        await (try Self.open(folder)).close()
        var settings = Self.settings
        settings.samples = 5
        #expect(
            message { _ = try EvalRun(directory: folder.path, settings: settings, session: Self.session) }
                == "\(folder.path): this run was begun with --samples 2, not 5; "
                + "give the same settings, or another --run folder")
    }

    @Test func `a second process on one run is refused and told who holds it`() async throws {
        let folder = Folder()
        let run = try await Self.open(folder)
        let refusal = message {
            _ = try EvalRun(directory: folder.path, settings: Self.settings, session: Self.session)
        }
        #expect(refusal.hasPrefix("\(folder.path): process \(getpid()) on "), "\(refusal)")
        #expect(refusal.contains(" since 20"))
        withExtendedLifetime(run) {}
    }
}
