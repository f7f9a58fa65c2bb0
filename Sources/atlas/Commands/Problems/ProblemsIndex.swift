import ArgumentParser
import Models
import Problems
import Reporting
import Spelling

/// `atlas problems index`.
struct ProblemsIndex: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Index a LiveCodeBench file, so that each record is found at once.",
        discussion: """
            Other commands index a large file themselves if it has no index, or has changed since. The index lies \
            beside the file or, if it cannot be written there, in the cache folder.

            Exit status 2 if a line is not a record; each is named on stderr, and the others are indexed.

            Examples:
              atlas problems index bundled.jsonl
              atlas problems index --json bundled.jsonl
            """)

    @Argument(help: ArgumentHelp("LiveCodeBench JSONL file.", valueName: "data.jsonl"), completion: .file())
    var file: String
    @Flag(help: "Print one JSON document (schema atlas.problems-index/1).") var json = false

    func run() throws {
        let (index, place) = try LCBIndex.keep(file)
        if json {
            let facts: [String: JSONValue] = [
                "schema": .string("atlas.problems-index/1"), "records": .int(index.entries.count),
                "faults": .int(index.faults.count), "index": place.map(JSONValue.string) ?? .null,
            ]
            try StandardStreams.print(JSONDocument.text(.object(facts)))
        } else {
            try StandardStreams.print(
                "\(file): \(index.entries.count.counted("record")), index in \(place ?? "memory alone")")
        }
        for fault in index.faults { StandardStreams.complain("\(fault)") }
        if !index.faults.isEmpty { throw ExitStatus.badInput }
    }
}
