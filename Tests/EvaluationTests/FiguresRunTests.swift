import Foundation
import Judging
import Orchestration
import Testing

@testable import Evaluation

@Suite struct FiguresRunTests {
    private static func result(
        _ id: String, _ sample: Int, _ verdict: Verdict?, difficulty: String? = nil, platform: String? = nil,
        date: String? = nil, isFailed: Bool = false
    ) -> EvalResult {
        var result = EvalResult(
            problem: EvalProblem(id: id, title: id, platform: platform, contestDate: date, difficulty: difficulty),
            sample: sample, language: "python")
        result.verdict = verdict
        result.failure = isFailed ? .machine : verdict == nil ? .model : nil
        result.program = verdict == nil ? nil : "print(\(sample))"
        result.publicVerdict = verdict
        (result.explores, result.calls) = (sample + 1, 2)
        (result.inputTokens, result.outputTokens) = (100, 10)
        (result.costUSD, result.callSeconds) = (0.5, 2)
        result.stopReason = isFailed ? nil : .budget
        return result
    }

    private static let results = [
        result("a", 0, .accepted, difficulty: "hard", platform: "atcoder", date: "2024-05-31"),
        result("a", 1, .wrongAnswer, difficulty: "hard", platform: "atcoder", date: "2024-05-31"),
        result("b", 0, .accepted, difficulty: "easy", platform: "leetcode", date: "2024-06-01"),
        result("b", 1, .accepted, difficulty: "easy", platform: "leetcode", date: "2024-06-01"),
        result("c", 0, nil, difficulty: "easy"), result("c", 1, nil, difficulty: "easy", isFailed: true),
    ]

    @Test func `figures do not depend on the order in which samples ended`() {
        #expect(EvalFigures(Self.results) == EvalFigures(Self.results.reversed()))
    }

    @Test func `problems are grouped by difficulty, platform and month`() {
        let figures = EvalFigures(Self.results)
        #expect(figures.all.passAt1?.value == 0.5)
        #expect(figures.all.problems == 3 && figures.all.samples == 5 && figures.all.acceptedProblems == 2)
        #expect(figures.byDifficulty.map(\.name) == ["easy", "hard"])
        #expect(figures.byDifficulty.map { $0.passAt1?.value } == [0.5, 0.5])
        #expect(figures.byPlatform.map(\.name) == ["atcoder", "leetcode"])
        #expect(figures.byMonth.map(\.name) == ["2024-05", "2024-06"])
    }

    @Test func `the day of the cut-off belongs to what comes after`() throws {
        let cutoff = try #require(EvalFigures(Self.results, cutoff: "2024-06-01").cutoff)
        #expect(cutoff.before.problems == 1 && cutoff.after.problems == 1 && cutoff.undated == 1)
        #expect(cutoff.difference?.value == 0.5)
        #expect(EvalFigures(Self.results, cutoff: "2030-01-01").cutoff?.difference == nil)
    }

    @Test func `what failed was paid for, but is in no score`() {
        let figures = EvalFigures(Self.results)
        #expect(figures.resources.total.costUSD == 3)
        #expect(figures.resources.perProblem?.costUSD == 1)
        #expect(figures.resources.perAcceptedProblem?.costUSD == 1.5)
        #expect(figures.endings.map(\.name) == ["AC", "WA", "no program", "failed"])
        #expect(figures.endings.map(\.samples) == [3, 1, 1, 1])
    }

    @Test func `a sample of which no model was asked is in no score, and has not failed`() {
        var unasked = Self.result("d", 0, nil, difficulty: "easy")
        unasked.failure = .cap
        let figures = EvalFigures(Self.results + [unasked])
        #expect(figures.all == EvalFigures(Self.results).all)
        #expect(figures.endings.map(\.name) == ["AC", "WA", "no program", "failed", "not asked"])
        #expect(figures.endings.map(\.samples) == [3, 1, 1, 1, 1])
    }

    @Test func `stops are counted by reason and by explores`() {
        let stops = EvalFigures(Self.results).stops
        #expect(stops.reasons == [StopFigures.Reason(reason: .budget, samples: 5, accepted: 3)])
        #expect(stops.explores.map(\.explores) == [0, 1, 2])
        #expect(stops.explores.map(\.samples) == [0, 3, 2])
    }

