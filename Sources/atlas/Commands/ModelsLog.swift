import ArgumentParser
import FoundationEssentials
import Models
import Reporting

extension ModelsCommand {
    /// `atlas models log`.
    struct Log: AsyncParsableCommand, Listing {
        static let configuration = CommandConfiguration(
            abstract: "Add up the calls, retries and costs of a run by model.",
            discussion: """
                RUN is the folder of `atlas eval --run` or of `atlas solve --record`. What a server counted and what it \
                may charge for without having counted it, as a stream that broke, are told apart.

                Examples:
                  atlas models log soup.record
                  atlas models log runs/single --json
                """)

        @Argument(help: ArgumentHelp("The run's or the record's folder.", valueName: "run")) var run: String
        @OptionGroup var file: ModelsFileOption
        @Flag(help: "Print one JSON document (schema atlas.models-log/1) on stdout.") var json = false

        func run() async throws {
            let folder = [run, "\(run)/record"].first { FileManager.default.fileExists(atPath: "\($0)/calls") }
            guard let folder else {
                throw UsageError("\(run): no calls; expected a folder that eval --run or solve --record wrote")
            }
            let calls = try CallStore(directory: folder, isReadOnly: true).recordedCalls()
            let report = CallLogReport(calls, prices: try file.catalog().prices)
            try StandardStreams.print(json ? JSONDocument.text(report.json()) : report.text)
        }
    }
}
