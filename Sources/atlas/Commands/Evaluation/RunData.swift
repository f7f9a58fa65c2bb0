import ArgumentParser
import Evaluation
import Judging
import Problems

/// A run that was made before, with the problems it was made of.
struct RunData {
    let store: RunStore
    let language: Language
    private let items: [String: EvalDataset.Item]

    /// Opens a run and its data set, which has to be the same still.
    init(_ directory: String, data: String?, problems: ProblemsOption, languages: LanguageTable) throws {
        store = try RunStore.open(directory)
        let settings = store.settings
        guard [.codeGeneration, .selfRepair].contains(settings.scenario) else {
            throw UsageError(
                "\(directory): its answers of \(settings.scenario.rawValue) are no programs; \"atlas export lcb\" writes "
                    + "them, and \"atlas grade --lcb DATA --outputs FILE\" grades them again")
        }
        language = try languages.named(settings.language)
        let dataset = try EvalDataset(
            data ?? settings.datasetName, release: settings.release.flatMap(LCBRelease.init(_:)),
            selection: ProblemSelection(), library: problems.library())
        guard dataset.digest == settings.dataset else {
            throw UsageError(
                "\(dataset.name): is not the data set of \(directory): its SHA-256 is \(dataset.digest), and was "
                    + "\(settings.dataset); name the same data with --data")
        }
        items = Dictionary(dataset.items.map { ($0.problem.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Reads a problem of the run.
    func problem(_ id: String) throws -> Problem {
        guard let item = items[id] else {
            throw UsageError("\(store.directory): its problem \(id) is not in the data set")
        }
        return try item.read()
    }
}

/// Where a run's data set is.
struct RunDataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data set, where it is not where it was.", valueName: "dataset"))
    var data: String?
    @OptionGroup var problems: ProblemsOption
    @OptionGroup var languages: LanguagesOption
    @OptionGroup var jobs: JobsOption
}
