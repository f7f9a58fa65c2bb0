import ArgumentParser
import Evaluation
import Models
import Reporting
import Spelling

/// `atlas runs merge`.
struct RunsMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Put the shards of a run together, as if it had been made in one.",
        discussion: """
            The parts have to be of the same settings and problems; a sample that is in two of them is refused, and a \
            shard that is missing is named. The records of calls are put together too, so that the run that is made \
            can be resumed, replayed and verified.

            Examples:
              atlas runs merge runs/part1 runs/part2 -o runs/whole
              atlas runs merge runs/part1 runs/part2 -o runs/whole --json
            """)

    @Argument(help: ArgumentHelp("The parts.", valueName: "run"), completion: .directory) var runs: [String]
    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to make.", valueName: "dir"), completion: .directory)
    var output: String
    @Flag(help: "Print one JSON document (schema atlas.runs-merge/1) on stdout.") var json = false

    func run() async throws {
        let summary = try RunMerge.merge(runs, into: output)
        if json {
            try StandardStreams.print(JSONDocument.text(try JSONValue(encoding: summary)))
        } else {
            try StandardStreams.print(
                "\(output): \(summary.samples.counted("sample")) of \(summary.problems.counted("problem")) "
                    + "from \(summary.runs.counted("run"))")
        }
    }
}
