import ArgumentParser
import Evaluation
import Judging
import Models
import Orchestration
import Problems
import Reporting

/// `atlas verify`: a run replayed from its record, and a part of it graded again.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replay a run from its record, grade a random part again, and check that all is the same.",
        discussion: """
            No model is asked. Every trajectory is made again from the recorded answers and judgements, and compared \
            with the stored one. For a run with LiveCodeBench's prompts (--scenario or --prompt-style lcb of "atlas \
            eval"), each question is asked of the record again. For selfrepair, whose programs to repair are not in \
            the run, only the answers are found again in the models' texts.

            Exit status:
              0  all is the same
              1  something is not
              3  the grader failed

            Examples:
              atlas verify runs/single
              atlas verify runs/single --part 1
            """)

    @Argument(help: ArgumentHelp("Folder of the run.", valueName: "run"), completion: .directory) var run: String
    @OptionGroup var options: RunDataOptions
    @Option(help: ArgumentHelp("Share of programs to grade again, 0 to 1", valueName: "share"))
    var part = 0.1
    @Option(help: ArgumentHelp("Seed that chooses the programs to grade again", valueName: "n"))
    var seed: UInt64 = 0
    @Flag(help: "Print one JSON document (schema atlas.verify/1) on stdout.") var json = false

    func validate() throws {
        guard (0...1).contains(part) else { throw ValidationError("--part: \(part); expected a share from 0 to 1") }
    }

    func run() async throws {
        let languages = try options.languages.table()
        let data = try RunData(run, dataset: options.dataset, problems: options.problems, languages: languages)
        guard data.store.settings.method != ImportLCB.method else {
            throw UsageError(
                "\(run): it was imported and has no record to replay; \"atlas regrade\" grades its programs again")
        }
        try data.store.checkIntegrity()
        let results = try data.store.results()
        var verification = Verification()
        try await Workshop.open(workers: options.jobs.count, languages: languages) { workshop in
            try await replay(results, data, workshop, &verification)
            let chosen = Verification.sample(results.filter { $0.verdict != nil }, share: part, seed: seed)
            try await Regrader(judge: workshop.judge).regrade(
                chosen, jobs: options.jobs.count,
                read: { [limits = data.store.settings.limits] id in
                    try data.question(id) { limits.apply(to: &$0.limits) }
                }
            ) { regrade, _, _ in verification.take(regrade) }
        }
        if json {
            try StandardStreams.print(JSONDocument.text(try JSONValue(encoding: verification)))
        } else {
            try StandardStreams.print(EvalReport.text(verification))
        }
        if !verification.isSame { throw ExitStatus.notAccepted }
        if verification.failed > 0 { throw ExitStatus.infrastructure }
    }

    private func replay(
        _ results: [EvalResult], _ data: RunData, _ workshop: Workshop, _ verification: inout Verification
    ) async throws {
        let settings = data.store.settings
        if settings.scenario == .selfRepair {
            for result in results where result.answer != nil {
                var replay = result
                replay.findAnswer(to: try data.question(result.problem))
                verification.compare(replay, with: result)
            }
            return
        }
        var found = verification
        let plan = try SolvePlan(recordedIn: data.store.recordDirectory)
        try await ModelDesk.open(
            plan, catalog: ModelCatalog(), record: nil, replay: data.store.recordDirectory
        ) { desk in
            if settings.promptStyle == ScenarioOptions.Style.atlas.rawValue {
                try await solveAgain(results, data, try SolveMethods.named(plan.method), desk, workshop, &found)
            } else {
                try await askAgain(results, data, desk, workshop, &found)
            }
        }
        verification = found
    }

    private func solveAgain(
        _ results: [EvalResult], _ data: RunData, _ method: any SolveMethod, _ desk: ModelDesk, _ workshop: Workshop,
        _ verification: inout Verification
    ) async throws {
        var problem: Problem?
        for result in results {
            guard let stored = try data.store.trajectory(problem: result.problem, sample: result.sample) else {
                continue
            }
            let read: Problem
            if let problem, problem.id == result.problem {
                read = problem
            } else {
                read = try data.problem(result.problem)
            }
            problem = read
            do {
                let replay = try await method.solve(
                    desk.task(problem: read, language: data.language, workshop: workshop, sampleBase: result.seed))
                verification.compare(replay, with: stored, sample: result.sample)
            } catch let error where !(error is CancellationError) {
                verification.differ(result.problem, result.sample, "\(error)")
            }
        }
    }

    private func askAgain(
        _ results: [EvalResult], _ data: RunData, _ desk: ModelDesk, _ workshop: Workshop,
        _ verification: inout Verification
    ) async throws {
        let asker = ScenarioAsker(settings: data.store.settings, judge: workshop.judge, prices: PriceTable.builtIn) {
            let task = desk.task(
                problem: Problem(id: $0, title: $0, statement: ""), language: data.language, workshop: workshop)
            return (task.solver, task.longestSolverAnswer)
        }
        for result in results where result.answer != nil {
            do {
                let replay = try await asker.ask(try data.question(result.problem), sample: result.sample).result
                verification.compare(replay, with: result)
            } catch let error where !(error is CancellationError) {
                verification.differ(result.problem, result.sample, "\(error)")
            }
        }
    }
}
