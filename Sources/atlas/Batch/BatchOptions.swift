import ArgumentParser
import Judging
import Problems
import Reporting

/// The part of `atlas grade` that judges a file of submissions.
struct BatchOptions: ParsableArguments {
    @Option(
        name: .customLong("batch"),
        help: ArgumentHelp(
            "Judge a file of submissions, one JSON object per line; - for stdin.", valueName: "file"),
        completion: .file())
    var input: String?
    @Option(
        name: .customLong("dataset"),
        help: ArgumentHelp(
            "Data set whose ids the lines may name as problems; may be repeated.", valueName: "data"),
        completion: .file())
    var datasets: [String] = []
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "Write the results to this file, and resume from those it already holds (default: stdout).",
            valueName: "file"), completion: .file())
    var output: String?
    @Flag(help: "Write the results in the order of the lines, not as they end.") var keepOrder = false
    @Flag(help: "Leave out the rows of single tests.") var summary = false

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
            judge: judge, languages: languages, problems: try shelf(problems, policy),
            settings: BatchGrader.Settings(policy: policy, keepsOrder: keepOrder, window: judge.workers + 1))
        defer { results.sync() }
        return try await grader.run(next: { try await lines.next() }, isDone: results.done.contains) { result in
            try results.write(JSONDocument.text(GradeBatchReport.row(result, showsTests: !summary)))
        }
    }

    /// Problems by the ids of the data sets, then by what `atlas grade` takes.
    private func shelf(_ problems: ProblemsOption, _ policy: Judge.Policy) throws -> ProblemShelf {
        var items: [String: (item: ProblemSet.Item, dataset: String)] = [:]
        for dataset in datasets {
            let set = try ProblemSet([dataset], library: problems.library())
            for fault in set.faults { StandardStreams.complain("\(fault)") }
            for item in set.items {
                guard let other = items.updateValue((item, dataset), forKey: item.id)?.dataset else { continue }
                throw UsageError(
                    "--dataset: \"\(item.id)\" is in \(other) and in \(dataset); expected each id in one of them")
            }
        }
        let note = ScoringNote(policy)
        return ProblemShelf { [items] reference throws(ProblemError) in
            let problem =
                if let item = items[reference]?.item { try item.problem() } else { try problems.open(reference) }
            note.tell(of: problem)
            return problem
        }
    }
}
