import ArgumentParser
import FoundationEssentials
import Models

/// `atlas models`: the embedded model's setup.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "Set up the embedded model; ask a model whether it answers.",
        subcommands: [Setup.self, Ping.self, Log.self])

    /// `atlas models setup`.
    struct Setup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch the embedded model (1.1 GB) and its server into the cache folder.",
            discussion: """
                Nothing is done when it is there already; a broken download goes on where it stopped.

                Examples:
                  atlas models setup
                  XDG_CACHE_HOME=/data/cache atlas models setup
                """)

        func run() async throws { try await LocalModel.setUp() }
    }

    /// `atlas models ping`.
    struct Ping: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask a model for one word, and show how long it took.",
            discussion: """
                Examples:
                  atlas models ping local
                  atlas models ping qwen@http://127.0.0.1:8123
                """)

        @Argument(help: ArgumentHelp("The model, as for --model.", valueName: "model")) var model: String

        func run() async throws {
            let server = LocalServerSlot()
            do {
                let response = try await ModelDesk.client(model, server).respond(
                    to: ChatRequest(messages: [.user("Answer with the single word: ready")], maxTokens: 64))
                try StandardStreams.print(
                    "\(model): \(response.model) answered in \(Int(response.seconds * 1000)) ms, "
                        + "\(response.usage.input) tokens in, \(response.usage.output) out")
                await server.stop()
            } catch {
                await server.stop()
                throw error
            }
        }
    }
}
