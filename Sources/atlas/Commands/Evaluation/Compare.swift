import ArgumentParser
import Evaluation
import Reporting

/// `atlas compare`: what changed from one run to others, and whether it may be chance.
struct Compare: AsyncParsableCommand, Listing {
    static let configuration = CommandConfiguration(
        abstract: "Compare runs with the first: problems that flipped, and whether that may be chance.",
        discussion: """
            Each later run is compared with the first, on the problems that both have judged. Runs that were not \
            measured alike (other data, limits of grading, version of atlas or of toolchains) are refused with exit \
            status 2. With --force, they are compared with a warning.

            Examples:
              atlas compare runs/single runs/atlas
              atlas compare runs/single runs/atlas --json
            """)

    @Argument(help: ArgumentHelp("Folders of two or more runs.", valueName: "run"), completion: .directory)
    var runs: [String]
    @Flag(help: "Compare runs that were not measured alike, with a warning about the differences.") var force = false
    @Flag(help: "Print one JSON document (schema atlas.compare/1) on stdout.") var json = false

    func validate() throws {
        if runs.count < 2 { throw ValidationError("one run; expected two or more to compare") }
    }

    func run() async throws {
        let folders = try RunFolders(runs)
        let comparisons = folders.runs.dropFirst().map { RunComparison(folders.runs[0], $0) }
        let reports = comparisons.map { ComparisonReport($0) }
        for objection in reports.compactMap(\.objection) {
            guard force else {
                throw UsageError("\(objection); measure them alike, or compare them all the same by --force")
            }
            StandardStreams.complain("warning: \(objection)")
        }
        if let apart = comparisons.first(where: { $0.problems == 0 }) {
            throw UsageError("\(apart.first) and \(apart.second): no problem is judged in both; nothing to compare")
        }
        if json {
            try StandardStreams.print(JSONDocument.text(try ComparisonReport.json(comparisons)))
        } else {
            try StandardStreams.print(reports.map(\.text).joined(separator: "\n\n"))
        }
    }
}
