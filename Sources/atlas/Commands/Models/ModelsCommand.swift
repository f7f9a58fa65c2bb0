import ArgumentParser
import Models

/// `atlas models`: what models there are, and the embedded model's setup.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List, try and price models, show their calls, and set up the embedded model.",
        subcommands: [List.self, Ping.self, Price.self, Log.self, Setup.self])

    /// `atlas models setup`.
    struct Setup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch the embedded model (1.1 GB) and its server into the cache folder.",
            discussion: """
                Nothing is done if it is there already. A broken download resumes where it stopped.

                Examples:
                  atlas models setup
                  XDG_CACHE_HOME=/data/cache atlas models setup
                """)

        func run() async throws { try await LocalModel.setUp() }
    }
}
