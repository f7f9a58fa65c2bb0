import ArgumentParser
import Digests
import Evaluation
import Judging
import Problems

/// A run that was made before, with the problems or questions it was made of.
struct RunData {
    let store: RunStore
    let language: Language
    private let problems: [String: EvalDataset.Item]
    private let questions: [String: ScenarioItem]

    /// Opens a run and its data set, which has to be the same still.
    init(_ directory: String, data: String?, problems: ProblemsOption, languages: LanguageTable) throws {
        store = try RunStore.open(directory)
        let settings = store.settings
        language = try languages.named(settings.language)
        let name = data ?? settings.datasetName
        let items: [ScenarioItem]
        let digest: String
        switch settings.scenario {
        case .codeGeneration, .selfRepair:
            let dataset = try EvalDataset(
                name, release: settings.release.flatMap(LCBRelease.init(_:)), selection: ProblemSelection(),
                library: problems.library())
            self.problems = Dictionary(
                dataset.items.map { ($0.problem.id, $0) }, uniquingKeysWith: { first, _ in first })
            (items, digest) = ([], dataset.digest)
        case .testOutputPrediction, .codeExecution:
            guard let found = Digest.sha256(ofFile: name) else {
                throw UsageError("\(name): cannot be read; name the run's data with --data")
            }
            self.problems = [:]
            digest = found
            items = try ScenarioItem.values(
                settings.scenario, name, ProblemSelection(),
                thought: settings.promptStyle == ScenarioOptions.thoughtStyle)
        }
        questions = Dictionary(items.map { ($0.problem.id, $0) }, uniquingKeysWith: { first, _ in first })
        guard digest == settings.dataset else {
            throw UsageError(
                "\(name): is not the data set of \(directory): its SHA-256 is \(digest), and was "
                    + "\(settings.dataset); name the same data with --data")
        }
    }

    /// Whether the run's answers are values, not programs.
    var asksForValues: Bool { [.testOutputPrediction, .codeExecution].contains(store.settings.scenario) }

    /// Reads a problem of the run.
    func problem(_ id: String) throws -> Problem {
        guard let item = problems[id] else { throw unknown(id) }
        return try item.read()
    }

    /// Reads a problem of the run as what its answers are graded by; `change` may give it other limits where they are programs.
    func question(_ id: String, _ change: (inout Problem) -> Void = { _ in }) throws -> any ScenarioQuestion {
        if asksForValues {
            guard let item = questions[id] else { throw unknown(id) }
            return try item.read()
        }
        var problem = try problem(id)
        change(&problem)
        return CodeGenerationQuestion(problem, language: language)
    }

    private func unknown(_ id: String) -> UsageError {
        UsageError("\(store.directory): its problem \(id) is not in the data set")
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
