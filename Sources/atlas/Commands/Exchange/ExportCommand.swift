import ArgumentParser
import Digests
import Evaluation
import FoundationEssentials
import Problems
import Reporting
import Spelling

/// `atlas export`: runs in the forms of other tools.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a run in the files of another harness.", subcommands: [ExportLCB.self])
}

/// `atlas export lcb`.
struct ExportLCB: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lcb",
        abstract: "Write a run as the files of LiveCodeBench's own harness.",
        discussion: """
            Writes Scenario.SCENARIO_N_T.json (outputs), _eval.json (metrics), _eval_all.json (outputs with grades) and \
            _custom.json (input of its custom evaluator). Private tests are in none of them. Samples that the machine \
            or the model's server failed on, and those of which no model was asked, are left out and counted on stderr.

            Example:
              atlas export lcb runs/single -o output/MODEL
            """)

    @Argument(help: ArgumentHelp("The run's folder.", valueName: "run"), completion: .directory) var run: String
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The folder to write into; it is made when it is not there.", valueName: "dir"),
        completion: .directory)
    var output: String
    @Option(
        help: ArgumentHelp("The run's data set (default: where it was).", valueName: "data.jsonl"), completion: .file())
    var dataset: String?

    func run() async throws {
        let store = try RunStore.open(run)
        let results = try store.results()
        guard !results.isEmpty else {
            throw UsageError("\(run): no sample of this run has ended yet; nothing to write")
        }
        let official = OfficialFiles(results, of: try questions(store.settings), settings: store.settings)
        var files: [(path: String, bytes: Data)] = []
        for file in official.files {
            files.append(("\(output)/\(file.name)", Data((JSONDocument.text(file.json, isPretty: true) + "\n").utf8)))
        }
        try OutputFile.makeFolder(output)
        for file in files {
            try OutputFile.write(file.bytes, to: file.path)
            try StandardStreams.print(file.path)
        }
        if official.leftOut > 0 {
            StandardStreams.tell(
                "left out: \(official.leftOut.counted("sample")), on which the machine or the model's server failed, or "
                    + "of which no model was asked")
        }
    }

    /// The questions of the run's data set, in the official order.
    private func questions(_ settings: EvalSettings) throws -> [OfficialFiles.Question] {
        let path = try settings.place(dataset)
        guard path.hasSuffix(".jsonl") else {
            throw UsageError("--dataset: the run's data is \"\(path)\"; expected its LiveCodeBench JSONL")
        }
        // An import without data has no digest that could be compared.
        if !settings.dataset.isEmpty, let digest = Digest.sha256(ofFile: path), digest != settings.dataset {
            throw UsageError("\(path): not the data set of the run; its SHA-256 differs from \(settings.dataset)")
        }
        switch settings.scenario {
        case .testOutputPrediction:
            return try LCBTestOutput.read(path).map { OfficialFiles.Question($0) }
        case .codeExecution:
            return try LCBExecution.read(path).map { OfficialFiles.Question($0) }
        case .codeGeneration, .selfRepair:
            let index = try LCBIndex.open(path)
            let entries = index.entries.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
            return try entries.map { OfficialFiles.Question(try index.record($0)) }
        }
    }
}
