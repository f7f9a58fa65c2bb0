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
            Other commands make the index of a large file when there is none, and make it anew when the file has changed. It lies \
            beside the file, or in the cache folder where that cannot be written. Exit status: 2 when \
            a line is no record; each is named on stderr and the others are indexed.

            Examples:
              atlas problems index bundled.jsonl
              atlas problems index --json bundled.jsonl
            """)

    @Argument(help: ArgumentHelp("LiveCodeBench JSONL.", valueName: "data.jsonl"), completion: .file()) var file: String
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
