import ArgumentParser
import Models
import Reporting

extension ModelsCommand {
    /// `atlas models price`.
    struct Price: ParsableCommand, Listing {
        static let configuration = CommandConfiguration(
            abstract: "Show the price of a model, and what a number of tokens would cost.",
            discussion: """
                Examples:
                  atlas models price openai:gpt-5-mini
                  atlas models price anthropic:claude-sonnet-4-5 --in 200000 --cached 150000 --out 8000
                """)

        @Argument(help: ArgumentHelp("Model, named as for --model of \"atlas solve\".", valueName: "model"))
        var model: String
        @Option(
            name: .customLong("in"), help: ArgumentHelp("Tokens of requests, including cached ones", valueName: "n"))
        var input = 0
        @Option(name: .customLong("out"), help: ArgumentHelp("Tokens of answers, including reasoning", valueName: "n"))
        var output = 0
        @Option(help: ArgumentHelp("Tokens of --in that are read from the cache", valueName: "n")) var cached = 0
        @Option(help: ArgumentHelp("Tokens of --in that are written to the cache", valueName: "n")) var cacheWrite = 0
        @Option(help: ArgumentHelp("Tokens of --out that are reasoning", valueName: "n")) var reasoning = 0
        @OptionGroup var file: ModelsFileOption
        @Flag(help: "Print one JSON document (schema atlas.model-price/1).") var json = false

        func validate() throws {
            for (name, value) in [
                ("in", input), ("out", output), ("cached", cached), ("cache-write", cacheWrite),
                ("reasoning", reasoning),
            ] where !(0...1_000_000_000_000).contains(value) {
                throw ValidationError("--\(name): \(value); expected a number from 0 to 1000000000000")
            }
            if cached + cacheWrite > input { throw ValidationError("--cached, --cache-write: more than --in has") }
            if reasoning > output { throw ValidationError("--reasoning: more than --out has") }
        }

        func run() throws {
            let catalog = try file.catalog()
            let row = try catalog.configuration(model)
            guard let price = catalog.prices.price(of: model) ?? row.price else {
                throw UsageError("\(model): no price is known; give its row in the models file a price")
            }
            let usage = TokenUsage(
                input: input, output: output, cachedInput: cached, cacheWrite: cacheWrite, reasoning: reasoning)
            let report = PriceReport(model: model, price: price, usage: usage)
            try StandardStreams.print(json ? JSONDocument.text(report.json) : report.text)
        }
    }
}
