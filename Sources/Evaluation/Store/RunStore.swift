import Foundation
import GRDB
import Judging
import Models
import Orchestration

/// A run, to be read: also while another process works on it, and while nobody does.
///
/// Rows come in the order of the problems in the data set, then of the samples.
public struct RunStore: Sendable {
    /// The run's folder.
    public let directory: String
    /// What the run was begun with.
    public let settings: EvalSettings
    /// When it was begun, ISO 8601 in UTC.
    public let created: String

    private let database: RunDatabase

    /// Opens a run's folder; nothing in it is changed.
    ///
    /// - Throws: `EvaluationError.runMissing`, `.runOfOtherVersion`, `.runDamaged`, `.runFailed`.
    public static func open(_ directory: String) throws(EvaluationError) -> RunStore {
        try RunStore(directory: directory, database: RunDatabase(directory: directory, isReadOnly: true))
    }

    init(directory: String, database: RunDatabase) throws(EvaluationError) {
        self.directory = directory
        self.database = database
        guard let run = try database.read(StoredRun.read) else { throw .runMissing(directory: directory) }
        (settings, created) = (run.settings, run.created)
    }

    /// Where calls and judgements are recorded.
    public var recordDirectory: String { "\(directory)/record" }

    /// The problems of the run, solved or not.
    ///
    /// - Throws: `EvaluationError.runDamaged`, `.runFailed`, as all that read here.
    public func problems() throws(EvaluationError) -> [EvalProblem] {
        try database.read { try EvalProblem.fetchAll($0, sql: "SELECT * FROM problems ORDER BY position, id") }
    }

    /// The last result of each sample that ended.
    public func results() throws(EvaluationError) -> [EvalResult] {
        try database.read { database in
            try EvalResult.fetchAll(
                database,
                sql: """
                    SELECT results.* FROM results JOIN problems ON problems.id = results.problem
                    ORDER BY problems.position, problems.id, sample
                    """)
        }
    }

    /// The results that a grader can give a verdict: those with a program or an answer, but for samples that lost a call,
    /// which are left out whatever their program would come to.
    public func gradable() throws(EvaluationError) -> [EvalResult] {
        var gradable: [EvalResult] = []
        for var result in try results() where result.program != nil {
            // No method judged an import: what an earlier grading found on the public tests is found anew.
            if settings.imported != nil { result.publicVerdict = nil }
            // The machine's failure is else that of the judge.
            if result.failure == .machine,
                try trajectory(problem: result.problem, sample: result.sample)?.lostCalls.isEmpty == false
            {
                continue
            }
            gradable.append(result)
        }
        return gradable
    }

    /// How many samples that the machine or the model's server failed on had failed before, too.
    public func failedAgain() throws(EvaluationError) -> Int {
        let count = try database.read { database in
            try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM results WHERE failure = 'machine' AND (
                        SELECT count(*) FROM failures
                        WHERE failures.problem = results.problem AND failures.sample = results.sample) > 1
                    """)
        }
        return count ?? 0
    }

    /// The result of one sample; nil when it did not end.
    public func result(problem: String, sample: Int) throws(EvaluationError) -> EvalResult? {
        try database.read { try EvalResult.fetchOne($0, key: ["problem": problem, "sample": sample]) }
    }

    /// All that happened while one sample was solved; nil where nothing did, or for an import.
    public func trajectory(problem: String, sample: Int) throws(EvaluationError) -> Trajectory? {
        try document("trajectories", problem, sample)
    }

    /// What the judge found in a program that was not accepted: of the tests only the first that failed, with excerpts.
    public func grade(problem: String, sample: Int) throws(EvaluationError) -> JudgeReport? {
        try document("grades", problem, sample)
    }

    /// The answered calls of one sample, in the order in which they were made.
    public func calls(problem: String, sample: Int) throws(EvaluationError) -> [EvalCall] {
        try database.read { database in
            try EvalCall.fetchAll(
                database, sql: "SELECT * FROM calls WHERE problem = ? AND sample = ? ORDER BY position",
                arguments: [problem, sample])
        }
    }

    /// Every call of the record, answered or not, with its attempts.
    ///
    /// - Throws: `ModelError.recordFailed`.
    public func recordedCalls() throws(ModelError) -> [RecordedCall] {
        guard FileManager.default.fileExists(atPath: "\(recordDirectory)/calls") else { return [] }
        return try CallStore(directory: recordDirectory, isReadOnly: true).recordedCalls()
    }

    /// The processes that worked on the run, in order.
    public func sessions() throws(EvaluationError) -> [RunSession] {
        try database.read(RunSession.all)
    }

    /// Everything that the run's figures depend on, as far as it is known.
    public func fingerprint() throws(EvaluationError) -> RunFingerprint {
        let sessions = try sessions()
        let models = try database.read { database in
            try Row.fetchAll(database, sql: "SELECT name, version FROM models").map { row in
                RunFingerprint.ModelVersion(name: row["name"], version: row["version"])
            }
        }
        return RunFingerprint(
            settings: settings, atlas: sessions.map(\.atlas), toolchains: sessions.flatMap(\.toolchains),
            hosts: sessions.map(\.host), models: models)
    }

    /// Looks through all of the file.
    ///
    /// - Throws: `EvaluationError.runDamaged`, with the first thing that is wrong.
    public func checkIntegrity() throws(EvaluationError) {
        let found = try database.read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") } ?? ""
        guard found == "ok" else {
            throw .runDamaged(path: database.path, found: found, remedy: "put a copy in its place")
        }
    }

    private func document<Value: Decodable>(
        _ table: String, _ problem: String, _ sample: Int
    ) throws(EvaluationError) -> Value? {
        try database.read { database in
            let text = try String.fetchOne(
                database, sql: "SELECT document FROM \(table) WHERE problem = ? AND sample = ?",
                arguments: [problem, sample])
            return try text.map { try StoredJSON.value(Value.self, $0) }
        }
    }
}

/// The one row of the table `run`.
struct StoredRun {
    let settings: EvalSettings
    let created: String

    static func read(_ database: Database) throws -> StoredRun? {
        guard let row = try Row.fetchOne(database, sql: "SELECT settings, created FROM run") else { return nil }
        return StoredRun(
            settings: try StoredJSON.value(EvalSettings.self, row["settings"]), created: row["created"])
    }
}
