import ArgumentParser
import Models
import Reporting

extension ModelsCommand {
    /// `atlas models ping`.
    struct Ping: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask a model three short questions, and show what it and its server really do.",
            discussion: """
                The questions ask for an answer, a tool call, and an answer bound to a JSON schema. All that is shown \
                was seen in the answers: time to the first and to the last token, streaming, tools, schema, token \
                counts and cost.

                Exit status 0 if the model answers, whatever else it cannot do.

                Examples:
                  atlas models ping local
                  atlas models ping qwen@http://127.0.0.1:8123 --json
                """)

        @Argument(help: ArgumentHelp("Model, named as for --model of \"atlas solve\".", valueName: "model"))
        var model: String
        @Option(help: ArgumentHelp("How much the model may think: \(Effort.forms).", valueName: "effort"))
        var effort: Effort?
        @OptionGroup var file: ModelsFileOption
        @Flag(help: "Print one JSON document (schema atlas.model-ping/1).") var json = false

        func run() async throws {
            let catalog = try file.catalog()
            let row = try catalog.configuration(model)
            let server = LocalServerSlot()
            do {
                let client = try await ModelDesk.client(model, catalog, server)
                let observed = try await ModelPing.observe(client, effort: effort ?? row.defaults.effort) { step in
                    if StandardStreams.stderrIsTerminal { StandardStreams.tell(step) }
                }
                let price = catalog.prices.price(of: model) ?? row.price
                let report = PingReport(model: model, observed, price: price)
                try StandardStreams.print(json ? JSONDocument.text(report.json) : report.text)
                await server.stop()
            } catch {
                await server.stop()
                throw error
            }
        }
    }
}
