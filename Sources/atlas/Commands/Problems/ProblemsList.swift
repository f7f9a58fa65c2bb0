import ArgumentParser
import Problems
import Reporting

/// `atlas problems list`.
struct ProblemsList: ParsableCommand, Listing {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the bundled problems, or those of a data file or folder.",
        discussion: """
            Exit status 2 if a problem cannot be read; each is named on stderr, and the others are listed.

            Examples:
              atlas problems list
              atlas problems list bundled.jsonl --difficulty hard --json
            """)

    @Argument(
        help: ArgumentHelp("Data files or folders of problems (default: the bundled ones).", valueName: "source"),
        completion: .file())
    var sources: [String] = []
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var problems: ProblemsOption
    @Flag(help: "Print one JSON document (schema atlas.problems/1).") var json = false

    func run() throws {
        let set = try selection.open(sources, problems)
        try StandardStreams.print(
            json
                ? JSONDocument.text(try ProblemReport.json(set.items))
                : try ProblemReport.table(set.items).joined(separator: "\n"))
        try set.complain()
    }
}
