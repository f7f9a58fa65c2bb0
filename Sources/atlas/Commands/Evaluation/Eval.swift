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
        abstract: "Solve and grade every problem of a data set, resuming where an earlier run stopped.",
        discussion: """
            DATASET is one of:
              - a LiveCodeBench JSONL file
              - the folder of LiveCodeBench's own files
              - a folder of problem packages
              - "bundled"

            Each sample is a line of JSON on stdout when it ends (schema atlas.eval/2), unless stdout is the terminal \
            on which the progress is drawn. The summary comes last: on stderr for people and, with --json, as the last \
            line of stdout.

            Everything is kept in the folder of --run. The same command again does only what is missing, and repeats \
            samples that failed for the machine's fault.

            The caps are hard: atlas reserves the most that a call can take before it sends the call, and counts what \
            earlier sessions of the run took. At a cap of the whole run, samples in the works are left as they are and \
            the exit status is 2; the same command with a higher cap goes on there. At a cap of one problem, its best \
            candidates so far are graded.

            --scenario and --prompt-style lcb ask as LiveCodeBench's own harness does, with one call per sample \
            (--method single), and find and grade answers by its rules; docs/livecodebench.md lists the differences. \
            The data of testoutputprediction is LiveCodeBench's test_generation, that of codeexecution its \
            execution-v2, both as JSONL.

            Examples:
              atlas eval bundled.jsonl --method single --model local --limit 2 --run runs/single
              atlas eval bundled --method single --model local --limit 2 --run runs/folders
            """)

    @Argument(help: ArgumentHelp("Data set to evaluate on.", valueName: "dataset"), completion: .file())
    var dataset: String?
    @Option(
        help: ArgumentHelp("YAML file with any of these options; those of the command line win.", valueName: "file"),
        completion: .file())
    var config: String?
    @OptionGroup var scenario: ScenarioOptions
    @OptionGroup var solving: SolvingOptions
    @OptionGroup var spending: CapOptions
    @OptionGroup var problemSpending: ProblemCapOptions
    @OptionGroup var jobs: JobsOption
    @Option(
        help: ArgumentHelp(
            "Folder of the run (default: runs/DATA-METHOD-MODEL; with prompts of LiveCodeBench's harness "
                + "runs/DATA-SCENARIO-MODEL).", valueName: "dir"), completion: .directory)
    var run: String?
    @Option(help: ArgumentHelp("Samples of each problem, 1 to 1000", valueName: "n"))
    var samples = 1
    @Option(
        help: ArgumentHelp(
            "Another seed asks for other answers to the same requests; 0 to \(EvalSettings.largestSeed)",
            valueName: "n"))
    var seed = 0
    @OptionGroup var selection: EvalSelection
    @Option(help: ArgumentHelp("Model calls under way at once, 1 to 256", valueName: "n"))
    var concurrency = 2
    @Flag(help: "Only repeat samples that failed for the machine's fault (the grader or the model's server).")
    var retryFailed = false
    @Flag(help: "Print the summary as JSON (schema atlas.eval-summary/1), as the last line of stdout.") var json = false
    @Flag(name: .shortAndLong, help: "Do not show progress.") var quiet = false

    func validate() throws {
        for (option, value, range) in [
            ("--samples", samples, 1...1000), ("--concurrency", concurrency, 1...256),
            ("--seed", seed, 0...EvalSettings.largestSeed),
        ] where !range.contains(value) {
            throw ValidationError(
                "\(option): \(value); expected a number from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    func run() async throws {
        if let config { return try await joined(with: config).evaluate() }
        try await evaluate()
    }

    private func evaluate() async throws {
        try scenario.check()
        guard let dataset else { throw UsageError("DATASET: missing; \"atlas eval --help\" says what it may be") }
        let catalog = try solving.modelsFile.catalog()
        var plan = try solving.plan(catalog)
        let languages = try solving.languages.table()
        let language = try languages.given(plan.language)
        if scenario.isOfficial {
            try keepToOfficial(&plan)
            let questions = try OfficialQuestions(dataset, scenario, selection, language: language)
            try await conduct(
                settings(plan, questions), plan, language, languages,
                problems: part(of: questions.items.enumerated().map { ($0.offset, $0.element.problem) }),
                check: questions.check
            ) { [plan] run, workshop in
                try await ask(part(of: questions.items), run, plan, catalog, language, workshop)
            }
        } else {
            let method = try SolveMethods.named(plan.method)
            let data = try selection.open(dataset)
            try data.checkMultipliers(in: languages)
            try await conduct(
                try settings(plan, data), plan, language, languages,
                problems: part(of: data.items.map { ($0.position, $0.problem) }), check: data.check
            ) { [plan] run, workshop in
                try await work(on: part(of: data.items), run, plan, catalog, method, language, workshop)
            }
        }
    }

    /// Opens the run, works on it and sums it up.
    private func conduct(
        _ settings: EvalSettings, _ plan: SolvePlan, _ language: Language, _ languages: LanguageTable,
        problems: [(position: Int, problem: EvalProblem)], check: ((String) -> Bool) -> [ProblemError],
        work: (EvalRun, Workshop) async throws -> Void
    ) async throws {
        try await Workshop.open(workers: jobs.count, languages: languages, isSandboxTried: false) { workshop in
            let run = try EvalRun(
                directory: run ?? defaultRun(settings.datasetName, plan), settings: settings,
                session: RunSession(
                    atlas: Atlas.configuration.version, toolchains: await workshop.versions(of: language),
                    selection: selection.text))
            if !quiet { StandardStreams.tell("run: \(run.directory)") }
            let new = Set(problems.map(\.problem.id)).subtracting(try run.knownProblems())
            let faults = check(new.contains)
            for fault in faults { StandardStreams.complain("\(fault)") }
            if !faults.isEmpty { throw ExitStatus.badInput }
            try await run.add(problems)
            do {
                try await work(run, workshop)
            } catch let error as ModelError where error.isCap {
                // What is done is worth telling, all the more as the run goes on later.
                try? summarise(run)
                await run.close()
                throw error
            } catch {
                await run.close()
                throw error
            }
            let summary = Result { try summarise(run) }
            await run.close()
            try summary.get()
        }
    }

    private func work(
        on items: [EvalDataset.Item], _ run: EvalRun, _ plan: SolvePlan, _ catalog: ModelCatalog,
        _ method: any SolveMethod, _ language: Language, _ workshop: Workshop
    ) async throws {
        try await withDesk(items, run, plan, catalog, workshop) { desk, screen in
            let evaluator = Evaluator(
                run: run, method: method, judge: workshop.judge, language: language, prices: catalog.prices
            ) { problem, firstCall in
                let task = desk.task(problem: problem, language: language, workshop: workshop, sampleBase: firstCall)
                return screen?.watching(task) ?? task
            }
            try await evaluator.evaluate(
                items, isWanted: { isFit($0, for: language, plan, screen) }, onlyFailed: retryFailed,
                width: Evaluator.Width(solving: concurrency + jobs.count, grading: jobs.count)
            ) { try report($0, screen) }
        }
    }

    /// Makes sandbox, record, models and the live view ready for the time of `work`, where any item needs it: a finished
    /// run needs none of them.
    func withDesk(
        _ items: [some EvalItem], _ run: EvalRun, _ plan: SolvePlan, _ catalog: ModelCatalog, _ workshop: Workshop,
        work: (_ desk: ModelDesk, _ screen: LiveScreen?) async throws -> Void
    ) async throws {
        guard await run.hasWork(items, onlyFailed: retryFailed) else { return }
        try await workshop.pool.ensureReady()
        // Held for as long as the record is written.
        let claim = try plan.claim(run.recordDirectory)
        defer { withExtendedLifetime(claim) {} }
        let screen = try screen(items.map(\.problem), run)
        try await ModelDesk.open(
            plan, catalog: catalog, record: run.recordDirectory, replay: nil,
            caps: Purse.Caps(run: spending.caps, problem: problemSpending.caps), calls: concurrency, run: run
        ) { desk in
            try await LiveScreen.run(screen) { try await work(desk, screen) }
        }
    }

    private func part<Item>(of items: [Item]) -> [Item] { selection.part?.part(of: items) ?? items }

    /// Whether a method can solve a problem in a language; it says so where not, and where it cannot make probes.
    private func isFit(
        _ problem: Problem, for language: Language, _ plan: SolvePlan, _ screen: LiveScreen?
    ) -> Bool {
        guard let reason = Entry(problem).unfitness(of: language) else {
            if plan.probes == .on, let obstacle = problem.probeObstacle {
                StandardStreams.complain("\(problem.id): without probes: \(obstacle)")
            }
            return true
        }
        screen?.update { $0.leftOut(EvalProblem(problem)) }
        StandardStreams.complain("\(problem.id): left out: \(reason)")
        return false
    }

    private func settings(_ plan: SolvePlan, _ data: EvalDataset) throws -> EvalSettings {
        EvalSettings(
            dataset: data.digest, datasetName: data.name, release: selection.release, method: plan.method,
            model: plan.model, solvers: plan.solvers, language: plan.language,
            prompts: try plan.prompts().fingerprint, maxExplores: plan.maxExplores,
            firstExplores: plan.firstExplores, patience: plan.patience, exploreEffort: plan.exploreEffort,
            exploreStrategy: plan.exploreStrategy, probes: plan.probes, actions: plan.actions, samples: samples,
            seed: seed, temperature: plan.temperature, effort: plan.orchestratorUse?.effort,
            solverEffort: plan.solverUse?.effort, modelRows: plan.modelRows,
            problemCaps: problemSpending.caps.isEmpty ? nil : problemSpending.caps, shard: selection.part)
    }

    /// The view of a person at a terminal; nil where stderr is none.
    private func screen(_ problems: [EvalProblem], _ run: EvalRun) throws -> LiveScreen? {
        guard !quiet, LiveScreen.isPossible else { return nil }
        return LiveScreen(
            EvalProgress(
                run: run.directory, problems: problems, samples: samples, results: try run.store().results()))
    }

    /// A line for programs and one for people; who looks at the live view needs neither on the same terminal.
    func report(_ result: EvalResult, _ screen: LiveScreen? = nil) throws {
        screen?.update { $0.ended(result) }
        if screen == nil || !StandardStreams.stdoutIsTerminal {
            try StandardStreams.print(JSONDocument.text(try JSONValue(encoding: EvalResultLine(result))))
        }
        if !quiet, screen == nil || !result.isJudged { StandardStreams.tell(EvalReport.line(result)) }
    }

    private func summarise(_ run: EvalRun) throws {
        let store = try run.store()
        let results = try store.results()
        let summary = EvalSummary(results, failedAgain: try store.failedAgain())
        if json { try StandardStreams.print(JSONDocument.text(try JSONValue(encoding: summary))) }
        if !quiet { StandardStreams.tell(EvalReport.text(summary)) }
        if summary.failed > 0 { throw ExitStatus.infrastructure }
        if let unasked = results.first(where: { $0.failure == .cap }) { throw UsageError(unasked.message ?? "") }
    }

    /// `runs/DATA-METHOD-MODEL`, or `runs/DATA-SCENARIO-MODEL` where the harness's prompts are the method; what a file name
    /// cannot hold is replaced.
    private func defaultRun(_ dataset: String, _ plan: SolvePlan) -> String {
        let data = URL(filePath: dataset).deletingPathExtension().lastPathComponent
        let method = scenario.isOfficial ? scenario.scenario.rawValue + (scenario.cot ? "-cot" : "") : plan.method
        let name = "\(data)-\(method)-\(plan.model)" + (selection.part.map { "-\($0.number)of\($0.count)" } ?? "")
        return "runs/" + String(name.map { $0.isLetter || $0.isNumber || "-._".contains($0) ? $0 : "_" })
    }
}

extension Workshop {
    /// The toolchains of a language, as they print their versions; nothing where one is missing, which judging tells.
    func versions(of language: Language) async -> [String] {
        guard let tools = try? await toolchains.probe(language).found.get() else { return [] }
        return tools.map { "\(language.id): \($0.version)" }
    }
}
