import Models
import Orchestration
import Spelling

/// Everything that makes two runs comparable; stored in the run's store, and checked when the run goes on.
public struct EvalSettings: Sendable, Codable, Equatable {
    /// `atlas.eval-run/2`.
    public var schema = "atlas.eval-run/2"
    /// SHA-256 of the data set, in hexadecimal: of a file's bytes, of folders what models are shown and verdicts depend on.
    public var dataset: String
    /// The data set as the user named it; no part of what has to be equal.
    public var datasetName: String
    /// Which of the official files are meant, for people: the digest tells them apart; nil for all.
    public var release: String?
    /// What the models are asked to do.
    public var scenario: EvalScenario
    /// Whose prompts: `atlas`, or `lcb` for those of LiveCodeBench's own harness.
    public var promptStyle: String
    /// The method's name.
    public var method: String
    /// The orchestrator as the user named it.
    public var model: String
    /// The solvers as the user named them.
    public var solvers: [String]
    /// The language's id.
    public var language: String
    /// The fingerprint of the prompts.
    public var prompts: String
    /// Explores allowed for a sample.
    public var maxExplores: Int
    /// How many of them are made before the orchestrator is first asked; nil for none.
    public var firstExplores: Int?
    /// After how many explores in a row that get no further no more are made; nil for any number.
    public var patience: Int?
    /// Whether the orchestrator chooses the effort of each explore; nil for no.
    public var exploreEffort: Bool?
    /// Whether the orchestrator gives each explore an instruction; nil for no.
    public var exploreStrategy: Bool?
    /// Whether candidates are compared on inputs that a model makes; nil for off.
    public var probes: ProbeUse?
    /// How the orchestrator states its actions.
    public var actions: ActionProtocol
    /// Samples of each problem.
    public var samples: Int
    /// Tells runs of the same settings apart: their samples are other answers to the same requests.
    public var seed: Int
    /// Sampling temperature of the solvers; nil for the server's default.
    public var temperature: Double?
    /// How much the orchestrator may think; nil for the server's default.
    public var effort: Effort?
    /// How much solvers may think; nil for the server's default.
    public var solverEffort: Effort?
    /// What the models file says of the models beyond that, the orchestrator first; those of which it says anything, nil for
    /// none.
    public var modelRows: [ModelRow]?
    /// SHA-256 of the file that the run was imported from, in hexadecimal; nil for a run that was made here.
    public var imported: String?
    /// What the samples of one problem may take together; nil for no caps.
    public var problemCaps: SpendingCaps?
    /// By what limits programs are judged.
    public var limits: GradingLimits
    /// Which part of the problems the run has; nil for all of them.
    public var shard: Shard?

    private enum CodingKeys: String, CodingKey {
        case schema, dataset, scenario, method, model, solvers, language, prompts, actions, samples, seed, temperature
        case effort, limits, shard, release, probes, imported, patience
        case datasetName = "dataset_name"
        case promptStyle = "prompt_style"
        case maxExplores = "max_explores"
        case firstExplores = "first_explores"
        case exploreEffort = "explore_effort"
        case exploreStrategy = "explore_strategy"
        case solverEffort = "solver_effort"
        case modelRows = "model_rows"
        case problemCaps = "problem_caps"
    }

    /// Describes a run.
    public init(
        dataset: String, datasetName: String = "", release: String? = nil, scenario: EvalScenario = .codeGeneration,
        promptStyle: String = "atlas", method: String, model: String, solvers: [String], language: String,
        prompts: String, maxExplores: Int, firstExplores: Int? = nil, patience: Int? = nil,
        exploreEffort: Bool? = nil, exploreStrategy: Bool? = nil, probes: ProbeUse? = nil, actions: ActionProtocol,
        samples: Int, seed: Int = 0, temperature: Double? = nil, effort: Effort? = nil, solverEffort: Effort? = nil,
        modelRows: [ModelRow]? = nil, imported: String? = nil, problemCaps: SpendingCaps? = nil,
        limits: GradingLimits = GradingLimits(), shard: Shard? = nil
    ) {
        self.dataset = dataset
        self.datasetName = datasetName
        self.release = release
        self.scenario = scenario
        self.promptStyle = promptStyle
        self.method = method
        self.model = model
        self.solvers = solvers
        self.language = language
        self.prompts = prompts
        self.maxExplores = maxExplores
        self.firstExplores = firstExplores
        self.patience = patience
        self.exploreEffort = exploreEffort
        self.exploreStrategy = exploreStrategy
        self.probes = probes
        self.actions = actions
        self.samples = samples
        self.seed = seed
        self.temperature = temperature
        self.effort = effort
        self.solverEffort = solverEffort
        self.modelRows = modelRows
        self.imported = imported
        self.problemCaps = problemCaps
        self.limits = limits
        self.shard = shard
    }

