import ArgumentParser
import FoundationEssentials
import Models

/// Where models are described.
struct ModelsFileOption: ParsableArguments {
    @Option(
        name: .customLong("models"),
        help: ArgumentHelp("Models file (default: ~/.config/atlas/models.yaml, if it exists).", valueName: "file"),
        completion: .file())
    var path: String?

    /// The models of that file and the built-in ones.
    func catalog() throws(ModelsFileError) -> ModelCatalog {
        ModelCatalog(try ModelsFile.load(path, ProcessInfo.processInfo.environment))
    }
}

extension Effort: ExpressibleByArgument {
    /// Reads what `--effort` says.
    public init?(argument: String) { self.init(argument) }
}
