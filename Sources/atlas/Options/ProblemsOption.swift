import ArgumentParser
import FoundationEssentials
import Problems

/// Where problems are found.
struct ProblemsOption: ParsableArguments {
    @Option(
        name: .customLong("problems"),
        help: ArgumentHelp("Folder of the bundled problems (default: the one beside this program).", valueName: "dir"),
        completion: .directory)
    var folder: String?

    /// The library of bundled problems.
    func library() throws(ProblemError) -> ProblemLibrary {
        try ProblemLibrary.locate(explicit: folder, environment: ProcessInfo.processInfo.environment)
    }

    /// The problem that a name, folder or `DATA.jsonl#ID` stands for.
    func open(_ reference: String) throws(ProblemError) -> Problem {
        try ProblemLocator.open(reference, library: library())
    }
}
