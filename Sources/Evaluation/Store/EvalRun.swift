import Files
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
    private let lock: FolderLock
    private let session: Int64
    private var done: Set<Sample> = []
    /// Samples that ended for the machine's fault.
    private var failed: Set<Sample> = []
    private var versions: Set<RunFingerprint.ModelVersion> = []
    private var newVersions: [RunFingerprint.ModelVersion] = []

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
        lock = try FolderLock(run: directory)
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
            for (position, problem) in problems { try RunWriting.put(problem, position, into: database) }
        }
    }

    /// States that a problem was left out: no sample of it is missing.
    ///
    /// - Throws: `EvaluationError.runFailed`.
    func leaveOut(problem: String) throws(EvaluationError) {
        try database.write {
            try $0.execute(sql: "UPDATE problems SET samples = 0 WHERE id = ?", arguments: [problem])
        }
    }

    /// The ids of the problems that the run has, as far as a session stated them.
    ///
    /// - Throws: `EvaluationError`.
    public nonisolated func knownProblems() throws(EvaluationError) -> Set<String> {
        try database.read { try String.fetchSet($0, sql: "SELECT id FROM problems") }
    }

    /// Whether a sample needs no more work; one that failed for the machine's fault does.
    public func isDone(problem: String, sample: Int) -> Bool {
        done.contains(Sample(problem: problem, number: sample))
    }

    /// The samples of an item that need work: those that have no result, and those that failed for the machine's fault.
    func missing(_ item: some EvalItem, onlyFailed: Bool) -> [Int] {
        (0..<min(item.problem.samples ?? settings.samples, settings.samples)).filter { number in
            let sample = Sample(problem: item.problem.id, number: number)
            return onlyFailed ? failed.contains(sample) : !done.contains(sample)
        }
    }

    /// Whether any sample of some items needs work.
    public func hasWork(_ items: [some EvalItem], onlyFailed: Bool = false) -> Bool {
        items.contains { !missing($0, onlyFailed: onlyFailed).isEmpty }
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
        try database.write { [newVersions] database in
            try RunWriting.put(result, trajectory, calls, grade, into: database)
            for noted in newVersions {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO models (name, version) VALUES (?, ?)",
                    arguments: [noted.name, noted.version])
            }
        }
        newVersions = []
        let sample = Sample(problem: result.problem, number: result.sample)
        let isFailed = result.failure == .machine
        if isFailed { failed.insert(sample) } else { failed.remove(sample) }
        if isFailed { done.remove(sample) } else { done.insert(sample) }
    }

    /// Takes note of what a server calls the model that answered; it is stored with the next result.
    public func note(model: String, version: String) {
        let noted = RunFingerprint.ModelVersion(name: model, version: version)
        if !version.isEmpty, versions.insert(noted).inserted { newVersions.append(noted) }
    }

    /// Ends the work: when it ended is stored, the store is one file again, and others may work on the run.
    public func close() {
        let now = Date().formatted(.iso8601)
        // A session without an end is one that was cut off, and nothing depends on it.
        try? database.write { [session] database in
            try database.execute(sql: "UPDATE sessions SET ended = ? WHERE id = ?", arguments: [now, session])
        }
        database.close()
        lock.release()
    }
}

/// How a sample's rows are written: by the run that made them, and by a merge.
enum RunWriting {
    /// A problem that is known already stays, at its new place.
    static func put(_ problem: EvalProblem, _ position: Int, into database: Database) throws {
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO problems (id, position, title, platform, contest_date, difficulty, excluded, samples)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id)
                DO UPDATE SET position = excluded.position, samples = coalesce(excluded.samples, samples)
                """)
        try insert.execute(arguments: [
            problem.id, position, problem.title, problem.platform, problem.contestDate, problem.difficulty,
            problem.excluded, problem.samples,
        ])
    }

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
        if let grade { try put(grade, of: result, into: database) }
        if result.failure == .machine {
            try database.execute(
                sql: "INSERT INTO failures (problem, sample, message, ended) VALUES (?, ?, ?, ?)",
                arguments: key + [result.message, result.ended])
        }
    }

    /// Of a grade the first failure is kept, with its excerpts; one that was accepted says no more than the result does.
    static func put(_ grade: JudgeReport, of result: EvalResult, into database: Database) throws {
        let key: StatementArguments = [result.problem, result.sample]
        try database.execute(sql: "DELETE FROM grades WHERE problem = ? AND sample = ?", arguments: key)
        guard grade.verdict != .accepted else { return }
        var kept = grade
        kept.tests = grade.firstFailure.map { [$0] } ?? []
        try put(kept, "grades", key, database)
    }

    private static func put(
        _ value: some Encodable, _ table: String, _ key: StatementArguments, _ database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO \(table) (problem, sample, document) VALUES (?, ?, ?)",
            arguments: key + [try StoredJSON.text(value)])
    }
}
