import Evaluation
import Testing

@testable import Reporting

@Suite struct ProgressTests {
    private static func progress(samples: Int = 2, name: String = "runs/atlas") -> EvalProgress {
        let run = ReportFixture.run(name, problems: 12, samples: samples)
        var progress = EvalProgress(
            run: run.name, problems: run.problems, samples: samples, results: Array(run.results.prefix(4)))
        for result in run.results[4..<12] { progress.ended(result) }
        progress.callBegan()
        progress.callBegan()
        progress.callEnded(attempts: 3)
        progress.elapsed = 60
        return progress
    }

    @Test func `an evaluation is shown in 80 columns`() {
        #expect(
            ProgressText.lines(Self.progress(), width: 80, height: 24, isColoured: false) == [
                "runs/atlas  12/24 samples  50 %  ━━━━━━━━━━━━━━━━━━━━━━━────────────────────────",
                "            AC     WA   left   AC %",
                "easy         4      ·      4  100.0",
                "medium       2      2      4   50.0",
                "hard         ·      4      4    0.0",
                "all          6      6     12   50.0",
                "1 call in flight · 2 retries · 8.0 samples/min · 1:00 · 1:30 left",
                "$0.0120 of about $0.0240 · 48 calls · 13\u{202F}200 tokens",
            ])
    }

    @Test(arguments: [10, 20, 39, 40, 60, 79, 80, 81, 200])
    func `no line is wider than the terminal`(_ width: Int) {
        for isColoured in [true, false] {
            for name in ["runs/atlas", "runs/縦横の和と積の問題-縦横の和と積の問題"] {
                let lines = ProgressText.lines(
                    Self.progress(name: name), width: width, height: 24, isColoured: isColoured)
                #expect(lines.allSatisfy { ProgressText.columns($0) <= width })
            }
        }
    }

    @Test(arguments: [2, 4, 8, 9]) func `there are never more lines than the terminal has`(_ height: Int) {
        #expect(ProgressText.lines(Self.progress(), width: 80, height: height, isColoured: false).count < height)
    }

    @Test func `without colours there is no control code`() {
        let lines = ProgressText.lines(Self.progress(), width: 80, height: 24, isColoured: false)
        #expect(!lines.joined().unicodeScalars.contains("\u{1B}"))
        let coloured = ProgressText.lines(Self.progress(), width: 80, height: 24, isColoured: true)
        #expect(coloured.joined().unicodeScalars.contains("\u{1B}"))
        #expect(zip(lines, coloured).allSatisfy { ProgressText.columns($0) == ProgressText.columns($1) })
    }

    @Test func `a sample that failed before is still to be done`() {
        let problem = ReportFixture.problem(0)
        let failed = ReportFixture.result(problem, 0, nil, isFailed: true)
        var progress = EvalProgress(run: "r", problems: [problem], samples: 1, results: [failed])
        #expect(progress.done == 0)
        progress.ended(ReportFixture.result(problem, 0, .accepted))
        #expect(progress.done == 1)
    }

    @Test func `a sample whose cap allows no call has ended, and is in no share`() {
        let problem = ReportFixture.problem(0)
        var unasked = ReportFixture.result(problem, 0, nil)
        unasked.failure = .cap
        let progress = EvalProgress(
            run: "r", problems: [problem], samples: 2,
            results: [unasked, ReportFixture.result(problem, 1, .accepted)])
        #expect(progress.done == 2)
        let lines = ProgressText.lines(progress, width: 80, height: 24, isColoured: false)
        #expect(
            Array(lines[1...2]) == [
                "            AC  not asked   left   AC %", "easy         1          1      0  100.0",
            ])
    }

    @Test func `endings go by the names that reports give them`() {
        let problem = ReportFixture.problem(0)
        let progress = EvalProgress(
            run: "r", problems: [problem], samples: 2,
            results: [ReportFixture.result(problem, 0, nil), ReportFixture.result(problem, 1, .accepted)])
        let lines = ProgressText.lines(progress, width: 80, height: 24, isColoured: false)
        #expect(
            Array(lines[1...2]) == [
                "            AC  no program   left   AC %", "easy         1           1      0   50.0",
            ])
        // Where there is no room for it, the column is dropped.
        let narrow = ProgressText.lines(progress, width: 39, height: 24, isColoured: false)
        #expect(narrow[1] == "            AC   left   AC %")
    }

    @Test func `problems count with the samples that they have, and not when they are left out`() {
        var problems = (0..<3).map(ReportFixture.problem)
        problems[1].samples = 5
        var progress = EvalProgress(run: "r", problems: problems, samples: 2, results: [])
        #expect(progress.total == 9)
        progress.leftOut(problems[1])
        progress.leftOut(problems[2])
        #expect(progress.total == 2)
    }

    @Test func `before the first sample nothing is foretold`() {
        let progress = EvalProgress(run: "r", problems: [ReportFixture.problem(0)], samples: 1, results: [])
        #expect(progress.rate == nil && progress.secondsLeft == nil && progress.expectedCostUSD == nil)
    }

    @Test(arguments: [(7.4, "0:07"), (247, "4:07"), (3847, "1:04:07"), (-1, "0:00")])
    func `times are read as on a clock`(_ row: (Double, String)) { #expect(ProgressText.clock(row.0) == row.1) }
}
