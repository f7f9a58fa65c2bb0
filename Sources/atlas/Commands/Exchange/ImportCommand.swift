import ArgumentParser
import Digests
import Evaluation
import FoundationEssentials
import Judging
import Orchestration
import Problems
import Spelling

/// `atlas import`: runs out of the files of other tools.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make a run from files of another harness.", subcommands: [ImportLCB.self])
}

/// `atlas import lcb`.
struct ImportLCB: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lcb",
        abstract: "Make a run from a file of LiveCodeBench's own harness, such as a published _eval_all.json.",
        discussion: """
            The run has the file's grades. It can be reported, compared and, with --dataset, graded again. "atlas \
            compare" compares another grader's grades with those of atlas only with --force, or after "atlas regrade \
            --apply".

            The file is read whole before anything is written: one that is cut off leaves nothing behind.

            Example:
              atlas import lcb output/MODEL/Scenario.codegeneration_1_0.2_eval_all.json --run runs/published
            """)

    /// The method of every imported run: how its calls were spent is not known.
    static let method = "published"

    @Argument(help: ArgumentHelp("File of LiveCodeBench's harness.", valueName: "file"), completion: .file())
    var file: String
    @Option(
        help: ArgumentHelp("Folder of the run; it must not hold another run.", valueName: "dir"),
        completion: .directory)
    var run: String
    @Option(help: ArgumentHelp("Data set that the questions are from.", valueName: "data.jsonl"), completion: .file())
    var dataset: String?
    @Option(help: ArgumentHelp("Name of the model (default: that of the file's folder).", valueName: "name"))
    var model: String?

    func run() async throws {
        let outputs = try LCBOutput.read(file)
        let published = try PublishedResults(outputs, path: file)
        if let dataset, let kind = outputs.first?.kind {
            // Only to find out early whether the data set has them.
            try LCBQuestions(dataset, for: kind, language: LanguageTable.builtIn.named("python")).require(outputs)
        }
        let settings = try settings(published)
        try requireOwnGrades()
        let run = try EvalRun(
            directory: run, settings: settings,
            session: RunSession(atlas: Atlas.configuration.version, toolchains: [], selection: "all of \(file)"))
        do {
            try await run.add(published.problems.enumerated().map { ($0.offset, $0.element) })
            for result in published.results { try await run.append(result) }
        } catch {
            await run.close()
            throw error
        }
        await run.close()
        let accepted = published.results.count(where: \.isAccepted)
        try StandardStreams.print(
            "\(run.directory): \(published.problems.count.counted("question")), \(published.results.count.counted("answer")), "
                + "\(accepted) right in the file")
    }

    /// Refuses a run whose grades are ours by now: the file's would take their place.
    private func requireOwnGrades() throws {
        guard FileManager.default.fileExists(atPath: "\(run)/run.sqlite") else { return }
        guard try !RunStore.open(run).sessions().contains(where: \.isRegrade) else {
            throw UsageError(
                "\(run): holds a run that was graded again, and importing would undo that; give another --run folder")
        }
    }

    private func settings(_ published: PublishedResults) throws -> EvalSettings {
        let name = URL(filePath: file).lastPathComponent
        let folder = URL(filePath: file).deletingLastPathComponent().lastPathComponent
        // Scenario.codegeneration_10_0.2_eval_all.json
        let parts = name.split(separator: "_")
        let temperature =
            name.hasPrefix("Scenario.") && parts.count > 2 ? Double(parts[2].replacing(".json", with: "")) : nil
        var digest = ""
        if let dataset {
            guard let found = Digest.sha256(ofFile: dataset) else {
                throw UsageError("\(dataset): cannot be read; expected a LiveCodeBench JSONL file")
            }
            digest = found
        }
        guard let imported = Digest.sha256(ofFile: file) else {
            throw UsageError("\(file): cannot be read; expected a file of LiveCodeBench's harness")
        }
        let model = model ?? (folder.isEmpty || folder == "." ? name : folder)
        return EvalSettings(
            dataset: digest, datasetName: dataset ?? "", scenario: published.scenario, promptStyle: "lcb",
            method: Self.method, model: model, solvers: [model], language: "python", prompts: "unknown", maxExplores: 1,
            actions: .auto, samples: published.samples, temperature: temperature, imported: imported)
    }
}
