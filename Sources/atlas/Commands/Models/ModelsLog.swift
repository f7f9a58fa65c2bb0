import ArgumentParser
import FoundationEssentials
import Models
import Reporting

extension ModelsCommand {
    /// `atlas models log`.
    struct Log: AsyncParsableCommand, Listing {
        static let configuration = CommandConfiguration(
            abstract: "Add up the calls, retries and costs of a run for each model.",
            discussion: """
                RUN is the folder of "atlas eval --run" or of "atlas solve --record".

                What a server counted is shown apart from what it may charge for without having counted it, such as a \
                stream that broke. Prices are those of the record or, for a model without one there, of the models \
                file.

                Examples:
                  atlas models log soup.record
                  atlas models log runs/single --json
                """)

        @Argument(help: ArgumentHelp("Folder of the run or record.", valueName: "run"), completion: .directory)
        var run: String
        @OptionGroup var file: ModelsFileOption
        @Flag(help: "Print one JSON document (schema atlas.models-log/1) on stdout.") var json = false

        func run() async throws {
            let folder = [run, "\(run)/record"].first { FileManager.default.fileExists(atPath: "\($0)/calls") }
            guard let folder else {
                throw UsageError("\(run): no calls; expected a folder that eval --run or solve --record wrote")
            }
            let calls = try CallStore(directory: folder, isReadOnly: true).recordedCalls()
            var prices = try file.catalog().prices
            // As in a replay, what the record says counts; a record of an earlier version has no plan.
            if FileManager.default.fileExists(atPath: "\(folder)/plan.json") {
                prices.prices.merge(try SolvePlan(recordedIn: folder).prices ?? [:]) { _, recorded in recorded }
            }
            let report = CallLogReport(calls, prices: prices)
            try StandardStreams.print(json ? JSONDocument.text(report.json()) : report.text)
        }
    }
}
