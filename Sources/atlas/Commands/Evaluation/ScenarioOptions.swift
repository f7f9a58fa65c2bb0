import ArgumentParser
import Digests
import Evaluation
import FoundationEssentials
import Judging
import Problems
import Spelling

/// What models are asked to do in an evaluation, and in whose words.
struct ScenarioOptions: ParsableArguments {
    /// Whose prompts models are shown.
    enum Style: String, CaseIterable, ExpressibleByArgument {
        case atlas, lcb
    }

    @Option(
        help: ArgumentHelp(
            "What models are asked to do, as LiveCodeBench names it", valueName: "name"))
    var scenario = EvalScenario.codeGeneration
    @Option(
        help: ArgumentHelp(
            "Whose prompts: atlas, or lcb for LiveCodeBench's harness (default: atlas for codegeneration, else lcb)",
            valueName: "style"))
    var promptStyle: Style?
    @Option(
        help: ArgumentHelp(
            "With selfrepair: the programs to repair, as the folder of a run or a file of LiveCodeBench's harness.",
            valueName: "path"), completion: .file())
    var programs: String?
    @Flag(help: "With codeexecution: ask for the steps before the answer.") var cot = false

    /// Whether models are asked as LiveCodeBench's harness asks them, one call a sample.
    var isOfficial: Bool { scenario != .codeGeneration || promptStyle == .lcb }

    /// Refuses options that do not go together; no part of `validate`, as one may stand in a file and the other not.
    func check() throws(UsageError) {
        if scenario != .codeGeneration, promptStyle == .atlas {
            throw UsageError("--prompt-style atlas: for \(scenario.rawValue) there is lcb alone")
        }
        if (scenario == .selfRepair) != (programs != nil) {
            throw UsageError("--programs belongs to --scenario selfrepair, which needs it")
        }
        if cot, scenario != .codeExecution { throw UsageError("--cot belongs to --scenario codeexecution") }
    }

    /// The style as settings name it.
    var styleName: String { isOfficial ? (cot ? Self.thoughtStyle : "lcb") : "atlas" }

    /// The style of `--cot`.
    static let thoughtStyle = "lcb-cot"
}

extension EvalScenario: ExpressibleByArgument {}

/// The questions of an evaluation that asks as LiveCodeBench's harness does.
struct OfficialQuestions {
    /// What the user called the data.
    let name: String
    /// SHA-256 of the data set.
    let digest: String
    /// The release that was meant, if any.
    let release: String?
    /// The questions, each with its place.
    let items: [ScenarioItem]
    /// A short hash of the prompts, and of the programs that are to be repaired.
    let prompts: String
    /// How many samples each has, where that is not the user's to choose.
    let samples: Int?
    /// Finds what cannot be read, before a call is paid for.
    let check: ((String) -> Bool) -> [ProblemError]

    /// Finds the questions.
    init(_ dataset: String, _ options: ScenarioOptions, _ selection: EvalSelection, language: Language) throws {
        var programs: [String: [String]] = [:]
        var fingerprint = LCBPrompt.fingerprint
        if let path = options.programs {
            programs = try Self.programs(path)
            let text = programs.sorted { $0.key < $1.key }.flatMap { [$0.key] + $0.value }
            var digest = ContentDigest()
            for part in text { digest.add(part) }
            fingerprint += "-\(digest.hexadecimal.prefix(12))"
        }
        prompts = fingerprint
        samples = options.programs == nil ? nil : programs.values.map(\.count).max() ?? 0
        switch options.scenario {
        case .codeGeneration, .selfRepair:
            let data = try selection.open(dataset)
            (name, digest, release, check) = (data.name, data.digest, selection.release, data.check)
            let isRepair = options.scenario == .selfRepair
            items = data.items.compactMap { item in
                guard isRepair else {
                    return ScenarioItem(item.problem) { CodeGenerationQuestion(try item.read(), language: language) }
                }
                guard let texts = programs[item.problem.id], !texts.isEmpty else { return nil }
                return ScenarioItem(item.problem, samples: texts.count) {
                    SelfRepairQuestion(try item.read(), programs: texts, language: language)
                }
            }
        case .testOutputPrediction, .codeExecution:
            guard selection.release == nil, !selection.excludeErrata else {
                throw UsageError("--release and --exclude-errata: code generation data has releases and errata alone")
            }
            guard let found = Digest.sha256(ofFile: dataset) else {
                throw UsageError("\(dataset): cannot be read; expected LiveCodeBench JSONL")
            }
            (name, digest, release) = (dataset, found, nil)
            check = { _ in [] }
            items = try ScenarioItem.values(
                options.scenario, dataset, selection.selection.selection, thought: options.cot)
        }
        guard !items.isEmpty else {
            throw UsageError("\(dataset): no question is left to ask; check --programs and the selection")
        }
    }

    /// The programs of each problem: of a run, or of a file.
    private static func programs(_ path: String) throws -> [String: [String]] {
        guard FileManager.default.fileExists(atPath: "\(path)/run.sqlite") else {
            let outputs = try LCBOutput.read(path)
            guard outputs.allSatisfy({ $0.id != nil }) else {
                throw UsageError("--programs: \(path): its items do not say which question they are for")
            }
            return Dictionary(outputs.map { ($0.id ?? "", $0.answers) }, uniquingKeysWith: { first, _ in first })
        }
        let results = try RunStore.open(path).results()
        // As an export has them: a sample without a program counts as wrong, and is to be repaired like any other.
        let judged = results.filter(\.isJudged)
        if judged.count < results.count {
            StandardStreams.tell(
                "\(path): left out: \((results.count - judged.count).counted("sample")), on which the machine or the "
                    + "model's server failed, or of which no model was asked")
        }
        return Dictionary(grouping: judged, by: \.problem)
            .mapValues { $0.sorted { $0.sample < $1.sample }.map { $0.program ?? "" } }
    }
}