    /// The data set for people: its name and its digest; `none` for an import without one.
    public var datasetText: String { dataset.isEmpty ? "none" : "\(datasetName), SHA-256 \(dataset)" }

    /// A field in which two runs differ.
    public struct Difference: Sendable, Equatable {
        /// The option, or what it is.
        public var field: String
        /// What the first run has.
        public var first: String
        /// What the second run has.
        public var second: String
    }

    /// The fields in which another run's settings differ, in the order of this type, the rows of the models file last.
    public func differences(from other: EvalSettings) -> [Difference] {
        func text<Value>(_ value: Value?) -> String { value.map { "\($0)" } ?? "unset" }
        let fields: [(String, (EvalSettings) -> String)] = [
            ("the data set", { $0.dataset.isEmpty ? "none" : $0.dataset }), ("the scenario", { $0.scenario.rawValue }),
            ("--prompt-style", { $0.promptStyle }), ("--method", { $0.method }), ("--model", { $0.model }),
            ("--solver", { $0.solvers.joined(separator: ", ") }), ("--language", { $0.language }),
            ("prompts", { $0.prompts }), ("--max-explores", { "\($0.maxExplores)" }),
            ("--first-explores", { "\($0.firstExplores ?? 0)" }), ("--patience", { "\($0.patience ?? 0)" }),
            ("--explore-effort", { Self.text($0.exploreEffort) }),
            ("--explore-strategy", { Self.text($0.exploreStrategy) }),
            ("--probes", { ($0.probes ?? .off).rawValue }),
            ("--actions", { $0.actions.rawValue }), ("--samples", { "\($0.samples)" }),
            ("--seed", { "\($0.seed)" }), ("--temperature", { text($0.temperature) }),
            ("--effort", { text($0.effort?.text) }), ("the solver's effort", { text($0.solverEffort?.text) }),
            ("the imported file", { text($0.imported) }),
            ("caps for each problem", { Self.text($0.problemCaps) }), ("limits of grading", { $0.limits.text }),
            ("--shard", { text($0.shard) }),
        ]
        let rows: [(String, (EvalSettings) -> String)] = commonModels(with: other).map { name in
            ("the models file's row of \(name)", { $0.row(of: name)?.text ?? "unset" })
        }
        return (fields + rows).compactMap { name, value in
            let (first, second) = (value(self), value(other))
            return first == second ? nil : Difference(field: name, first: first, second: second)
        }
    }

    /// The models that both ask: that others differ is told by their names.
    private func commonModels(with other: EvalSettings) -> [String] {
        var names: [String] = []
        for name in [model] + solvers where !names.contains(name) && ([other.model] + other.solvers).contains(name) {
            names.append(name)
        }
        return names
    }

    private func row(of name: String) -> ModelRow? { modelRows?.first { $0.name == name } }

    private static func text(_ flag: Bool?) -> String { flag == true ? "on" : "off" }

    private static func text(_ caps: SpendingCaps?) -> String {
        let parts = [
            caps?.costUSD.map { "$\($0)" }, caps?.tokens.map { $0.counted("token") },
            caps?.calls.map { $0.counted("call") },
        ].compactMap { $0 }
        return parts.isEmpty ? "unset" : parts.joined(separator: ", ")
    }
}
