import Foundation
import GRDB
import Judging
import Testing

@testable import Evaluation

@Suite struct RunMergeTests {
    /// A folder of the test's own, gone when the test is.
    private final class Folder {
        let path = NSTemporaryDirectory() + "/atlas-merge-\(UUID().uuidString)"

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private static func settings(_ shard: String) -> EvalSettings {
        EvalSettings(
            dataset: "ab12", method: "single", model: "m", solvers: ["m"], language: "python", prompts: "cd34",
            maxExplores: 8, actions: .auto, samples: 1, shard: Shard(shard))
    }

    private static func result(_ problem: String, _ verdict: Verdict) -> EvalResult {
        var result = EvalResult(problem: EvalProblem(id: problem, title: problem), sample: 0, language: "python")
        result.program = "print()"
        result.verdict = verdict
        return result
    }

    /// A part with one wrong sample of one problem.
    private static func make(
        _ path: String, _ shard: String, _ problem: String, selection: String = "all"
    ) async throws {
        let run = try EvalRun(
            directory: path, settings: settings(shard),
            session: RunSession(atlas: "0", toolchains: ["Python 3"], selection: selection))
        try await run.add([(0, EvalProblem(id: problem, title: problem))])
        try await run.append(result(problem, .wrongAnswer))
        await run.close()
    }

    /// Grades it again, and makes it right.
    private static func regrade(_ path: String, _ problem: String) throws {
        let grade = JudgeReport(
            file: problem, language: "python", verdict: .accepted, tests: [], compile: nil, message: nil)
        let revision = try RunRevision(directory: path)
        try revision.apply(
            [(result(problem, .accepted), grade)], limits: GradingLimits(),
            by: RunSession(atlas: "1", toolchains: ["Python 4"], selection: "regrade"))
        revision.close()
    }

    @Test func `parts that were graded again are parts of one run still`() async throws {
        let folder = Folder()
        let (first, second, whole) = ("\(folder.path)/1", "\(folder.path)/2", "\(folder.path)/whole")
        try await Self.make(first, "1/2", "a")
        try await Self.make(second, "2/2", "b")
        try Self.regrade(second, "b")
        let summary = try RunMerge.merge([first, second], into: whole)
        #expect(summary == RunMerge.Summary(runs: 2, problems: 2, samples: 2))
        let store = try RunStore.open(whole)
        #expect(store.settings.shard == nil)
        #expect(try store.results() == [Self.result("a", .wrongAnswer), Self.result("b", .accepted)])
        #expect(try store.sessions().map(\.selection) == ["all", "all", "regrade"])
        let regrades = try RunDatabase(directory: whole, isReadOnly: true).read { database in
            try Row.fetchAll(database, sql: "SELECT problem, verdict, session FROM regrades")
        }
        let (problems, sessions): ([String], [Int]) = (regrades.map { $0["problem"] }, regrades.map { $0["session"] })
        #expect(problems == ["b"])
        #expect(sessions == [3], "the session that replaced it, under its new id")
    }

    @Test func `parts of other choices of problems are refused, also when both were graded again`() async throws {
        let folder = Folder()
        let (first, second) = ("\(folder.path)/1", "\(folder.path)/2")
        try await Self.make(first, "1/2", "a")
        try await Self.make(second, "2/2", "b", selection: "ids b")
        try Self.regrade(first, "a")
        try Self.regrade(second, "b")
        let refusal = #expect(throws: EvaluationError.self) {
            try RunMerge.merge([first, second], into: "\(folder.path)/whole")
        }
        #expect(refusal?.description.contains("its problems are \"ids b\", and \"all\" in \(first)") == true)
    }

    @Test func `a merge that fails leaves nothing behind`() async throws {
        let folder = Folder()
        let (first, second) = ("\(folder.path)/1", "\(folder.path)/2")
        try await Self.make(first, "1/2", "a")
        try await Self.make(second, "2/2", "b")
        // Something that no run of ours holds: a result of no problem.
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let damaged = try DatabaseQueue(path: "\(second)/run.sqlite", configuration: configuration)
        try await damaged.write { try $0.execute(sql: "DELETE FROM problems") }
        try damaged.close()
        let missing = "\(folder.path)/missing"
        let refusal = #expect(throws: EvaluationError.self) { try RunMerge.merge([first, second], into: missing) }
        #expect(refusal?.description.hasPrefix("\(missing)/run.sqlite: ") == true)
        #expect(!FileManager.default.fileExists(atPath: missing))
        let empty = "\(folder.path)/empty"
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
        #expect(throws: EvaluationError.self) { try RunMerge.merge([first, second], into: empty) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: empty).isEmpty)
    }

    @Test func `a folder that holds something is left as it is`() async throws {
        let folder = Folder()
        try await Self.make("\(folder.path)/1", "1/1", "a")
        let other = "\(folder.path)/other"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try "mine".write(toFile: "\(other)/notes", atomically: true, encoding: .utf8)
        #expect(throws: EvaluationError.notMergeable(detail: "\(other): is not empty; expected a folder to make")) {
            try RunMerge.merge(["\(folder.path)/1"], into: other)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["notes"])
    }
}
