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
        abstract: "Grade the stored answers of a run again, without model calls, and show which verdicts flipped.",
        discussion: """
            Verdicts may change with other limits, other checkers or another version of atlas. Samples that lost a \
            call have no verdict and get none.

            The run changes only with --apply. Its old verdicts stay in its store, and other limits become the run's \
            until it is graded again without them. All verdicts change at once when all are graded, or none: if the \
            grader fails on a program that has a verdict, or the command is interrupted, the run stays as it was.

            Exit status:
              0  every verdict is the same, or --apply is given
              1  some verdicts flipped
              3  the grader failed on some programs

            Examples:
              atlas regrade runs/single
              atlas regrade runs/single --cpu-ms 1000
            """)

    @Argument(help: ArgumentHelp("Folder of the run.", valueName: "run"), completion: .directory) var run: String
    @OptionGroup var options: RunDataOptions
    @Option(help: ArgumentHelp("CPU time limit for one test, in ms (default: the problem's own).", valueName: "ms"))
    var cpuMs: Int?
    @Option(help: ArgumentHelp("Memory limit for one test, in MiB (default: the problem's own).", valueName: "mib"))
    var memoryMib: Int?
    @Flag(help: "Store the new verdicts in the run.") var apply = false
    @Flag(help: "Print one JSON document (schema atlas.regrade/1) on stdout.") var json = false

    func validate() throws {
        if let cpuMs, !(1...3_600_000).contains(cpuMs) {
            throw ValidationError("--cpu-ms: \(cpuMs); expected a number of ms from 1 to 3600000")
        }
        if let memoryMib, !(1...1_048_576).contains(memoryMib) {
            throw ValidationError("--memory-mib: \(memoryMib); expected a number of MiB from 1 to 1048576")
        }
    }

    func run() async throws {
        let languages = try options.languages.table()
        let data = try RunData(run, dataset: options.dataset, problems: options.problems, languages: languages)
        if data.asksForValues, cpuMs != nil || memoryMib != nil {
            throw UsageError(
                "--cpu-ms, --memory-mib: the answers of \(data.store.settings.scenario.rawValue) are values, no "
                    + "programs; leave the limits away")
        }
        var limits = data.store.settings.limits
        limits.overridingCPUMilliseconds = cpuMs
        limits.overridingMemoryKiB = memoryMib.map { $0 * 1024 }
        var summary = RegradeSummary()
        try await Workshop.open(workers: options.jobs.count, languages: languages) { [limits] workshop in
            let session = RunSession(
                atlas: Atlas.configuration.version, toolchains: await workshop.versions(of: data.language),
                selection: "regrade")
            let revision = try apply ? RunRevision(directory: run) : nil
            defer { revision?.close() }
            var changes: [(result: EvalResult, grade: JudgeReport)] = []
            var confirmed: [EvalResult] = []
            try await Regrader(judge: workshop.judge).regrade(
                data.store.gradable(), jobs: options.jobs.count,
                read: { id in try data.question(id) { limits.apply(to: &$0.limits) } }
            ) { regrade, now, grade in
                summary.take(regrade)
                if regrade.isFlipped {
                    changes.append((now, grade))
                } else if !regrade.isFailed {
                    confirmed.append(now)
                }
                if !json, regrade.isFlipped || regrade.isFailed {
                    try StandardStreams.print(EvalReport.line(regrade))
                }
            }
            if let revision {
                if summary.isWhole {
                    try revision.apply(changes, confirming: confirmed, limits: limits, by: session)
                }
                summary.applied = summary.isWhole
            }
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
