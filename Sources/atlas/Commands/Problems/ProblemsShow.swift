import ArgumentParser
import Problems
import Reporting

/// `atlas problems show`.
struct ProblemsShow: ParsableCommand, Listing {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a problem's statement, limits and tests.",
        discussion: """
            Private tests are counted, never shown. With --json, each problem is a document on a line of its own.

            Examples:
              atlas problems show hot-soup
              atlas problems show bundled.jsonl --id hot-soup --json
            """)

    @Argument(help: ArgumentHelp("Problem, data file or folder.", valueName: "problem"), completion: .problem)
    var problem: String
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var problems: ProblemsOption
    @Flag(help: "Print a JSON document for each problem (schema atlas.problem/1).") var json = false

    func run() throws {
        let set = try selection.open([problem], problems)
        guard set.items.count == 1 || !selection.isEmpty else {
            // Says how to name one.
            return try show(try problems.open(problem))
        }
        for item in set.items { try show(try item.problem()) }
        try set.complain()
    }

    private func show(_ problem: Problem) throws {
        try StandardStreams.print(
            json ? JSONDocument.text(ProblemReport.json(problem)) : ProblemReport.text(problem))
    }
}
