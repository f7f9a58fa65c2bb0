import ArgumentParser
import Evaluation
import Judging
import Models
import Problems
import Reporting

/// `atlas regrade`: the stored programs of a run graded again, and what flipped.
struct RegradeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regrade",
        abstract: "Grade the stored answers of a run again, without a call of a model, and show what flipped.",
        discussion: """
            With other limits, other checkers or another version of atlas verdicts may change. Nothing of the run is \
            changed unless --apply is given; the verdicts that it had are kept in its store then.

            Exit status: 0 when every verdict is the same, or --apply is given; 1 when some flipped; 3 when the \
            grader failed on some.

            Examples:
              atlas regrade runs/single
              atlas regrade runs/single --time-limit 1000
            """)

    @Argument(help: ArgumentHelp("The run's folder.", valueName: "run")) var run: String
    @OptionGroup var options: RunDataOptions
    @Option(help: ArgumentHelp("CPU time for one test (default: the problem's own).", valueName: "ms"))
    var timeLimit: Int?
    @Option(help: ArgumentHelp("Memory for one test (default: the problem's own).", valueName: "mib"))
    var memoryLimit: Int?
    @Flag(help: "Make the new verdicts those of the run.") var apply = false
    @Flag(help: "Print one JSON document (schema atlas.regrade/1) on stdout.") var json = false

    func validate() throws {
        if let timeLimit, !(1...3_600_000).contains(timeLimit) {
            throw ValidationError("--time-limit: \(timeLimit); expected a number of ms from 1 to 3600000")
        }
        if let memoryLimit, !(1...1_048_576).contains(memoryLimit) {
            throw ValidationError("--memory-limit: \(memoryLimit); expected a number of MiB from 1 to 1048576")
        }
    }

    func run() async throws {
        let languages = try options.languages.table()
        let data = try RunData(run, dataset: options.dataset, problems: options.problems, languages: languages)
        if data.asksForValues, timeLimit != nil || memoryLimit != nil {
            throw UsageError(
                "--time-limit, --memory-limit: the answers of \(data.store.settings.scenario.rawValue) are values, no "
                    + "programs; leave the limits away")
        }
        var summary = RegradeSummary()
        try await Workshop.open(workers: options.jobs.count, languages: languages) { workshop in
            let versions = await workshop.versions(of: data.language)
            let editor =
                apply
                ? try EvalRun(
                    directory: run, settings: data.store.settings,
                    session: RunSession(
                        atlas: Atlas.configuration.version, toolchains: versions, selection: "regrade")) : nil
            do {
                try await Regrader(judge: workshop.judge).regrade(
                    data.store.results(), jobs: options.jobs.count,
                    read: { [timeLimit, memoryLimit] id in
                        try data.question(id) { problem in
                            if let timeLimit { problem.limits.cpuMilliseconds = timeLimit }
                            if let memoryLimit { problem.limits.memoryKiB = memoryLimit * 1024 }
                        }
                    }
                ) { regrade, now, grade in
                    summary.take(regrade)
                    if !json, regrade.isFlipped || regrade.isFailed {
                        try StandardStreams.print(EvalReport.line(regrade))
                    }
                    if regrade.isFlipped { try await editor?.replace(with: now, grade: grade) }
                }
            } catch {
                await editor?.close()
                throw error
            }
            await editor?.close()
        }
        if json {
            try StandardStreams.print(JSONDocument.text(try JSONValue(encoding: summary)))
        } else {
            try StandardStreams.print(EvalReport.text(summary))
        }
        if summary.failed > 0 { throw ExitStatus.infrastructure }
        if !summary.flipped.isEmpty, !apply { throw ExitStatus.notAccepted }
    }
}