    @Test func `official and corrected scores stand side by side`() throws {
        var results = Self.results
        #expect(EvalFigures(results).errata == nil)
        results[1].corrected = .accepted
        results[2].excluded = "its tests are wrong"
        results[3].excluded = "its tests are wrong"
        let errata = try #require(EvalFigures(results).errata)
        #expect(errata.official.value == 0.5)
        // a is right in both samples by the errata, b is out, c has no program.
        #expect(errata.corrected?.value == 0.5)
        #expect(errata.changed == ["a"] && errata.excluded == ["b"])
    }

    @Test(arguments: [("abc311_c", "Find it!"), ("3194", "find-the-peaks")])
    func `a corrected score is one that was checked`(_ id: String, _ title: String) throws {
        let problems = [EvalProblem(id: id, title: title), EvalProblem(id: "a", title: "a")]
        var results = [Self.result(id, 0, .wrongAnswer), Self.result("a", 0, .accepted)]
        // As an import has it.
        let imported = try #require(EvalFigures(results, problems: problems).errata)
        #expect(imported.unchecked == [id] && imported.corrected == nil && imported.official.value == 0.5)
        // As grading has it, with a checker.
        results[0].corrected = .accepted
        let graded = try #require(EvalFigures(results, problems: problems).errata)
        #expect(graded.unchecked == [] && graded.corrected?.value == 1 && graded.changed == [id])
        // What holds no program, and what is right anyway, needs no checker.
        results[0] = Self.result(id, 0, nil)
        #expect(EvalFigures(results, problems: problems).errata == nil)
        results[0] = Self.result(id, 0, .accepted)
        #expect(EvalFigures(results, problems: problems).errata == nil)
    }

    @Test func `there is no vote where it is not known which programs pass the public tests`() {
        var samples = [
            Self.result("a", 0, .accepted), Self.result("a", 1, .wrongAnswer), Self.result("a", 2, .wrongAnswer),
        ]
        #expect(EvalFigures(samples).majorityAtK.map(\.estimate.value) == [2.0 / 3, 1])
        // As an import has it: another grader does not say which test failed.
        samples[2].publicVerdict = nil
        #expect(EvalFigures(samples).majorityAtK.isEmpty)
        #expect(EvalFigures(samples).all.passAtK.count == 3)
        // Graded here, and still without one: the problem has no public tests.
        let report = JudgeReport(
            file: "a", language: "python", verdict: .wrongAnswer, tests: [], compile: nil, message: nil)
        samples[2].tests = TestSummary(report, of: 1)
        #expect(EvalFigures(samples).majorityAtK.count == 2)
        // Values are no programs, so no test of theirs is public.
        for sample in samples.indices {
            (samples[sample].publicVerdict, samples[sample].tests) = (nil, nil)
            samples[sample].scenario = .codeExecution
        }
        #expect(EvalFigures(samples).majorityAtK.count == 2)
    }

    @Test(
        arguments: [
            ([("public", .accepted), ("private", .wrongAnswer)], .wrongAnswer, .accepted),
            ([("public", .accepted), ("public", .timeLimitExceeded)], .timeLimitExceeded, .timeLimitExceeded),
            ([("public", .accepted), ("private", .judgeError)], .judgeError, .accepted),
            ([("public", .judgeError)], .judgeError, nil), ([("private", .accepted)], .accepted, nil),
            ([], .compileError, .compileError), ([], .judgeError, nil),
        ] as [([(String, Verdict)], Verdict, Verdict?)])
    func `grading on all tests tells the verdict on the public ones`(
        _ traces: [(String, Verdict)], _ verdict: Verdict, _ expected: Verdict?
    ) {
        let empty = Excerpt(Data())
        let tests = traces.enumerated().map { number, trace in
            TestTrace(
                name: "\(number)", group: trace.0, verdict: trace.1, cpuMilliseconds: 1, wallMilliseconds: 1,
                peakKiB: 1,
                message: nil, input: empty, expected: empty, actual: empty, stderr: empty)
        }
        let report = JudgeReport(
            file: "a", language: "python", verdict: verdict, tests: tests, compile: nil, message: nil)
        #expect(report.publicVerdict == expected)
    }

    @Test func `a run without a judged sample has no score`() {
        let figures = EvalFigures([Self.result("a", 0, nil, isFailed: true)])
        #expect(figures.all.passAtK.isEmpty && figures.majorityAtK.isEmpty)
        #expect(figures.resources.perAcceptedProblem == nil)
    }

