import ArgumentParser

/// `atlas problems`: what is bundled, and whether it is sound.
struct ProblemsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "problems", abstract: "List, show, check, index, import and export problems.",
        subcommands: [
            ProblemsList.self, ProblemsShow.self, ProblemsCheck.self, ProblemsIndex.self, ProblemsImport.self,
            ProblemsExport.self,
        ])
}
