import ArgumentParser
import Judging
import Problems
import Reporting

/// The part of `atlas grade` that judges a file of submissions.
struct BatchOptions: ParsableArguments {
    @Option(
        name: .customLong("batch"),
        help: ArgumentHelp(
            "Judge the submissions of a file, one JSON object a line (-: standard input).", valueName: "file"))
    var input: String?
    @Option(
        name: .customLong("dataset"),
        help: ArgumentHelp(
            "Of a batch: data whose ids its lines may name as problems; may be repeated.", valueName: "data"))
    var datasets: [String] = []
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "Of a batch: write results to this file, and go on with what it holds (default: standard output).",
            valueName: "file"))
    var output: String?
    @Flag(help: "Of a batch: results in the order of the lines, not as they end.") var keepOrder = false
    @Flag(help: "Of a batch: leave the rows of single tests out.") var summary = false

    func validate() throws {
        if input == nil, !datasets.isEmpty || output != nil || keepOrder || summary {
            throw ValidationError("--dataset, --output, --keep-order and --summary belong to --batch")
        }
    }

    /// Judges the batch.
    ///
    /// - Returns: How many lines ended how.
    func grade(
        _ input: String, problems: ProblemsOption, languages: LanguageTable, judge: Judge, policy: Judge.Policy
    ) async throws -> BatchTally {
        let lines = try LineReader(path: input)
        let results = try output.map { try BatchFile(path: $0) } ?? BatchFile()
        let grader = BatchGrader(
            judge: judge, languages: languages, problems: try shelf(problems),
            settings: BatchGrader.Settings(policy: policy, keepsOrder: keepOrder, window: judge.workers + 1))
        defer { results.sync() }
        return try await grader.run(next: { try await lines.next() }, isDone: results.done.contains) { result in
            try results.write(JSONDocument.text(GradeBatchReport.row(result, showsTests: !summary)))
        }
    }

    /// Problems by the ids of the data sets, then by what `atlas grade` takes.
    private func shelf(_ problems: ProblemsOption) throws -> ProblemShelf {
        let set = try datasets.isEmpty ? nil : ProblemSet(datasets, library: problems.library())
        for fault in set?.faults ?? [] { StandardStreams.complain("\(fault)") }
        let items = Dictionary((set?.items ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ProblemShelf { reference throws(ProblemError) in
            if let item = items[reference] { return try item.problem() }
            return try problems.open(reference)
        }
    }
}
