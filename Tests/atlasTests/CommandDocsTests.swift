import Foundation
import Testing

/// `docs/commands.md` is what the program says of itself.
@Suite struct CommandDocsTests {
    /// The program's description of itself.
    private struct Description: Decodable {
        let command: Command
    }

    private struct Command: Decodable {
        let commandName: String
        let subcommands: [Command]?

        /// The commands below it that have none below them, each by its words.
        func leaves(after words: String = "") -> [String] {
            let below = subcommands ?? []
            return below.isEmpty ? [words] : below.flatMap { $0.leaves(after: "\(words) \($0.commandName)") }
        }
    }

    @Test func `the documented help pages are those of the program`() async throws {
        let file = URL(filePath: CommandLineTool.problems).deletingLastPathComponent().appending(
            path: "docs/commands.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let sections = text.components(separatedBy: "\n## `atlas").dropFirst()
        let dump = try await CommandLineTool.run(["--experimental-dump-help"])
        let commands = try JSONDecoder().decode(Description.self, from: Data(dump.stdout.utf8)).command.leaves()
        let headings = sections.map { String($0.prefix { $0 != "`" }) }
        #expect(headings.sorted() == ([""] + commands.filter { $0 != " help" }).sorted(), "see tools/command-docs")
        for section in sections {
            let parts = section.components(separatedBy: "`\n\n```\n")
            let page = try #require(parts.last?.components(separatedBy: "```\n").first)
            let arguments = parts[0].split(separator: " ").map(String.init) + ["--help"]
            let result = try await CommandLineTool.run(arguments, environment: ["COLUMNS": "100"])
            #expect(result.status == 0)
            #expect(result.stdout == page, "run tools/command-docs")
        }
    }
}