    private static func run(_ name: String, _ results: [EvalResult]) -> EvaluatedRun {
        let settings = EvalSettings(
            dataset: "ab", method: name, model: "m", solvers: ["m"], language: "python", prompts: "p", maxExplores: 8,
            actions: .auto, samples: 1)
        return EvaluatedRun(
            name: name,
            fingerprint: RunFingerprint(settings: settings, atlas: ["1"], toolchains: [], hosts: [], models: []),
            problems: [], results: results)
    }

    @Test func `a comparison is about the problems that both have judged`() {
        let first = Self.run(
            "x", ["a", "b", "c", "d"].map { Self.result($0, 0, $0 == "a" ? .accepted : .wrongAnswer) })
        let second = Self.run(
            "y",
            ["a", "b", "c"].map { Self.result($0, 0, $0 == "a" ? .wrongAnswer : .accepted) }
                + [Self.result("d", 0, nil, isFailed: true), Self.result("e", 0, .accepted)])
        let comparison = RunComparison(first, second)
        #expect(comparison.problems == 3 && comparison.onlyInFirst == 1 && comparison.onlyInSecond == 1)
        #expect(comparison.gained.map(\.problem) == ["b", "c"] && comparison.lost.map(\.problem) == ["a"])
        #expect(comparison.bothSolve == 0 && comparison.neitherSolves == 0)
        #expect(comparison.pValue == 1)
        #expect(abs((comparison.scores.first?.difference.value ?? 0) - 1.0 / 3) < 1e-12)
        #expect(comparison.obstacles.isEmpty)
        #expect(comparison.differences.map(\.field) == ["--method"])
    }

    @Test func `other data, limits or graders forbid a comparison`() {
        let first = Self.run("x", [Self.result("a", 0, .accepted)])
        var data = first
        data.fingerprint.settings.dataset = "cd"
        var limits = first
        limits.fingerprint.settings.limits = GradingLimits(timeScale: 2)
        var grader = first
        grader.fingerprint.atlas = ["2"]
        var tools = first
        tools.fingerprint.toolchains = ["Python 3.12"]
        for other in [data, limits, grader, tools] { #expect(RunComparison(first, other).obstacles.count == 1) }
        var host = first
        host.fingerprint.models = [RunFingerprint.ModelVersion(name: "m", version: "m-2")]
        #expect(RunComparison(first, host).obstacles.isEmpty)
        #expect(RunComparison(first, host).differences.map(\.field) == ["versions of models"])
    }

    @Test func `an import without a data set says so wherever the data set is told`() {
        let known = Self.run("x", []).fingerprint.settings
        var unknown = known
        unknown.dataset = ""
        let difference = unknown.differences(from: known).first
        #expect(difference?.field == "the data set" && difference?.first == "none" && difference?.second == "ab")
        #expect(unknown.datasetText == "none")
    }

    @Test func `machines that differ in one thing alone have an order, so that a fingerprint is the same everywhere`() {
        let hosts = (1...8).flatMap { cores in
            ["A", "B"].map { HostDescription(name: "h", processor: $0, cores: cores, kernel: "Linux 6") }
        }
        let settings = Self.run("x", []).fingerprint.settings
        let fingerprint = RunFingerprint(settings: settings, atlas: [], toolchains: [], hosts: hosts, models: [])
        #expect(
            fingerprint.hosts.map { "\($0.processor)\($0.cores)" }
                == ["A", "B"].flatMap { processor in (1...8).map { "\(processor)\($0)" } })
    }

    @Test func `what explores take and whether probes run is named, and forbids no comparison`() {
        let first = Self.run("x", [Self.result("a", 0, .accepted)])
        var second = first
        second.fingerprint.settings.maxExplores = 4
        second.fingerprint.settings.firstExplores = 1
        second.fingerprint.settings.patience = 4
        second.fingerprint.settings.exploreEffort = true
        second.fingerprint.settings.exploreStrategy = true
        second.fingerprint.settings.probes = .auto
        let comparison = RunComparison(first, second)
        #expect(comparison.obstacles.isEmpty)
        #expect(
            comparison.differences.map { "\($0.field) \($0.first) \($0.second)" } == [
                "--max-explores 8 4", "--first-explores 0 1", "--patience 0 4", "--explore-effort off on",
                "--explore-strategy off on", "--probes off auto",
            ])
    }
}
