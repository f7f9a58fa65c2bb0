import ArgumentParser
import Evaluation
import Models
import Reporting
import Spelling

/// `atlas runs merge`.
struct RunsMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge the shards of a run, as if it had been made in one.",
        discussion: """
            The parts must have the same settings and the same choice of problems. A sample that is in two parts is \
            refused, and a missing shard is named. The records of calls are merged too, so that the new run can be \
            resumed, replayed and verified.

            Examples:
              atlas runs merge runs/part1 runs/part2 -o runs/whole
              atlas runs merge runs/part1 runs/part2 -o runs/whole --json
            """)

    @Argument(help: ArgumentHelp("Folders of the parts.", valueName: "run"), completion: .directory) var runs: [String]
    @Option(name: .shortAndLong, help: ArgumentHelp("Folder to create.", valueName: "dir"), completion: .directory)
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
