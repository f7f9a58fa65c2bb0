import ArgumentParser
import Judging
import Orchestration

/// How problems are solved: shared by `solve` and `eval`.
struct SolvingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The model: local, openai:NAME, anthropic:NAME, ollama:NAME or NAME@URL.", valueName: "model"))
    var model: String
    @Option(help: ArgumentHelp("The solver's model (default: that of --model).", valueName: "model"))
    var solver: String?
    @Option(help: ArgumentHelp("How calls are spent: atlas, single.", valueName: "name"))
    var method = AtlasMethod.name
    @Option(name: .customLong("language"), help: ArgumentHelp("Language of the programs: python, cpp.", valueName: "id"))
    var languageID = "python"
    @Option(help: ArgumentHelp("Explores at the most, 0 to 64.", valueName: "n"))
    var maxExplores = 8
    @Option(help: ArgumentHelp("Sampling temperature of solvers (default: the server's).", valueName: "t"))
    var temperature: Double?
    @Option(help: ArgumentHelp("How actions are stated: auto, tools, text.", valueName: "protocol"))
    var actions = ActionProtocol.auto

    /// The solver's model.
    var solverModel: String { solver ?? model }

    /// The method.
    func solveMethod() throws(OrchestrationError) -> any SolveMethod { try SolveMethods.named(method) }

    /// The language of the programs.
    func language() throws(JudgingError) -> Language { try Language.named(languageID) }

    func validate() throws {
        if !(0...64).contains(maxExplores) {
            throw ValidationError("--max-explores: \(maxExplores); expected a number from 0 to 64")
        }
        if let temperature, !(0...2).contains(temperature) {
            throw ValidationError("--temperature: \(temperature); expected a number from 0 to 2")
        }
    }
}

extension ActionProtocol: ExpressibleByArgument {}
