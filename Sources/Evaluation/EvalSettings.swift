import Models
import Orchestration

/// Everything that makes two runs comparable; stored in the run's folder, and checked when the run goes on.
public struct EvalSettings: Sendable, Codable, Equatable {
    /// `atlas.eval-run/1`.
    public var schema = "atlas.eval-run/1"
    /// SHA-256 of the data set's bytes, in hexadecimal.
    public var dataset: String
    /// The method's name.
    public var method: String
    /// The orchestrator as the user named it.
    public var model: String
    /// The solver as the user named it.
    public var solver: String
    /// The language's id.
    public var language: String
    /// The fingerprint of the prompts.
    public var prompts: String
    /// Explores allowed for a sample.
    public var maxExplores: Int
    /// How the orchestrator states its actions.
    public var actions: ActionProtocol
    /// Samples of each problem.
    public var samples: Int
    /// Sampling temperature of the solvers; nil for the server's default.
    public var temperature: Double?
    /// How much the orchestrator may think; nil for the server's default.
    public var effort: Effort?
    /// How much solvers may think; nil for the server's default.
    public var solverEffort: Effort?
    /// What the samples of one problem may take together; nil for no caps.
    public var problemCaps: SpendingCaps?

    private enum CodingKeys: String, CodingKey {
        case schema, dataset, method, model, solver, language, prompts, actions, samples, temperature, effort
        case maxExplores = "max_explores"
        case solverEffort = "solver_effort"
        case problemCaps = "problem_caps"
    }

    /// Describes a run.
    public init(
        dataset: String, method: String, model: String, solver: String, language: String, prompts: String,
        maxExplores: Int, actions: ActionProtocol, samples: Int, temperature: Double?,
        effort: Effort? = nil, solverEffort: Effort? = nil, problemCaps: SpendingCaps? = nil
    ) {
        self.dataset = dataset
        self.method = method
        self.model = model
        self.solver = solver
        self.language = language
        self.prompts = prompts
        self.maxExplores = maxExplores
        self.actions = actions
        self.samples = samples
        self.temperature = temperature
        self.effort = effort
        self.solverEffort = solverEffort
        self.problemCaps = problemCaps
    }

    /// The first field in which a stored run differs.
    func difference(from stored: EvalSettings) -> (field: String, stored: String, given: String)? {
        let fields = [
            ("the data set", stored.dataset, dataset), ("--method", stored.method, method),
            ("--model", stored.model, model), ("--solver", stored.solver, solver),
            ("--language", stored.language, language), ("prompts", stored.prompts, prompts),
            ("--max-explores", "\(stored.maxExplores)", "\(maxExplores)"),
            ("--actions", stored.actions.rawValue, actions.rawValue),
            ("--samples", "\(stored.samples)", "\(samples)"),
            (
                "--temperature", stored.temperature.map { "\($0)" } ?? "unset",
                temperature.map { "\($0)" } ?? "unset"
            ),
            ("--effort", stored.effort?.text ?? "unset", effort?.text ?? "unset"),
            ("the solver's effort", stored.solverEffort?.text ?? "unset", solverEffort?.text ?? "unset"),
            ("caps for each problem", Self.text(stored.problemCaps), Self.text(problemCaps)),
        ]
        return fields.first { $0.1 != $0.2 }
    }

    private static func text(_ caps: SpendingCaps?) -> String {
        let parts = [
            caps?.costUSD.map { "$\($0)" }, caps?.tokens.map { "\($0) tokens" }, caps?.calls.map { "\($0) calls" },
        ].compactMap { $0 }
        return parts.isEmpty ? "unset" : parts.joined(separator: ", ")
    }
}
