import ArgumentParser
import Models
import Reporting

extension ModelsCommand {
    /// `atlas models list`.
    struct List: ParsableCommand, Listing {
        static let configuration = CommandConfiguration(
            abstract: "List the models of the models file and the built-in ones.",
            discussion: """
                Any other model is named PROVIDER:NAME or NAME@URL. Prices are in USD per million tokens.

                Examples:
                  atlas models list
                  atlas models list --models team.yaml --json
                """)

        @OptionGroup var file: ModelsFileOption
        @Flag(help: "Print one JSON document (schema atlas.models/1).") var json = false

        func run() throws {
            let report = ModelReport(try file.catalog())
            try StandardStreams.print(json ? JSONDocument.text(report.json) : report.text)
        }
    }
}
