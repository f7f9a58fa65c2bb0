import ArgumentParser
import FoundationEssentials
import Judging
import Problems
import Reporting

/// `atlas grade`: the verdict of programs on a problem's tests, or of a file of submissions on theirs.
struct Grade: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge programs on a problem's public and private tests.",
        discussion: """
            PROBLEM is one of:
              - a bundled problem's name
              - a folder (statement.md and tests/, or an ICPC problem package)
              - DATA.jsonl#ID, for one LiveCodeBench record

            Each line of a --batch file is {"id", "problem", "language", "code"}. Optional are "tests" ("all" or \
            "public"), and "cpu_ms" and "memory_kib" in place of the problem's limits. Each result is a line of \
            atlas.grade-batch/1. With -o, the same command again goes on where it stopped.

            --lcb and --outputs score a file of LiveCodeBench's own harness, from any of its scenarios: pass@k and, if \
            the file has grades, which of them differ. With --json each answer is a line (atlas.grade-outputs/1), and \
            the figures come last.

            Exit status for programs:
              0  every program is accepted
              1  a program is not accepted
              3  the grader failed (verdict JE)

            Exit status for --batch and --outputs:
              0  everything was judged, whatever the verdicts
              2  a line or item could not be judged
              3  the grader failed on a line or item

            Examples:
              atlas grade hot-soup soup.py
              atlas grade --json bundled.jsonl#hot-soup soup.py
              atlas grade hot-soup --language python - < soup.py
              atlas grade --batch samples.jsonl --dataset lcb.jsonl -o results.jsonl
              atlas grade --lcb bundled.jsonl --outputs outputs.json
            """)

    @Argument(help: ArgumentHelp("Problem to judge on.", valueName: "problem"), completion: .problem)
    var problem: String?
    @Argument(help: ArgumentHelp("Source files to judge; - for stdin.", valueName: "file"), completion: .file())
    var files: [String] = []
    @OptionGroup(title: "Batch") var batch: BatchOptions
    @OptionGroup(title: "LiveCodeBench's output files") var outputs: OutputsOptions
    @OptionGroup var language: LanguageOption
    @OptionGroup var jobs: JobsOption
    @OptionGroup var problems: ProblemsOption
    @Flag(help: "Stop a program at its first test that is not accepted, unless single tests give points.")
    var stopAtFirstFailure = false
    @Flag(help: "Measure this machine first, and lengthen time limits by how much slower it is than the reference.")
    var calibrate = false
    @Flag(help: "Print one JSON document (schema atlas.grade/1) on stdout.") var json = false

    func validate() throws {
        if let input = batch.input {
            guard outputs.file == nil else {
                throw ValidationError("--batch and --outputs exclude each other; give one of them")
            }
            guard problem == nil, language.id == nil else {
                throw ValidationError(
                    "--batch \(input): problem and language stand in its lines, not among the arguments")
            }
        } else if outputs.file != nil {
            guard problem == nil, language.id == nil else {
                throw ValidationError("--outputs: questions are named in the file, and its programs are in Python")
            }
            guard !stopAtFirstFailure, !calibrate, problems.folder == nil else {
                throw ValidationError(
                    "--stop-at-first-failure, --calibrate and --problems mean nothing to --outputs, which grades by "
                        + "LiveCodeBench's rules; leave them out")
            }
        } else if problem == nil || files.isEmpty {
            throw ValidationError(
                "expected a problem and one or more source files, --batch FILE, or --lcb DATA --outputs FILE")
        }
    }

    func run() async throws {
        let languages = try language.languages.table()
        if outputs.file != nil { return try await outputs.score(languages, jobs: jobs.count, json: json) }
        guard let reference = problem else { return try await gradeBatch(languages) }
        let stdin = files.contains("-") ? try await StandardStreams.readAll() : nil
        let submissions = try language.submissions(files, in: languages, stdin: stdin)
        let problem = try problems.open(reference)
        ScoringNote(policy).tell(of: problem)
        let reports = try await Workshop.open(workers: jobs.count, languages: languages) { workshop in
            let judge = try await judge(workshop)
            var reports: [JudgeReport] = []
            for submission in submissions {
                let report = try await judge.judge(
                    submission, on: problem, tests: problem.allTests,
                    policy: policy)
                if !json { try StandardStreams.print((reports.isEmpty ? "" : "\n") + GradeReport.text(report)) }
                reports.append(report)
            }
            return reports
        }
        if json { try StandardStreams.print(JSONDocument.text(GradeReport.json(problem: problem.id, reports))) }
        if reports.contains(where: { $0.verdict == .judgeError }) { throw ExitStatus.infrastructure }
        if reports.contains(where: { $0.verdict != .accepted }) { throw ExitStatus.notAccepted }
    }

    private func gradeBatch(_ languages: LanguageTable) async throws {
        guard let input = batch.input else { return }
        let tally = try await Workshop.open(workers: jobs.count, languages: languages) { workshop in
            try await batch.grade(
                input, problems: problems, languages: languages, judge: judge(workshop), policy: policy)
        }
        StandardStreams.tell(GradeBatchReport.summary(tally))
        if tally.verdicts[.judgeError] != nil { throw ExitStatus.infrastructure }
        if tally.faulty > 0 { throw ExitStatus.badInput }
    }

    private var policy: Judge.Policy { stopAtFirstFailure ? .stopAtFirstFailure : .all }

    /// The judge; with `--calibrate` one whose time limits fit this machine.
    private func judge(_ workshop: Workshop) async throws -> Judge {
        guard calibrate else { return workshop.judge }
        let calibration = try await Calibration.measure(pool: workshop.pool, builder: workshop.builder)
        let scale = (calibration.timeScale * 100).rounded() / 100
        StandardStreams.tell(
            "calibration: the reference program took \(Int(calibration.milliseconds)) ms "
                + "(reference: \(Int(Calibration.referenceMilliseconds)) ms); time limits times \(scale)")
        return try Judge(pool: workshop.pool, builder: workshop.builder, timeScale: scale)
    }
}
