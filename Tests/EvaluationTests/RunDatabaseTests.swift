import Foundation
import GRDB
import Testing

@testable import Evaluation

@Suite struct RunDatabaseTests {
    @Test func `a full disk is said in one line, and what was there stays`() throws {
        let folder = NSTemporaryDirectory() + "/atlas-full-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try RunDatabase(directory: folder, isReadOnly: false)
        try database.write { database in
            try database.execute(sql: "INSERT INTO models VALUES ('a', '1')")
            // SQLite answers as it does when the file system has no more room.
            try database.execute(sql: "PRAGMA max_page_count = 1")
        }
        #expect(
            throws: EvaluationError.runFailed(
                path: "\(folder)/run.sqlite", reason: "the disk is full; make room and give the same command again")
        ) {
            try database.write { database in
                let long = String(repeating: "x", count: 1 << 20)
                try database.execute(sql: "INSERT INTO models VALUES (?, '1')", arguments: [long])
            }
        }
        #expect(try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM models") } == 1)
    }

    @Test func `a store of an older atlas is read as it is, and made one of this when it is written`() throws {
        let folder = NSTemporaryDirectory() + "/atlas-older-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let queue = try DatabaseQueue(path: "\(folder)/run.sqlite")
        try RunSchema.migrator.migrate(queue, upTo: "1")
        try queue.write {
            try $0.execute(sql: "INSERT INTO problems (id, position, title) VALUES ('a', 0, 'A')")
        }
        try queue.close()
        let problems: (Database) throws -> [EvalProblem] = { try EvalProblem.fetchAll($0) }
        let before = try Data(contentsOf: URL(filePath: "\(folder)/run.sqlite"))
        #expect(try RunDatabase(directory: folder, isReadOnly: true).read(problems).map(\.id) == ["a"])
        #expect(try Data(contentsOf: URL(filePath: "\(folder)/run.sqlite")) == before)
        let database = try RunDatabase(directory: folder, isReadOnly: false)
        try database.write { try $0.execute(sql: "UPDATE problems SET samples = 2") }
        #expect(try database.read(problems).map(\.samples) == [2])
    }

    @Test func `a store of a newer atlas is refused`() throws {
        let folder = NSTemporaryDirectory() + "/atlas-newer-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try RunDatabase(directory: folder, isReadOnly: false)
        try database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999')") }
        database.close()
        #expect(throws: EvaluationError.runOfOtherVersion(directory: folder, found: "a store of a newer atlas")) {
            try RunDatabase(directory: folder, isReadOnly: true)
        }
    }
}
