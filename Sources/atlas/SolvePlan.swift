import FoundationEssentials
import Orchestration

/// How a problem is solved; kept as `plan.json` beside a record, so that `--replay` needs no other option.
struct SolvePlan: Codable, Equatable {
    var schema = "atlas.plan/1"
    var model: String
    var solver: String
    var method: String
    var language: String
    var maxExplores: Int
    var temperature: Double?
    var actions: ActionProtocol
    /// How the orchestrator is asked; nil for what its name says.
    var orchestratorUse: ModelUse?
    /// How solvers are asked; nil for what their name says.
    var solverUse: ModelUse?

    private enum CodingKeys: String, CodingKey {
        case schema, model, solver, method, language, temperature, actions
        case maxExplores = "max_explores"
        case orchestratorUse = "orchestrator_use"
        case solverUse = "solver_use"
    }

    /// Reads the plan of a record.
    init(recordedIn folder: String) throws {
        let path = "\(folder)/plan.json"
        guard let bytes = try? Data(contentsOf: URL(filePath: path)) else {
            throw UsageError("\(folder): no record: it has no plan.json; expected a folder that --record wrote")
        }
        do {
            self = try JSONDecoder().decode(SolvePlan.self, from: bytes)
        } catch {
            throw UsageError("\(path): not a plan that atlas wrote; expected a folder that --record wrote")
        }
    }

    init(
        model: String, solver: String, method: String, language: String, maxExplores: Int, temperature: Double?,
        actions: ActionProtocol, orchestratorUse: ModelUse? = nil, solverUse: ModelUse? = nil
    ) {
        self.model = model
        self.solver = solver
        self.method = method
        self.language = language
        self.maxExplores = maxExplores
        self.temperature = temperature
        self.actions = actions
        self.orchestratorUse = orchestratorUse
        self.solverUse = solverUse
    }

    /// Writes the plan into a record's folder; a record begun with another plan is refused.
    func claim(_ folder: String) throws {
        if FileManager.default.fileExists(atPath: "\(folder)/plan.json") {
            guard try SolvePlan(recordedIn: folder) == self else {
                throw UsageError(
                    "\(folder): this record was begun with other options; give the same, or another --record folder")
            }
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        try OutputFile.write(try encoder.encode(self) + Data("\n".utf8), to: "\(folder)/plan.json")
    }
}
