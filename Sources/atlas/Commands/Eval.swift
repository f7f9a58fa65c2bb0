import Digests
import ArgumentParser
import Evaluation
import FoundationEssentials
import Judging
import Models
import Orchestration
import Problems
import Reporting

/// `atlas eval`: every problem of a data set solved and graded, with a summary at the end.
struct Eval: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Solve and grade every problem of a LiveCodeBench file, going on where an earlier run stopped.",
        discussion: """
            One JSON line a sample goes to stdout as it ends (schema atlas.eval/1); the summary comes last, on stderr \
            for people or, with --json, as a last line. Everything is kept in the folder of --run; the same command \
            again does only what is missing.

            The caps are hard: the most that a call can take is reserved before it is sent, and what earlier sessions \
            of the run took counts. At a cap of the whole run the samples in the works are left as they are and the \
            exit status is 2; the same command with a higher cap goes on there. At a cap of one problem its best \
            candidates so far are graded.

            Examples:
              atlas eval bundled.jsonl --method single --model local --limit 2 --run runs/single
              atlas eval bundled.jsonl --model local --run runs/atlas
            """)

    @Argument(help: ArgumentHelp("The data set: LiveCodeBench JSONL.", valueName: "data.jsonl")) var dataset: String
    @OptionGroup var solving: SolvingOptions
    @OptionGroup var spending: CapOptions
    @OptionGroup var problemSpending: ProblemCapOptions
    @OptionGroup var jobs: JobsOption
    @Option(help: ArgumentHelp("The run's folder (default: runs/DATA-METHOD-MODEL).", valueName: "dir"))
    var run: String?
    @Option(help: ArgumentHelp("Samples of each problem, 1 to 1000.", valueName: "n"))
    var samples = 1
    @OptionGroup var selection: SelectionOptions
    @Option(help: ArgumentHelp("Samples being solved at once, 1 to 256.", valueName: "n"))
    var concurrency = 2
    @Flag(help: "Print the summary as JSON (schema atlas.eval-summary/1), the last line of stdout.") var json = false
    @Flag(name: .shortAndLong, help: "Show no progress.") var quiet = false

    func validate() throws {
        for (option, value, largest) in [
            ("--samples", samples, 1000), ("--concurrency", concurrency, 256),
        ] where !(1...largest).contains(value) {
            throw ValidationError("\(option): \(value); expected a number from 1 to \(largest)")
        }
    }

    func run() async throws {
        let catalog = try solving.modelsFile.catalog()
        let plan = try solving.plan(catalog)
        let method = try SolveMethods.named(plan.method)
        let languages = try solving.languages.table()
        let language = try languages.named(plan.language)
        let data = try chosenRecords()
        let settings = EvalSettings(
            dataset: try datasetDigest(), datasetName: dataset, method: plan.method, model: plan.model,
            solvers: plan.solvers, language: language.id, prompts: try plan.prompts().fingerprint,
            maxExplores: plan.maxExplores, actions: plan.actions, samples: samples, temperature: plan.temperature,
            effort: plan.orchestratorUse?.effort, solverEffort: plan.solverUse?.effort,
            problemCaps: problemSpending.caps.isEmpty ? nil : problemSpending.caps)
        let run = try EvalRun(
            directory: run ?? defaultRun(plan), settings: settings,
            session: RunSession(atlas: Atlas.configuration.version, toolchains: []))
        try await run.add(
            data.entries.enumerated().map { position, entry in
                (
                    position,
                    EvalProblem(
                        id: entry.id, title: entry.title, platform: entry.platform, contestDate: entry.contestDate,
                        difficulty: entry.difficulty)
                )
            })
        if !quiet { StandardStreams.tell("run: \(run.directory)") }
        let caps = Purse.Caps(run: spending.caps, problem: problemSpending.caps)
        do {
            try await Workshop.open(workers: jobs.count, languages: languages) { workshop in
                try await ModelDesk.open(
                    plan, catalog: catalog, record: run.recordDirectory, replay: nil, caps: caps
                ) { desk in
                    let evaluator = Evaluator(
                        run: run, settings: settings, method: method, judge: workshop.judge, language: language,
                        prices: catalog.prices
                    ) { problem, sampleBase in
                        desk.task(problem: problem, language: language, workshop: workshop, sampleBase: sampleBase)
                    }
                    let next = problems(of: data, fit: language)
                    try await evaluator.evaluate(next, concurrency: concurrency, report: report)
                }
            }
        } catch let error as ModelError where error.isCap {
            // What is done is worth telling, all the more as the run goes on later.
            try? summarise(EvalSummary(run.store().results()))
            throw error
        }
        try summarise(EvalSummary(run.store().results()))
        await run.close()
    }

    /// The chosen problems, one at each call, but for those that a language cannot take.
    private func problems(
        of data: (index: LCBIndex, entries: [LCBIndex.Entry]), fit language: Language
    ) -> () throws -> Problem? {
        var left = data.entries.makeIterator()
        return {
            while let entry = left.next() {
                let problem = try data.index.record(entry).problem()
                if language.isFit(for: problem) { return problem }
                StandardStreams.complain("\(problem.id): left out: a functional problem takes Python and C++ only")
            }
            return nil
        }
    }

    /// The records meant, each of them read once, so that a malformed one is found before the first call is paid for.
    private func chosenRecords() throws -> (index: LCBIndex, entries: [LCBIndex.Entry]) {
        let index = try LCBIndex.open(dataset)
        let entries = try selection.selection.apply(to: index.entries, of: dataset)
        var faults = index.faults
        for entry in entries {
            do throws(ProblemError) {
                _ = try index.record(entry)
            } catch {
                faults.append(error)
            }
        }
        for fault in faults { StandardStreams.complain("\(fault)") }
        if !faults.isEmpty { throw ExitStatus.badInput }
        return (index, entries)
    }

    private func report(_ result: EvalResult) throws {
        try StandardStreams.print(JSONDocument.text(try JSONValue(encoding: EvalResultLine(result))))
        if !quiet { StandardStreams.tell(EvalReport.line(result)) }
    }

    private func summarise(_ summary: EvalSummary) throws {
        if json { try StandardStreams.print(JSONDocument.text(try JSONValue(encoding: summary))) }
        if !quiet { StandardStreams.tell(EvalReport.text(summary)) }
        if summary.failed > 0 { throw ExitStatus.infrastructure }
    }

    private func datasetDigest() throws -> String {
        guard let digest = Digest.sha256(ofFile: dataset) else {
            throw UsageError("\(dataset): cannot be read; expected a LiveCodeBench JSONL file")
        }
        return digest
    }

    /// `runs/DATA-METHOD-MODEL`, with what a file name cannot hold replaced.
    private func defaultRun(_ plan: SolvePlan) -> String {
        let data = URL(filePath: dataset).deletingPathExtension().lastPathComponent
        let name = "\(data)-\(plan.method)-\(plan.model)"
        return "runs/" + String(name.map { $0.isLetter || $0.isNumber || "-._".contains($0) ? $0 : "_" })
    }
}
