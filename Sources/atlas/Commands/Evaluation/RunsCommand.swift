import ArgumentParser

/// `atlas runs`: what is done with the folders of runs.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Put the parts of runs together.", subcommands: [RunsMerge.self])
}
