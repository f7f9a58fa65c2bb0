import ArgumentParser
import FoundationEssentials
import Judging
import Problems
import Reporting

/// `atlas grade`: the verdict of programs on a problem's tests.
struct Grade: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge programs on a problem's public and private tests.",
        discussion: """
            PROBLEM is a bundled problem's name, a folder (statement.md and tests/, or an ICPC problem package), or \
            DATA.jsonl#ID for one LiveCodeBench record. Exit status: 0 when every program is accepted, 1 when one is \
            not, 3 when the grader failed (verdict JE).

            Examples:
              atlas grade hot-soup soup.py
              atlas grade --json bundled.jsonl#hot-soup soup.py
            """)

    @Argument(help: ArgumentHelp("The problem.", valueName: "problem")) var problem: String
    @Argument(help: ArgumentHelp("Source files to judge.", valueName: "file")) var files: [String]
    @OptionGroup var language: LanguageOption
    @OptionGroup var jobs: JobsOption
    @OptionGroup var problems: ProblemsOption
    @Flag(help: "Stop a program at its first test that is not accepted.") var stopAtFirstFailure = false
    @Flag(help: "Print one JSON document (schema atlas.grade/1) on stdout.") var json = false

    func run() async throws {
        let languages = try language.languages.table()
        let submissions = try language.submissions(files, in: languages)
        let problem = try problems.open(problem)
        let reports = try await Workshop.open(workers: jobs.count, languages: languages) { workshop in
            var reports: [JudgeReport] = []
            for submission in submissions {
                let report = try await workshop.judge.judge(
                    submission, on: problem, tests: problem.allTests,
                    policy: stopAtFirstFailure ? .stopAtFirstFailure : .all)
                if !json { try StandardStreams.print((reports.isEmpty ? "" : "\n") + GradeReport.text(report)) }
                reports.append(report)
            }
            return reports
        }
        if json { try StandardStreams.print(JSONDocument.text(GradeReport.json(problem: problem.id, reports))) }
        if reports.contains(where: { $0.verdict == .judgeError }) { throw ExitStatus.infrastructure }
        if reports.contains(where: { $0.verdict != .accepted }) { throw ExitStatus.notAccepted }
    }
}
