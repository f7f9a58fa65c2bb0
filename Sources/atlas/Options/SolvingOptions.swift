import ArgumentParser
import Judging
import Models
import Orchestration

/// How problems are solved: shared by `solve` and `eval`.
struct SolvingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Model: local, openai:NAME, anthropic:NAME, ollama:NAME, NAME@URL or a row of the models file.",
            valueName: "model"))
    var model: String?
    @Option(
        help: ArgumentHelp(
            "Model of the solver (default: that of --model); if repeated, the orchestrator chooses among them.",
            valueName: "model"))
    var solver: [String] = []
    @Option(
        help: ArgumentHelp(
            "How to spend model calls: \(SolveMethods.all.map { $0.name }.joined(separator: ", ")) (default: atlas).",
            valueName: "name"), completion: .list(SolveMethods.all.map { $0.name }))
    var method: String?
    @Option(
        help: ArgumentHelp(
            "Language of the programs; \"atlas languages\" lists them (default: python).", valueName: "id"),
        completion: .language)
    var language: String?
    @OptionGroup var languages: LanguagesOption
    @Option(
        help: ArgumentHelp(
            "Make at most N explores, 0 to 64; methods without an orchestrator make N unless their workflow ends "
                + "earlier (default: 8, or 20 with several solvers).", valueName: "n"))
    var maxExplores: Int?
    @Option(
        help: ArgumentHelp(
            "Make up to N explores before first asking the orchestrator, one at a time until a program passes the "
                + "public tests; saves orchestrator calls (default: 0, as in the paper).", valueName: "n"))
    var firstExplores: Int?
    @Option(
        help: ArgumentHelp(
            "Stop exploring after N explores in a row without progress, as long as every program fails a public test "
                + "(default: 0, no limit, as in the paper).", valueName: "n"))
    var patience: Int?
    @Option(
        help: ArgumentHelp(
            "Sampling temperature of solvers, 0 to 2 (default: from the models file, else the server's).",
            valueName: "t"))
    var temperature: Double?
    @Option(
        help: ArgumentHelp(
            "How much models may think: \(Effort.forms) (default: from the models file, else the server's).",
            valueName: "effort"))
    var effort: Effort?
    @Flag(help: "Let the orchestrator choose low, medium or high effort for each explore.") var exploreEffort = false
    @Flag(help: "Let the orchestrator write an instruction to the solver for each explore.")
    var exploreStrategy = false
    @Option(
        help: ArgumentHelp(
            "Compare candidates on inputs from a generator that a model writes: on, off, or auto for solvers that take "
                + "tools (default: auto in solve, off in eval)", valueName: "use"))
    var probes: ProbeUse?
    @Option(
        help: ArgumentHelp(
            "Folder of prompts that replace the built-in ones of the same name; see \"atlas prompts show\".",
            valueName: "dir"), completion: .directory)
    var prompts: String?
    @OptionGroup var modelsFile: ModelsFileOption
    @Option(
        help: ArgumentHelp(
            "How the orchestrator states its actions: as tool calls, as text, or auto for tools where the model "
                + "prefers them, else text (default: auto)", valueName: "protocol"))
    var actions: ActionProtocol?

    func validate() throws {
        let counts = [
            ("--max-explores", maxExplores), ("--first-explores", firstExplores), ("--patience", patience),
        ]
        for case (let option, let count?) in counts where !(0...64).contains(count) {
            throw ValidationError("\(option): \(count); expected a number from 0 to 64")
        }
        if let temperature, !(0...2).contains(temperature) {
            throw ValidationError("--temperature: \(temperature); expected a number from 0 to 2")
        }
    }

    /// The plan that these options make; what is not given comes from a recorded plan, else from the models' rows, else
    /// from the defaults.
    ///
    /// An evaluation compares methods as they were published unless it is told otherwise; whoever solves one problem wants
    /// the program to be right.
    func plan(
        _ catalog: ModelCatalog, recorded: SolvePlan? = nil, probes probesByDefault: ProbeUse = .off
    ) throws -> SolvePlan {
        guard let model = model ?? recorded?.model else {
            throw UsageError("--model: missing; expected local, openai:NAME, anthropic:NAME, ollama:NAME or NAME@URL")
        }
        let method = self.method ?? recorded?.method ?? AtlasMethod.name
        _ = try SolveMethods.named(method)
        try MethodOption.check(self, method: method)
        let solvers = solver.isEmpty ? recorded?.solvers ?? [model] : solver
        if let twice = Dictionary(grouping: solvers, by: { $0 }).first(where: { $0.value.count > 1 }) {
            throw UsageError("--solver: \"\(twice.key)\" is given twice; expected different models")
        }
        let solverOption = self.solver.isEmpty ? "--model" : "--solver"
        let solver = solvers[0]
        func configuration(_ name: String, of option: String) throws(UsageError) -> ModelConfiguration {
            do throws(ModelError) {
                return try catalog.configuration(name)
            } catch {
                throw UsageError("\(option): \(error)")
            }
        }
        func use(_ name: String, of option: String, _ known: (name: String, use: ModelUse?)?) throws -> ModelUse? {
            if let known, known.name == name, effort == nil { return known.use }
            return ModelUse(try configuration(name, of: option), effort: effort)
        }
        let row = recorded?.solver == solver ? nil : try configuration(solver, of: solverOption)
        var plan = SolvePlan(
            model: model, solver: solver, method: method,
            language: language ?? recorded?.language ?? "python",
            maxExplores: maxExplores ?? recorded?.maxExplores ?? (solvers.count > 1 ? 20 : 8),
            temperature: temperature ?? (row.map(\.defaults.temperature) ?? recorded?.temperature),
            actions: actions ?? recorded?.actions ?? .auto,
            orchestratorUse: try use(model, of: "--model", recorded.map { ($0.model, $0.orchestratorUse) }),
            solverUse: try use(solver, of: solverOption, recorded.map { ($0.solver, $0.solverUse) }))
        if solvers.count > 1 {
            plan.pool = try solvers.map { name in
                if let known = recorded?.pool?.first(where: { $0.name == name }), effort == nil { return known }
                return SolvePlan.PoolRow(
                    try configuration(name, of: solverOption), price: catalog.prices.price(of: name), effort: effort)
            }
        }
        plan.setPrices(recorded: recorded, else: catalog)
        let first = firstExplores ?? recorded?.firstExplores ?? 0
        guard first <= plan.maxExplores else {
            throw UsageError(
                "--first-explores: \(first); expected no more than the \(plan.maxExplores) of --max-explores")
        }
        plan.firstExplores = first > 0 ? first : nil
        let patience = patience ?? recorded?.patience ?? 0
        plan.patience = patience > 0 ? patience : nil
        plan.exploreEffort = exploreEffort ? true : recorded?.exploreEffort
        plan.exploreStrategy = exploreStrategy ? true : recorded?.exploreStrategy
        plan.sample = recorded?.sample
        let probing = probes ?? (recorded == nil ? probesByDefault : recorded?.probes ?? .off)
        plan.probes = probing == .off ? nil : probing
        if let prompts {
            let overrides = try Prompts(overriding: prompts).overrides
            plan.promptOverrides = overrides.isEmpty ? nil : overrides
        } else {
            plan.promptOverrides = recorded?.promptOverrides
        }
        return plan
    }
}

extension ActionProtocol: ExpressibleByArgument {}
extension ProbeUse: ExpressibleByArgument {}
