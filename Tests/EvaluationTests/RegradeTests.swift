import Foundation
import Judging
import Orchestration
import Problems
import Testing

@testable import Evaluation

/// What a later grading makes of a run.
@Suite struct RegradeTests {
    /// A folder of the test's own, gone when the test is.
    private final class Folder {
        let path = NSTemporaryDirectory() + "/atlas-regrade-\(UUID().uuidString)"

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    /// An imported run: its grader is not known.
    private static let settings = EvalSettings(
        dataset: "ab12", method: "published", model: "m", solvers: ["m"], language: "python", prompts: "unknown",
        maxExplores: 1, actions: .auto, samples: 3)

    private static func result(_ sample: Int, _ verdict: Verdict?, program: String? = "print(1)") -> EvalResult {
        var result = EvalResult(problem: EvalProblem(id: "a", title: "a"), sample: sample, language: "python")
        (result.verdict, result.program) = (verdict, program)
        result.failure = verdict == nil ? .machine : nil
        return result
    }

    private static func open(_ folder: Folder) async throws -> EvalRun {
        let run = try EvalRun(
            directory: folder.path, settings: settings, session: RunSession(atlas: "0", toolchains: []))
        try await run.add([(0, EvalProblem(id: "a", title: "a"))])
        return run
    }

    @Test func `a run is what it was until all is graded, and then all of it changes at once`() async throws {
        let folder = Folder()
        let run = try await Self.open(folder)
        try await run.append(Self.result(0, .accepted))
        try await run.append(Self.result(1, .wrongAnswer))
        await run.close()
        // A grading that was cut off, or had nothing to apply.
        try RunRevision(directory: folder.path).close()
        let before = try RunStore.open(folder.path)
        #expect(try before.fingerprint().toolchains.isEmpty)
        #expect(try before.sessions().count == 1)
        #expect(try before.results() == [Self.result(0, .accepted), Self.result(1, .wrongAnswer)])

        var limits = Self.settings.limits
        (limits.overridingCPUMilliseconds, limits.overridingMemoryKiB) = (5, 2048)
        let session = RunSession(atlas: "1", toolchains: ["Python 3"], selection: "regrade")
        let report = JudgeReport(
            file: "a", language: "python", verdict: .timeLimitExceeded, tests: [], compile: nil, message: nil)
        let revision = try RunRevision(directory: folder.path)
        try revision.apply([(Self.result(0, .timeLimitExceeded), report)], limits: limits, by: session)
        revision.close()
        let after = try RunStore.open(folder.path)
        #expect(try after.results() == [Self.result(0, .timeLimitExceeded), Self.result(1, .wrongAnswer)])
        #expect(try after.grade(problem: "a", sample: 0)?.verdict == .timeLimitExceeded)
        #expect(try after.fingerprint().toolchains == ["Python 3"])
        #expect(try after.sessions().last?.ended != nil)
        #expect(after.settings.limits == limits)
        #expect(after.settings.differences(from: Self.settings).map(\.field) == ["limits of grading"])
        #expect(limits.text.hasSuffix("time x1.0; every problem 5 ms, 2048 KiB"))
        var own = ProblemLimits(cpuMilliseconds: 100, memoryKiB: 64)
        limits.apply(to: &own)
        #expect(own.cpuMilliseconds == 5 && own.memoryKiB == 2048)
        Self.settings.limits.apply(to: &own)
        #expect(own.cpuMilliseconds == 5 && own.memoryKiB == 2048)
    }

    @Test func `a verdict that stands is not replaced, and gets what another grader did not say`() async throws {
        let folder = Folder()
        let run = try await Self.open(folder)
        var known = Self.result(1, .wrongAnswer)
        known.publicVerdict = .accepted
        for result in [Self.result(0, .wrongAnswer), known] { try await run.append(result) }
        await run.close()
        let grade = JudgeReport(
            file: "a", language: "python", verdict: .wrongAnswer, tests: [], compile: nil, message: "line 1")
        var confirmed = [Self.result(0, .wrongAnswer), known]
        for sample in confirmed.indices {
            confirmed[sample].publicVerdict = .wrongAnswer
            (confirmed[sample].tests, confirmed[sample].message) = (TestSummary(grade, of: 3), "line 1")
        }
        let revision = try RunRevision(directory: folder.path)
        try revision.apply(
            [], confirming: confirmed, limits: Self.settings.limits, by: RunSession(atlas: "1", toolchains: []))
        revision.close()
        let results = try RunStore.open(folder.path).results()
        #expect(results.map(\.publicVerdict) == [.wrongAnswer, .accepted], "what is known already stays")
        #expect(results.map { $0.tests?.total } == [3, 3])
        #expect(results.map(\.message) == [nil, nil])
    }

    @Test func `of what failed only the judge's failures are graded again`() async throws {
        let folder = Folder()
        let run = try await Self.open(folder)
        try await run.append(Self.result(0, nil), trajectory: try Self.trajectory(failures: "[]"))
        let lost = #"[{"role":"tester","n":1,"model":"m","reason":"busy"}]"#
        try await run.append(Self.result(1, nil), trajectory: try Self.trajectory(failures: lost))
        try await run.append(Self.result(2, .wrongAnswer, program: nil))
        #expect(try run.store().gradable().map(\.sample) == [0])
        #expect(try run.store().failedAgain() == 0)
        try await run.append(Self.result(1, nil))
        #expect(try run.store().failedAgain() == 1)
        try await run.append(Self.result(1, .accepted))
        #expect(try run.store().failedAgain() == 0)
    }

    private static func trajectory(failures: String) throws -> Trajectory {
        let text = """
            {"calls":[],"explores":[],"failures":\(failures),"language":"python","malformed_actions":0,
            "max_explores":1,"method":"codet","problem":"a","prompts":"p","revisions":0,"solver":"m",
            "stop_reason":"fixed","totals":{"call_seconds":0,"calls":0,"failed_explores":0,"input_tokens":0,
            "output_tokens":0}}
            """
        return try JSONDecoder().decode(Trajectory.self, from: Data(text.utf8))
    }

    @Test func `what a cap kept from being asked is no lost call`() throws {
        let failures = """
            [{"role":"planner","n":1,"model":"m","reason":"filtered"},
            {"role":"tester","n":1,"model":"m","reason":"a cap","not_made":true}]
            """
        #expect(try Self.trajectory(failures: failures).lostCalls == ["filtered"])
    }

    @Test func `verdicts of two gradings do not stand side by side`() {
        func summary(before: Verdict?, after: Verdict?) -> RegradeSummary {
            var summary = RegradeSummary()
            summary.take(Regrade(problem: "a", sample: 0, before: before, after: after))
            return summary
        }
        #expect(summary(before: .accepted, after: .wrongAnswer).isWhole)
        #expect(summary(before: nil, after: nil).isWhole, "it has no verdict that would stay")
        #expect(!summary(before: .accepted, after: nil).isWhole)
    }
}
