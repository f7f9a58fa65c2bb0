import FoundationEssentials

/// The committed inputs of these tests.
enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

    static func path(_ relative: String) -> String { "\(folder)/\(relative)" }

    static func data(_ relative: String) throws -> Data { try Data(contentsOf: URL(filePath: path(relative))) }
}
