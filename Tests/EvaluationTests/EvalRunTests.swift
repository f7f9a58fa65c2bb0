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
        dataset: "ab12", method: "single", model: "local", solver: "local", language: "python", prompts: "cd34",
        maxExplores: 8, actions: .auto, samples: 2, temperature: nil)

    private static func result(_ problem: String, _ sample: Int, _ verdict: Verdict?, isFailed: Bool = false)
        -> EvalResult
    {
        EvalResult(
            problem: problem, difficulty: "easy", sample: sample, verdict: verdict, isFailed: isFailed,
            language: "python",
            explores: 1, calls: 1, inputTokens: 10, outputTokens: 20, costUSD: 0.5, callSeconds: 1)
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
        do {
            let run = try EvalRun(directory: folder.path, settings: Self.settings)
            try await run.append(Self.result("a", 0, .accepted))
            try await run.append(Self.result("a", 1, .wrongAnswer))
        }
        let run = try EvalRun(directory: folder.path, settings: Self.settings)
        #expect(await run.results == [Self.result("a", 0, .accepted), Self.result("a", 1, .wrongAnswer)])
        #expect(await run.isDone(problem: "a", sample: 1))
        #expect(await !run.isDone(problem: "b", sample: 0))
    }

    @Test func `a failure of the machine is repeated, and the repetition replaces it`() async throws {
        let folder = Folder()
        let run = try EvalRun(directory: folder.path, settings: Self.settings)
        try await run.append(Self.result("a", 0, nil, isFailed: true))
        #expect(await !run.isDone(problem: "a", sample: 0))
        try await run.append(Self.result("a", 0, .accepted))
        #expect(await run.isDone(problem: "a", sample: 0))
        #expect(await run.results.count == 1)
    }

    @Test func `a line that a crash cut is dropped alone`() async throws {
        let folder = Folder()
        do {
            let run = try EvalRun(directory: folder.path, settings: Self.settings)
            try await run.append(Self.result("a", 0, .accepted))
        }
        let log = try FileHandle(forWritingTo: URL(filePath: "\(folder.path)/results.jsonl"))
        try log.seekToEnd()
        try log.write(contentsOf: Data("{\"problem\":\"b\",\"sam".utf8))
        try log.close()
        let run = try EvalRun(directory: folder.path, settings: Self.settings)
        #expect(await run.results == [Self.result("a", 0, .accepted)])
        try await run.append(Self.result("b", 0, .accepted))
        let lines = try String(contentsOfFile: "\(folder.path)/results.jsonl", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
    }

    @Test func `a line that atlas did not write is named`() throws {
        let folder = Folder()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        try "{}\n".write(toFile: "\(folder.path)/results.jsonl", atomically: true, encoding: .utf8)
        #expect(
            message { _ = try EvalRun(directory: folder.path, settings: Self.settings) }
                == "\(folder.path)/results.jsonl:1: not a result; expected a line that atlas wrote")
    }

    @Test func `other settings are refused, and the first difference named`() throws {
        let folder = Folder()
        do { _ = try EvalRun(directory: folder.path, settings: Self.settings) }
        var settings = Self.settings
        settings.samples = 5
        #expect(
            message { _ = try EvalRun(directory: folder.path, settings: settings) }
                == "\(folder.path): this run was begun with --samples 2, not 5; "
                + "give the same settings, or another --run folder")
    }

    @Test func `a second process on one run is refused`() throws {
        let folder = Folder()
        let run = try EvalRun(directory: folder.path, settings: Self.settings)
        #expect(throws: EvaluationError.runHeld(directory: folder.path)) {
            try EvalRun(directory: folder.path, settings: Self.settings)
        }
        withExtendedLifetime(run) {}
    }
}
