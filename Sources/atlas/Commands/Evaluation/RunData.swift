import ArgumentParser
import Digests
import Evaluation
import Files
import FoundationEssentials
import Judging
import Problems

/// A run that was made before, with the problems or questions it was made of.
struct RunData {
    let store: RunStore
    let language: Language
    private let problems: [String: EvalDataset.Item]
    private let questions: [String: ScenarioItem]

    /// Opens a run and its data set, which has to be the same still.
    init(_ directory: String, dataset: String?, problems: ProblemsOption, languages: LanguageTable) throws {
        store = try RunStore.open(directory)
        let settings = store.settings
        do throws(JudgingError) {
            language = try languages.named(settings.language)
        } catch {
            throw UsageError(
                "\(directory): its language \"\(settings.language)\" is not known; name the file that describes it with "
                    + "--languages")
        }
        let name = try settings.place(dataset)
        let items: [ScenarioItem]
        let digest: String
        switch settings.scenario {
        case .codeGeneration, .selfRepair:
            let dataset = try settings.problems(at: name, library: problems.library())
            self.problems = Dictionary(
                dataset.items.map { ($0.problem.id, $0) }, uniquingKeysWith: { first, _ in first })
            (items, digest) = ([], dataset.digest)
        case .testOutputPrediction, .codeExecution:
            guard let found = Digest.sha256(ofFile: name) else {
                throw UsageError("\(name): cannot be read; name the run's data with --dataset")
            }
            self.problems = [:]
            digest = found
            items = try ScenarioItem.values(
                settings.scenario, name, ProblemSelection(),
                thought: settings.promptStyle == ScenarioOptions.thoughtStyle)
        }
        questions = Dictionary(items.map { ($0.problem.id, $0) }, uniquingKeysWith: { first, _ in first })
        if settings.dataset.isEmpty {
            // An import without a data set: what can be asked for is that the data have its problems.
            for problem in try store.problems() where self.problems[problem.id] == nil && questions[problem.id] == nil {
                throw unknown(problem.id)
            }
        } else if digest != settings.dataset {
            throw UsageError(
                "\(name): is not the data set of \(directory): its SHA-256 is \(digest), and was "
                    + "\(settings.dataset); name the same data with --dataset")
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

extension EvalSettings {
    /// Where the run's data set is: as it is given, else where it was.
    func place(_ given: String?) throws -> String {
        if let given { return given }
        guard !datasetName.isEmpty else {
            throw UsageError("--dataset: missing; the run was imported without a data set: name the one it is of")
        }
        let isPath = datasetName.hasSuffix(".jsonl") || datasetName.contains("/")
        if isPath, !FileManager.default.fileExists(atPath: datasetName) {
            throw UsageError("\(datasetName): the run's data set is not there; name it with --dataset")
        }
        return datasetName
    }

    /// The problems of code generation data, all that there are: of one file, or of the run's release in a folder.
    func problems(
        at place: String, library: @autoclosure () throws(ProblemError) -> ProblemLibrary
    ) throws -> EvalDataset {
        // One file has no releases: its digest alone tells whether it is what was meant.
        let isFile = place.hasSuffix(".jsonl") && !Paths.isFolder(place)
        return try EvalDataset(
            place, release: isFile ? nil : release.flatMap(LCBRelease.init(_:)), selection: ProblemSelection(),
            library: library())
    }
}

/// Where a run's data set is.
struct RunDataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Data set of the run (default: where the run found it).", valueName: "path"),
        completion: .file())
    var dataset: String?
    @OptionGroup var problems: ProblemsOption
    @OptionGroup var languages: LanguagesOption
    @OptionGroup var jobs: JobsOption
}
