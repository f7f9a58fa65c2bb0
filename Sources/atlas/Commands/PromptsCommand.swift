import ArgumentParser
import FoundationEssentials
import Orchestration
import Reporting

/// `atlas prompts`: the texts that models are shown.
struct PromptsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts", abstract: "List or print the texts that models are shown.", subcommands: [Show.self])

    /// `atlas prompts show`.
    struct Show: ParsableCommand, Listing {
        static let configuration = CommandConfiguration(
            abstract: "List the prompts, or print one as a file.",
            discussion: """
                A prompt is a text with placeholders such as {{statement}}. To change one, print it into a folder, \
                edit it, and pass the folder to "atlas solve" or "atlas eval" with --prompts.

                Placeholders that a prompt needs, such as {{statement}} in the prompt "problem", must stay. The \
                prompts' fingerprint is part of the run's.

                Examples:
                  atlas prompts show
                  atlas prompts show solver > my-prompts/solver.md
                """)

        @Argument(help: ArgumentHelp("Prompt to print (default: list all).", valueName: "name")) var name: String?
        @Option(
            name: .customLong("prompts"),
            help: ArgumentHelp("Folder of prompts that replace the built-in ones of the same name.", valueName: "dir"),
            completion: .directory)
        var folder: String?
        @Flag(help: "Print one JSON document (schema atlas.prompts/1).") var json = false

        func run() throws {
            let prompts = try folder.map { try Prompts(overriding: $0) } ?? .builtIn
            guard let name else {
                let report = PromptsReport(prompts)
                try StandardStreams.print(json ? JSONDocument.text(report.json) : report.text)
                return
            }
            guard let file = prompts.all.first(where: { $0.name == name }) else {
                throw UsageError("\(name): no prompt has this name; \"atlas prompts show\" lists them")
            }
            if json {
                try StandardStreams.print(JSONDocument.text(PromptsReport(prompts).json(of: file)))
            } else {
                try StandardStreams.write(Data(file.contents.utf8))
            }
        }
    }
}
