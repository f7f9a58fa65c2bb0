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
        abstract: "Replay a run from its record, grade a random part again, and say whether all is the same.",
        discussion: """
            No model is asked: every trajectory is made again from the recorded answers and judgements, and compared \
            with the stored one. The programs to be graded again are chosen by --seed. Exit status: 0 when all is the \
            same, 1 when something is not, 3 when the grader failed.

            Examples:
              atlas verify runs/single
              atlas verify runs/single --part 1
            """)

    @Argument(help: ArgumentHelp("The run's folder.", valueName: "run")) var run: String
    @OptionGroup var options: RunDataOptions
    @Option(help: ArgumentHelp("The share of programs that is graded again, 0 to 1.", valueName: "share"))
    var part = 0.1
    @Option(help: ArgumentHelp("Chooses the programs that are graded again.", valueName: "n"))
    var seed: UInt64 = 0
    @Flag(help: "Print one JSON document (schema atlas.verify/1) on stdout.") var json = false

    func validate() throws {
        guard (0...1).contains(part) else { throw ValidationError("--part: \(part); expected a share from 0 to 1") }
    }

    func run() async throws {
        let languages = try options.languages.table()
        let data = try RunData(run, data: options.data, problems: options.problems, languages: languages)
        try data.store.checkIntegrity()
        let results = try data.store.results()
        var verification = Verification()
        try await Workshop.open(workers: options.jobs.count, languages: languages) { workshop in
            try await replay(results, data, workshop, &verification)
            let chosen = Verification.sample(results.filter { $0.verdict != nil }, share: part, seed: seed)
            try await Regrader(judge: workshop.judge, language: data.language).regrade(
                chosen, jobs: options.jobs.count, read: { try data.problem($0) }
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
        let store = data.store
        var found = verification
        let plan = try SolvePlan(recordedIn: store.recordDirectory)
        let method = try SolveMethods.named(plan.method)
        try await ModelDesk.open(
            plan, catalog: ModelCatalog(), record: nil, replay: store.recordDirectory
        ) { desk in
            var problem: Problem?
            for result in results {
                guard let stored = try store.trajectory(problem: result.problem, sample: result.sample) else {
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
                    found.compare(replay, with: stored, sample: result.sample)
                } catch let error where !(error is CancellationError) {
                    found.differences.append(
                        Verification.Difference(problem: result.problem, sample: result.sample, detail: "\(error)"))
                }
            }
        }
        verification = found
    }
}
