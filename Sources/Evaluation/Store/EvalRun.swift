import Foundation
import GRDB
import Judging
import Models
import Orchestration

/// A run that this process works on: the writing side of a `RunStore`.
///
/// A folder with `run.sqlite`, which holds what is known of every sample; `record/`, what models answered and what
/// judging on the public tests found; `lock`. A result is on disk before it is reported. One process at a time works on a run.
public actor EvalRun {
    /// The folder.
    public nonisolated let directory: String
    /// What the run was begun with.
    public nonisolated let settings: EvalSettings
    /// Where calls and judgements are recorded.
    public nonisolated var recordDirectory: String { "\(directory)/record" }

    private let database: RunDatabase
    private let lock: RunLock
    private let session: Int64
    private var done: Set<Sample> = []
    /// Samples that ended for the machine's fault.
    private var failed: Set<Sample> = []
    private var versions: Set<RunFingerprint.ModelVersion> = []

    private struct Sample: Hashable {
        let problem: String
        let number: Int
    }

    /// Opens a run's folder, which is made when it is not there.
    ///
    /// - Parameters:
    ///   - directory: The folder.
    ///   - settings: What the run is to be made with; that of a run which goes on has to be the same.
    ///   - session: This process.
    /// - Throws: `EvaluationError`.
    public init(directory: String, settings: EvalSettings, session: RunSession) throws(EvaluationError) {
        self.directory = directory
        self.settings = settings
        do {
            try DurableFile.makeFolder(directory)
        } catch {
            throw .runFailed(path: error.path, reason: error.reason)
        }
        lock = try RunLock(directory: directory)
        database = try RunDatabase(directory: directory, isReadOnly: false)
        self.session = try database.write { database in
            if let stored = try StoredRun.read(database) {
                if let difference = stored.settings.differences(from: settings).first {
                    throw EvaluationError.settingsDiffer(
                        directory: directory, field: difference.field, stored: difference.first,
                        given: difference.second)
                }
            } else {
                try database.execute(
                    sql: "INSERT INTO run (id, settings, created) VALUES (1, ?, ?)",
                    arguments: [try StoredJSON.text(settings), session.started])
            }
            return try session.insert(database)
        }
        (done, failed) = try database.read { database in
            var (done, failed): (Set<Sample>, Set<Sample>) = ([], [])
            let rows = try Row.fetchCursor(database, sql: "SELECT problem, sample, failure IS 'machine' FROM results")
            while let row = try rows.next() {
                let sample = Sample(problem: row[0], number: row[1])
                if row[2] == true { failed.insert(sample) } else { done.insert(sample) }
            }
            return (done, failed)
        }
    }

    /// The run, to be read.
    ///
    /// - Throws: `EvaluationError`.
    public nonisolated func store() throws(EvaluationError) -> RunStore {
        try RunStore(directory: directory, database: database)
    }

    /// States the problems that are meant, each with its place in the data set; those that are known already stay.
    ///
    /// - Throws: `EvaluationError.runFailed`.
    public func add(_ problems: [(position: Int, problem: EvalProblem)]) throws(EvaluationError) {
        try database.write { database in
            let insert = try database.makeStatement(
                sql: """
                    INSERT INTO problems (id, position, title, platform, contest_date, difficulty, excluded)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET position = excluded.position
                    """)
            for (position, problem) in problems {
                try insert.execute(arguments: [
                    problem.id, position, problem.title, problem.platform, problem.contestDate, problem.difficulty,
                    problem.excluded,
                ])
            }
        }
    }

    /// Whether a sample needs no more work; one that failed for the machine's fault does.
    public func isDone(problem: String, sample: Int) -> Bool {
        done.contains(Sample(problem: problem, number: sample))
    }

    /// Whether a sample failed for the machine's fault.
    public func isFailed(problem: String, sample: Int) -> Bool {
        failed.contains(Sample(problem: problem, number: sample))
    }

    /// Stores a result, durably; it replaces an earlier one of the same sample.
    ///
    /// - Parameters:
    ///   - result: What became of the sample.
    ///   - trajectory: How it came about; nil where there is none.
    ///   - calls: The answered calls.
    ///   - grade: What the judge found; kept where the program was not accepted.
    /// - Throws: `EvaluationError.runFailed`.
    public func append(
        _ result: EvalResult, trajectory: Trajectory? = nil, calls: [EvalCall] = [], grade: JudgeReport? = nil
    ) throws(EvaluationError) {
        try database.write { database in
            try RunWriting.put(result, trajectory, calls, grade, into: database)
        }
        let sample = Sample(problem: result.problem, number: result.sample)
        if result.isFailed { failed.insert(sample) } else { failed.remove(sample) }
        if result.isFailed { done.remove(sample) } else { done.insert(sample) }
    }

    /// Takes note of what a server calls the model that answered.
    ///
    /// - Throws: `EvaluationError.runFailed`.
    public func note(model: String, version: String) throws(EvaluationError) {
        guard !version.isEmpty, versions.insert(.init(name: model, version: version)).inserted else { return }
        try database.write { database in
            try database.execute(
                sql: "INSERT OR IGNORE INTO models (name, version) VALUES (?, ?)", arguments: [model, version])
        }
    }

    /// Ends the work: when it ended is stored, and the store is one file again.
    public func close() {
        let now = Date().formatted(.iso8601)
        // A session without an end is one that was cut off, and nothing depends on it.
        try? database.write { [session] database in
            try database.execute(sql: "UPDATE sessions SET ended = ? WHERE id = ?", arguments: [now, session])
        }
        database.close()
    }
}

/// How a sample's rows are written: by the run that made them, and by a merge.
enum RunWriting {
    static func put(
        _ result: EvalResult, _ trajectory: Trajectory?, _ calls: [EvalCall], _ grade: JudgeReport?,
        into database: Database
    ) throws {
        let key: StatementArguments = [result.problem, result.sample]
        for table in ["trajectories", "calls", "grades"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE problem = ? AND sample = ?", arguments: key)
        }
        try result.upsert(database)
        for call in calls { try call.insert(database) }
        if let trajectory { try put(trajectory, "trajectories", key, database) }
        if var grade, grade.verdict != .accepted {
            grade.tests = grade.firstFailure.map { [$0] } ?? []
            try put(grade, "grades", key, database)
        }
        if result.failure == .machine {
            try database.execute(
                sql: "INSERT INTO failures (problem, sample, message, ended) VALUES (?, ?, ?, ?)",
                arguments: key + [result.message, result.ended])
        }
    }

    private static func put(
        _ value: some Encodable, _ table: String, _ key: StatementArguments, _ database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO \(table) (problem, sample, document) VALUES (?, ?, ?)",
            arguments: key + [try StoredJSON.text(value)])
    }
}
