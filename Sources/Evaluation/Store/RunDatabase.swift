import Foundation
import GRDB

/// A run's SQLite file, and what goes wrong with it told by its name.
final class RunDatabase: Sendable {
    /// The file's name in a run's folder.
    static let name = "run.sqlite"

    let path: String
    private let queue: DatabaseQueue

    /// Opens the file of a run's folder; for writing it is made where it is missing, and brought to this version's form.
    ///
    /// WAL, so that others may read while one process writes; `synchronous=FULL`, so that what is committed survives a
    /// power cut.
    ///
    /// - Throws: `EvaluationError.runMissing`, `.runOfOtherVersion`, `.runDamaged`, `.runFailed`.
    init(directory: String, isReadOnly: Bool) throws(EvaluationError) {
        path = "\(directory)/\(Self.name)"
        if !FileManager.default.fileExists(atPath: path) {
            if FileManager.default.fileExists(atPath: "\(directory)/results.jsonl") {
                throw .runOfOtherVersion(directory: directory, found: "results.jsonl, as an older atlas wrote it")
            }
            if isReadOnly { throw .runMissing(directory: directory) }
        }
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(10)
        if !isReadOnly {
            configuration.journalMode = .wal
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            if try queue.read(RunSchema.migrator.hasBeenSuperseded) {
                throw EvaluationError.runOfOtherVersion(directory: directory, found: "a store of a newer atlas")
            }
            if isReadOnly {
                guard try queue.read(RunSchema.isReadable) else {
                    throw EvaluationError.runOfOtherVersion(directory: directory, found: "a store of an older atlas")
                }
            } else {
                try RunSchema.migrator.migrate(queue)
            }
        } catch {
            throw Self.failure(error, path)
        }
    }

    /// Reads, of one state of the file.
    ///
    /// - Throws: `EvaluationError.runDamaged`, `.runFailed`.
    func read<Value>(_ body: (Database) throws -> Value) throws(EvaluationError) -> Value {
        do {
            return try queue.read(body)
        } catch {
            throw Self.failure(error, path)
        }
    }

    /// Writes, all or nothing; when this returns, a power cut does not lose it.
    ///
    /// - Throws: `EvaluationError.runDamaged`, `.runFailed`.
    func write<Value>(_ body: (Database) throws -> Value) throws(EvaluationError) -> Value {
        do {
            return try queue.write(body)
        } catch {
            throw Self.failure(error, path)
        }
    }

    /// Closes the file, with the write-ahead log taken in: nothing but the file is left to copy, and it can be read where
    /// nothing can be written.
    func close() {
        // While someone reads it stays as it is, which costs only the two files beside it.
        try? queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try? queue.close()
    }

    /// What went wrong with a file, told by its path.
    static func failure(_ error: any Error, _ path: String) -> EvaluationError {
        switch error {
        case let error as EvaluationError: return error
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB:
                return .runDamaged(
                    path: path, found: error.message ?? "\(error.resultCode)",
                    remedy: "put a copy in its place, or move it away: the record keeps every answer, and the same "
                        + "command makes the store again from it")
            case .SQLITE_FULL:
                return .runFailed(path: path, reason: "the disk is full; make room and give the same command again")
            default: return .runFailed(path: path, reason: error.message ?? "\(error.resultCode)")
            }
        case is DecodingError, is RowDecodingError:
            return .runDamaged(path: path, found: "\(error)", remedy: "expected what atlas wrote")
        default: return .runFailed(path: path, reason: "\(error)")
        }
    }
}
