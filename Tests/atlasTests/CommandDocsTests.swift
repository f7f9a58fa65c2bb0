import Foundation
import Testing

/// `docs/commands.md` is what the program says of itself.
@Suite struct CommandDocsTests {
    @Test func `the documented help pages are those of the program`() async throws {
        let file = URL(filePath: CommandLineTool.problems).deletingLastPathComponent().appending(
            path: "docs/commands.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let sections = text.components(separatedBy: "\n## `atlas").dropFirst()
        #expect(sections.count >= 11)
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
