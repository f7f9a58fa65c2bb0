import ArgumentParser
import Digests
import Evaluation
import Files
import FoundationEssentials
import Problems
import Reporting
import Spelling

/// `atlas export`: runs in the forms of other tools.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a run as files of another harness.", subcommands: [ExportLCB.self])
}

/// `atlas export lcb`.
struct ExportLCB: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lcb",
        abstract: "Write a run as files of LiveCodeBench's own harness.",
        discussion: """
            Files, each named Scenario.SCENARIO_N_T with this ending:
              .json           outputs
              _eval.json      metrics
              _eval_all.json  outputs with grades
              _custom.json    input of its custom evaluator

            None of them has private tests. Samples on which the machine or the model's server failed, and those of \
            which no model was asked, are left out and counted on stderr.

            Example:
              atlas export lcb runs/single -o output/MODEL
            """)

    @Argument(help: ArgumentHelp("Folder of the run.", valueName: "run"), completion: .directory) var run: String
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Folder to write into; created if it does not exist.", valueName: "dir"),
        completion: .directory)
    var output: String
    @Option(
        help: ArgumentHelp("Data set of the run (default: where the run found it).", valueName: "path"),
        completion: .file())
    var dataset: String?

    func run() async throws {
        let run = try RunFolders([run]).runs[0]
        let questions = try questions(of: run)
        let known = Set(questions.map(\.id))
        if let result = run.results.first(where: { !known.contains($0.problem) }) {
            throw UsageError("\(run.name): its problem \(result.problem) is not in the data set")
        }
        let official = OfficialFiles(run.results, of: questions, settings: run.fingerprint.settings)
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
        if run.missingSamples > 0 {
            StandardStreams.tell(
                "\(run.name) is not finished: \(run.missingSamples.counted("sample is", "samples are")) missing")
        }
    }

    /// The questions of the run's data set that it has results of, in the official order; of values all questions.
    private func questions(of run: EvaluatedRun) throws -> [OfficialFiles.Question] {
        let settings = run.fingerprint.settings
        let path = try settings.place(dataset)
        func check(_ digest: String?) throws {
            // An import without data has no digest that could be compared.
            guard let digest, !settings.dataset.isEmpty, digest != settings.dataset else { return }
            throw UsageError("\(path): not the data set of the run; its SHA-256 differs from \(settings.dataset)")
        }
        let isInOtherForm = UsageError("--dataset: the run's data is \"\(path)\"; expected its LiveCodeBench JSONL")
        switch settings.scenario {
        case .testOutputPrediction:
            try check(Digest.sha256(ofFile: path))
            return try LCBTestOutput.read(path).map { OfficialFiles.Question($0) }
        case .codeExecution:
            try check(Digest.sha256(ofFile: path))
            return try LCBExecution.read(path).map { OfficialFiles.Question($0) }
        case .codeGeneration, .selfRepair:
            guard path.hasSuffix(".jsonl") || Paths.isFolder(path) else { throw isInOtherForm }
            let data = try settings.problems(at: path, library: ProblemLibrary(folder: path))
            try check(data.digest)
            let asked = Set(run.results.map(\.problem))
            let items = data.items.filter { asked.contains($0.problem.id) }
                .sorted { $0.problem.id.utf8.lexicographicallyPrecedes($1.problem.id.utf8) }
            return try items.map { item in
                guard let record = try item.record() else { throw isInOtherForm }
                return OfficialFiles.Question(record)
            }
        }
    }
}
