import FoundationEssentials
import Glibc
import Models
import Testing

/// Compares a text with the file `Golden/<folder>/<label>.json`; with `ATLAS_RECORD_GOLDEN` set, writes the file and fails.
func expectGolden(
    _ text: String, folder: String, label: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let root = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(root)/Golden/\(folder)/\(label).json"
    if getenv("ATLAS_RECORD_GOLDEN") != nil {
        try FileManager.default.createDirectory(
            atPath: "/\(root)/Golden/\(folder)", withIntermediateDirectories: true)
        try Data((text + "\n").utf8).write(to: URL(filePath: path))
        Issue.record("recorded \(path); look at it, then run again without ATLAS_RECORD_GOLDEN")
        return
    }
    let expected = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    #expect(text + "\n" == expected, "differs from \(path)", sourceLocation: sourceLocation)
}

/// The JSON text with its keys sorted and indented.
func sortedJSON(_ text: String) throws -> String {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
