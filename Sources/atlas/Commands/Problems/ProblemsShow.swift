import ArgumentParser
import Problems
import Reporting

/// `atlas problems show`.
struct ProblemsShow: ParsableCommand, Listing {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a problem's statement, limits and tests.",
        discussion: """
            Private tests are counted, never shown.

            Examples:
              atlas problems show hot-soup
              atlas problems show bundled.jsonl --id hot-soup
            """)

    @Argument(help: ArgumentHelp("The problem.", valueName: "problem"), completion: .problem) var problem: String
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var problems: ProblemsOption

    func run() throws {
        let set = try selection.open([problem], problems)
        guard set.items.count == 1 || !selection.isEmpty else {
            // Says how to name one.
            return try StandardStreams.print(ProblemReport.text(try problems.open(problem)))
        }
        for item in set.items { try StandardStreams.print(ProblemReport.text(try item.problem())) }
        try set.complain()
    }
}
