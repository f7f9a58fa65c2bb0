import Foundation
import GRDB

/// A process that worked on a run: a row of the table `sessions`.
public struct RunSession: Sendable, Codable, Equatable {
    /// Its process id.
    public var pid: Int32
    /// The machine it ran on.
    public var host: HostDescription
    /// The version of atlas.
    public var atlas: String
    /// The toolchains of the run's language: what they print about their version.
    public var toolchains: [String]
    /// Which problems were meant, as `ProblemSelection` says it.
    public var selection: String
    /// When it began, ISO 8601 in UTC.
    public var started: String
    /// When it ended, ISO 8601 in UTC; nil where it did not end by itself.
    public var ended: String?

    /// Describes this process.
    public init(atlas: String, toolchains: [String], selection: String = "all") {
        pid = getpid()
        host = HostDescription.current()
        self.atlas = atlas
        self.toolchains = toolchains
        self.selection = selection
        started = Date().formatted(.iso8601)
    }

    /// Whether it graded the run again, and chose no problems: its selection is `regrade`, perhaps with what follows.
    public var isRegrade: Bool { selection.hasPrefix("regrade") }

    static func all(_ database: Database) throws -> [RunSession] {
        try Row.fetchAll(database, sql: "SELECT * FROM sessions ORDER BY id").map(RunSession.init)
    }

    private init(_ row: Row) throws {
        pid = row["pid"]
        host = try StoredJSON.value(HostDescription.self, row["host"])
        atlas = row["atlas"]
        toolchains = try StoredJSON.value([String].self, row["toolchains"])
        selection = row["selection"]
        started = row["started"]
        ended = row["ended"]
    }

    /// Adds a row, and returns its id.
    func insert(_ database: Database) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO sessions (pid, host, atlas, toolchains, selection, started, ended)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                pid, try StoredJSON.text(host), atlas, try StoredJSON.text(toolchains), selection, started, ended,
            ])
        return database.lastInsertedRowID
    }
}
