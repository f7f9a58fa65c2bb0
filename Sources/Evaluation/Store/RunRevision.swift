import Files
import Foundation
import GRDB
import Judging

/// A run whose verdicts are to be replaced by those of a later grading: all at once, or none.
///
/// Until then the run is what it was, whatever ends the grading. Nobody else works on the run meanwhile.
public final class RunRevision: Sendable {
    private let directory: String
    private let lock: FolderLock
    private let database: RunDatabase

    /// Takes a run.
    ///
    /// - Throws: `EvaluationError`.
    public init(directory: String) throws(EvaluationError) {
        self.directory = directory
        lock = try FolderLock(run: directory)
        database = try RunDatabase(directory: directory, isReadOnly: false)
    }

    /// Makes verdicts those of the run, durably; what was there before is kept in the table `regrades`.
    ///
    /// - Parameters:
    ///   - changes: The results that are others now, with what the judge found.
    ///   - confirmed: The results whose verdict is the same: what the run does not say of them is added. An import knows
    ///     nothing of single tests.
    ///   - limits: By what limits all programs of the run are judged now.
    ///   - session: The process that graded; the run's grader is that of its toolchains from here on.
    /// - Throws: `EvaluationError`.
    public func apply(
        _ changes: [(result: EvalResult, grade: JudgeReport)], confirming confirmed: [EvalResult] = [],
        limits: GradingLimits, by session: RunSession
    ) throws(EvaluationError) {
        var ended = session
        ended.ended = Date().formatted(.iso8601)
        try database.write { [ended] database in
            guard var settings = try StoredRun.read(database)?.settings else {
                throw EvaluationError.runMissing(directory: directory)
            }
            settings.limits = limits
            try database.execute(sql: "UPDATE run SET settings = ?", arguments: [try StoredJSON.text(settings)])
            let number = try ended.insert(database)
            for (result, grade) in changes {
                try database.execute(
                    sql: """
                        INSERT INTO regrades (problem, sample, verdict, corrected, tests, session)
                        SELECT problem, sample, verdict, corrected, tests, ? FROM results
                        WHERE problem = ? AND sample = ?
                        """, arguments: [number, result.problem, result.sample])
                try result.update(database)
                try RunWriting.put(grade, of: result, into: database)
            }
            for result in confirmed { try Self.complete(with: result, isImport: settings.imported != nil, database) }
        }
    }

    private static func complete(with result: EvalResult, isImport: Bool, _ database: Database) throws {
        guard
            let stored = try EvalResult.fetchOne(
                database, key: ["problem": result.problem, "sample": result.sample])
        else { return }
        var completed = stored
        // No method judged an import: what an earlier grading found counts no more.
        completed.publicVerdict = isImport ? result.publicVerdict : stored.publicVerdict ?? result.publicVerdict
        completed.tests = stored.tests ?? result.tests
        if completed != stored { try completed.update(database) }
    }

    /// Ends the work: the store is one file again, and others may work on the run.
    public func close() {
        database.close()
        lock.release()
    }
}
