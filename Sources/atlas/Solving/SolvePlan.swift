import Files
import FoundationEssentials
import Glibc
import Models
import Orchestration

/// How a problem is solved; kept as `plan.json` beside a record, so that `--replay` needs no other option.
struct SolvePlan: Codable, Equatable {
    var schema = Self.schema
    var model: String
    var solver: String
    var method: String
    var language: String
    var maxExplores: Int
    /// How many of them are made before the orchestrator is first asked; nil for none.
    var firstExplores: Int?
    /// After how many explores in a row that get no further no more are made; nil for any number.
    var patience: Int?
    var temperature: Double?
    var actions: ActionProtocol
    /// How the orchestrator is asked; nil for what its name says.
    var orchestratorUse: ModelUse?
    /// How solvers are asked; nil for what their name says.
    var solverUse: ModelUse?
    /// The solvers that the orchestrator may choose from, `solver` the first; nil for that one alone.
    var pool: [PoolRow]?
    /// True when effort is an argument of `explore`.
    var exploreEffort: Bool?
    /// True when an instruction is an argument of `explore`.
    var exploreStrategy: Bool?
    /// Which of several independent solutions this is, from 0; nil for 0.
    var sample: Int?
    /// Whether candidates are run on probe inputs; nil for off.
    var probes: ProbeUse?
    /// What the models' tokens cost, by name, those that are known; nil in plans of earlier versions.
    var prices: [String: PriceTable.Price]?
    /// Prompts in place of the built-in ones, by name; nil for none.
    var promptOverrides: [String: String]?

    /// A solver as it is asked, and as it is described to the orchestrator.
    struct PoolRow: Codable, Equatable {
        var name: String
        var description: String?
        /// USD per million tokens, as shown.
        var inputPrice: Double?
        var outputPrice: Double?
        var use: ModelUse?

        private enum CodingKeys: String, CodingKey {
            case name, description, use
            case inputPrice = "input_price"
            case outputPrice = "output_price"
        }

        init(_ model: ModelConfiguration, price: PriceTable.Price?, effort: Effort?) {
            name = model.name
            description = model.description
            inputPrice = price?.input
            outputPrice = price?.output
            use = ModelUse(model, effort: effort)
        }
    }

    private static let schema = "atlas.plan/1"

    /// What every version of a plan says.
    private struct Head: Decodable {
        var schema: String
    }

    /// The names of the solvers, the default first.
    var solvers: [String] { pool?.map(\.name) ?? [solver] }

    /// Takes what the models cost from a recorded plan, so that a replay tells the same; else from the catalog.
    mutating func setPrices(recorded: SolvePlan?, else catalog: ModelCatalog) {
        var prices: [String: PriceTable.Price] = [:]
        for name in [model] + solvers {
            let isRecorded = recorded.map { $0.prices != nil && ([$0.model] + $0.solvers).contains(name) } ?? false
            prices[name] = isRecorded ? recorded?.prices?[name] : catalog.prices.price(of: name)
        }
        self.prices = prices
    }

    /// The prompts.
    func prompts() throws(OrchestrationError) -> Prompts {
        try promptOverrides.map { overrides throws(OrchestrationError) in
            try Prompts(overrides: overrides, from: "plan.json")
        } ?? .builtIn
    }

    private enum CodingKeys: String, CodingKey {
        case schema, model, solver, method, language, temperature, actions, pool, sample, probes, prices, patience
        case exploreEffort = "explore_effort"
        case exploreStrategy = "explore_strategy"
        case promptOverrides = "prompt_overrides"
        case maxExplores = "max_explores"
        case firstExplores = "first_explores"
        case orchestratorUse = "orchestrator_use"
        case solverUse = "solver_use"
    }

    /// Reads the plan of a record.
    init(recordedIn folder: String) throws {
        let path = "\(folder)/plan.json"
        let bytes: Data
        do throws(FileFailure) {
            bytes = try RegularFile.read(path)
        } catch {
            guard error == .refused(errno: ENOENT) else { throw UsageError("\(path): \(error)") }
            throw UsageError("\(folder): no record: it has no plan.json; expected a folder that --record wrote")
        }
        do {
            let found = try JSONDecoder().decode(Head.self, from: bytes).schema
            guard found == Self.schema else {
                throw UsageError(
                    "\(path): holds a plan of the form \"\(found)\", not \"\(Self.schema)\"; use the atlas that made it, or "
                        + "another folder")
            }
            self = try JSONDecoder().decode(SolvePlan.self, from: bytes)
        } catch let error as UsageError {
            throw error
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

    /// Writes the plan into a record's folder, which is made; a record begun with another plan is refused, and so is one that
    /// another process writes: of two judgements of one program, with other times, requests would be made from both.
    ///
    /// The method and its opening may differ, and what one of the two methods makes no use of: methods that are compared
    /// share what they ask alike. What the models cost may differ where nobody is told of it: the last is kept.
    ///
    /// - Returns: The lock of the folder, to be held for as long as it is written.
    func claim(_ folder: String) throws -> FolderLock {
        try OutputFile.makeFolder(folder)
        let lock: FolderLock
        do throws(FolderLock.Refusal) {
            lock = try FolderLock(directory: folder)
        } catch {
            switch error {
            case .held(let holder):
                throw UsageError(
                    "\(folder): \(holder) writes this record; wait for it, or give another --record folder")
            case .failed(let path, let reason): throw ModelError.recordFailed(path: path, reason: reason)
            }
        }
        if var kept = try begun(folder) {
            if kept.prices != prices {
                kept.prices = prices
                try kept.write(folder)
            }
        } else {
            try write(folder)
        }
        return lock
    }

    /// The plan that a record was begun with, nil where none was; one that differs in what matters is refused.
    @discardableResult
    func begun(_ folder: String) throws -> SolvePlan? {
        guard FileManager.default.fileExists(atPath: "\(folder)/plan.json") else { return nil }
        let kept = try SolvePlan(recordedIn: folder)
        var recorded = kept
        for option in MethodOption.all
        where option.isFree || ![recorded.method, method].allSatisfy(option.isTaken) {
            option.adopt(&recorded, self)
        }
        recorded.method = method
        recorded.prices = prices
        guard recorded == self else {
            let names = try Self.differences(recorded, self).joined(separator: ", ")
            throw UsageError(
                "\(folder): this record was begun with other options (\(names)); give the same, or another --record "
                    + "folder")
        }
        return kept
    }

    private func write(_ folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        try OutputFile.write(try encoder.encode(self) + Data("\n".utf8), to: "\(folder)/plan.json")
    }

    /// The fields in which two plans differ, by their names in `plan.json`.
    private static func differences(_ first: SolvePlan, _ second: SolvePlan) throws -> [String] {
        guard case .object(let one) = try JSONValue(encoding: first),
            case .object(let other) = try JSONValue(encoding: second)
        else { return [] }
        return Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }.sorted()
    }
}
