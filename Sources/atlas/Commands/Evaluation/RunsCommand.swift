import ArgumentParser

/// `atlas runs`: what is done with the folders of runs.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Merge the parts of runs.", subcommands: [RunsMerge.self])
}
