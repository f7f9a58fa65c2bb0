import Evaluation
import Models
import Testing

@testable import Reporting

@Suite struct EvaluationReportTests {
    private static let single = ReportFixture.run("runs/single", problems: 6, samples: 1)
    private static let report = EvaluationReport([single])

    @Test func `the text begins with the score, its interval and what it is made of`() {
        #expect(
            Self.report.text.hasPrefix(
                """
                Runs
                  run     method  model   pass@1  95 % interval  problems  samples  accepted  failed
                  single  atlas   tester  66.7 %   [30.0, 90.3]         6        6         4       0
                  Intervals: Wilson's.

                By difficulty
                  difficulty  problems  samples  accepted   pass@1  95 % interval
                  easy               2        2         2  100.0 %  [34.2, 100.0]
                  medium             2        2         2  100.0 %  [34.2, 100.0]
                  hard               2        2         0    0.0 %    [0.0, 65.8]
                """))
    }

    @Test func `samples of which no model was asked stand apart from those that failed`() {
        var run = Self.single
        for (sample, failure) in [FailureKind.cap, .machine].enumerated() {
            run.results[sample].verdict = nil
            run.results[sample].failure = failure
        }
        let report = EvaluationReport([run])
        let text = report.text
        #expect(
            text.hasPrefix(
                """
                Runs
                  run     method  model   pass@1  95 % interval  problems  samples  accepted  failed  not asked
                  single  atlas   tester  50.0 %   [15.0, 85.0]         4        4         2       1          1
                """))
        #expect(report.sections[0].note?.contains("Failed samples are") == true)
        #expect(report.sections[0].note?.contains("Of samples not asked") == true)
        for row in ["failed           1  16.7 %", "not asked        1  16.7 %"] { #expect(text.contains(row)) }
        #expect(EvalReport.line(run.results[0]).hasPrefix("p0 #0: not asked ("))
        #expect(!Self.report.text.contains("not asked"))
    }

    @Test func `what failed before, too, and a grading that was not applied are said`() {
        #expect(EvalReport.text(EvalSummary([], failedAgain: 2)).contains("of these, 2 samples failed before, too"))
        #expect(!EvalReport.text(EvalSummary([])).contains("failed before"))
        var summary = RegradeSummary()
        summary.applied = true
        #expect(EvalReport.text(summary) == "0 programs graded again, 0 flipped")
        summary.applied = false
        #expect(EvalReport.text(summary).contains("; nothing was changed, as verdicts of two gradings"))
    }

    @Test func `an unfinished run is said to be so`() {
        var run = Self.single
        run.results.removeLast(2)
        #expect(EvaluationReport([run]).text.contains("single is not finished: 2 samples are missing."))
    }

    @Test func `a problem that was left out, or has fewer samples than others, misses none`() {
        var run = Self.single
        run.fingerprint.settings.samples = 2
        run.problems = run.problems.map { problem in
            var problem = problem
            problem.samples = 1
            return problem
        }
        run.problems[0].samples = 0
        run.results.removeFirst()
        #expect(!EvaluationReport([run]).text.contains("is not finished"))
        run.problems[1].samples = nil
        #expect(EvaluationReport([run]).text.contains("single is not finished: 1 sample is missing."))
    }

    @Test func `markup in a name stays text in Markdown`() {
        var run = Self.single
        run.fingerprint.settings.model = "a|b<img> *c*"
        #expect(EvaluationReport([run]).markdown.contains("| a\\|b\\<img\\> \\*c\\* |"))
    }

    @Test func `CSV has a line for each sample, and quotes what needs it`() {
        var run = Self.single
        run.results[0].problem = "a,\"b\"\u{301}\nc"
        let lines = EvaluationReport([run]).csv
        #expect(lines.hasPrefix("run,problem,platform,contest_date,difficulty,sample,verdict,"))
        #expect(lines.contains("runs/single,\"a,\"\"b\"\"\u{301}\nc\",atcoder,2024-01-15,easy,0,AC,"))
        #expect(
            lines.contains(
                "\r\nruns/single,p1,leetcode,2024-02-15,medium,0,AC,,AC,,agreement,2,4,1000,100,0.001,1.5\r\n"))
    }

    @Test func `the JSON holds figures and fingerprints of all runs, and comparisons`() throws {
        let other = ReportFixture.run("runs/other", problems: 6, samples: 1) { problem, _ in problem < 2 }
        guard case .object(let document) = try EvaluationReport([Self.single, other]).json(),
            case .array(let runs)? = document["runs"], case .array(let comparisons)? = document["comparisons"],
            case .object(let run) = runs[0], case .object(let comparison) = comparisons[0]
        else { return #expect(Bool(false), "not the document expected") }
        #expect(document["schema"] == .string("atlas.report/1"))
        #expect(runs.count == 2)
        #expect(run["fingerprint_hash"] == .string(Self.single.fingerprint.hash))
        #expect(comparison["both_solve"] == .int(2))
    }

    @Test func `runs of one name are told apart by their paths`() {
        let report = EvaluationReport([
            ReportFixture.run("a/run", problems: 2, samples: 1), ReportFixture.run("b/run", problems: 2, samples: 1),
        ])
        #expect(report.runs.map(\.label) == ["a/run", "b/run"])
        #expect(Self.report.runs.map(\.label) == ["single"])
    }

    @Test func `a comparison names what flipped, and objects to other data`() {
        let fingerprint = ReportFixture.fingerprint(dataset: "other", samples: 1)
        let other = ReportFixture.run("runs/other", problems: 6, samples: 1, fingerprint: fingerprint) { problem, _ in
            problem < 3
        }
        let report = ComparisonReport(RunComparison(Self.single, other))
        #expect(
            report.objection
                == "runs/single and runs/other were not measured alike: they differ in the data set: ab12 and other")
        #expect(
            report.text.contains(
                """
                Problems that flipped
                  problem  difficulty  solved by         accepted by runs/single  by runs/other
                  p2       hard        only runs/other                    0 of 1         1 of 1
                  p3       easy        only runs/single                   1 of 1         0 of 1
                  p4       medium      only runs/single                   1 of 1         0 of 1
                """))
    }
}
