import ArgumentParser
import Judging
import Orchestration

/// How problems are solved: shared by `solve` and `eval`.
struct SolvingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The model: local, openai:NAME, anthropic:NAME, ollama:NAME or NAME@URL.", valueName: "model"))
    var model: String?
    @Option(help: ArgumentHelp("The solver's model (default: that of --model).", valueName: "model"))
    var solver: String?
    @Option(help: ArgumentHelp("How calls are spent: atlas or single (default: atlas).", valueName: "name"))
    var method: String?
    @Option(
        help: ArgumentHelp("Language of the programs, one of \"atlas languages\" (default: python).", valueName: "id"))
    var language: String?
    @OptionGroup var languages: LanguagesOption
    @Option(help: ArgumentHelp("Explores at the most, 0 to 64 (default: 8).", valueName: "n"))
    var maxExplores: Int?
    @Option(help: ArgumentHelp("Sampling temperature of solvers, 0 to 2 (default: the server's).", valueName: "t"))
    var temperature: Double?
    @Option(help: ArgumentHelp("How the orchestrator states its actions (default: auto).", valueName: "protocol"))
    var actions: ActionProtocol?

    func validate() throws {
        if let maxExplores, !(0...64).contains(maxExplores) {
            throw ValidationError("--max-explores: \(maxExplores); expected a number from 0 to 64")
        }
        if let temperature, !(0...2).contains(temperature) {
            throw ValidationError("--temperature: \(temperature); expected a number from 0 to 2")
        }
    }

    /// The plan that these options make; what is not given comes from a recorded plan, else from the defaults.
    func plan(recorded: SolvePlan? = nil) throws -> SolvePlan {
        guard let model = model ?? recorded?.model else {
            throw UsageError("--model: missing; expected local, openai:NAME, anthropic:NAME, ollama:NAME or NAME@URL")
        }
        return SolvePlan(
            model: model, solver: solver ?? recorded?.solver ?? model,
            method: method ?? recorded?.method ?? AtlasMethod.name,
            language: language ?? recorded?.language ?? "python",
            maxExplores: maxExplores ?? recorded?.maxExplores ?? 8,
            temperature: temperature ?? recorded?.temperature, actions: actions ?? recorded?.actions ?? .auto)
    }
}

extension ActionProtocol: ExpressibleByArgument {}
