import Foundation
import GRDB
import Models

/// Puts the parts of a run together, as if it had been made in one.
public enum RunMerge {
    /// What was put together.
    public struct Summary: Sendable, Codable, Equatable {
        /// `atlas.runs-merge/1`.
        public var schema = "atlas.runs-merge/1"
        /// Runs that were put together.
        public var runs: Int
        /// Problems of all.
        public var problems: Int
        /// Samples of all.
        public var samples: Int
    }

    /// Makes a run of several parts.
    ///
    /// They have to be of the same settings and of the same choice of problems, no sample may be in two of them, and
    /// parts made with `--shard` have to be all there.
    ///
    /// - Parameters:
    ///   - directories: The parts.
    ///   - directory: The run to make: a folder that is not there, or is empty.
    /// - Returns: How much there was.
    /// - Throws: `EvaluationError.notMergeable`, and what keeps a run from being read or written.
    public static func merge(_ directories: [String], into directory: String) throws(EvaluationError) -> Summary {
        var stores: [RunStore] = []
        for directory in directories { stores.append(try RunStore.open(directory)) }
        guard let first = stores.first else { throw .notMergeable(detail: "no run to merge") }
        for store in stores.dropFirst() { try requireSame(first, store) }
        try requireWhole(stores)
        try requireDistinct(stores)
        guard (try? FileManager.default.contentsOfDirectory(atPath: directory).isEmpty) ?? true else {
            throw .notMergeable(detail: "\(directory): is not empty; expected a folder to make")
        }
        var settings = first.settings
        settings.shard = nil
        try copyRecords(of: stores, to: directory)
        let lock = try FolderLock(run: directory)
        let database = try RunDatabase(directory: directory, isReadOnly: false)
        defer { database.close() }
        let created = stores.map(\.created).min() ?? first.created
        try database.write { database in
            try database.execute(
                sql: "INSERT INTO run (id, settings, created) VALUES (1, ?, ?)",
                arguments: [try StoredJSON.text(settings), created])
        }
        for store in stores { try database.copyRows(of: "\(store.directory)/\(RunDatabase.name)") }
        let (problems, samples) = try database.read { database in
            (try EvalProblem.fetchCount(database), try EvalResult.fetchCount(database))
        }
        withExtendedLifetime(lock) {}
        return Summary(runs: stores.count, problems: problems, samples: samples)
    }

    private static func requireSame(_ first: RunStore, _ other: RunStore) throws(EvaluationError) {
        var (left, right) = (first.settings, other.settings)
        (left.shard, right.shard) = (nil, nil)
        if let difference = left.differences(from: right).first {
            throw .notMergeable(
                detail: "\(other.directory): \(difference.field) is \(difference.second), and \(difference.first) in "
                    + "\(first.directory); only parts of one run can be merged")
        }
        let (here, there) = (try first.sessions().last?.selection, try other.sessions().last?.selection)
        guard here == there else {
            throw .notMergeable(
                detail: "\(other.directory): its problems are \"\(there ?? "")\", and \"\(here ?? "")\" in "
                    + "\(first.directory); only parts of one run can be merged")
        }
    }

    private static func requireWhole(_ stores: [RunStore]) throws(EvaluationError) {
        guard let count = stores.compactMap(\.settings.shard?.count).first else { return }
        for store in stores {
            guard let shard = store.settings.shard, shard.count == count else {
                throw .notMergeable(
                    detail: "\(store.directory): is shard \(store.settings.shard?.description ?? "1/1"); expected one "
                        + "of \(count)")
            }
        }
        let present = Set(stores.compactMap(\.settings.shard?.number))
        let missing = (1...count).filter { !present.contains($0) }
        guard missing.isEmpty else {
            throw .notMergeable(
                detail: "shard \(missing.map { "\($0)/\(count)" }.joined(separator: ", ")) is missing; give all parts")
        }
    }

    private static func requireDistinct(_ stores: [RunStore]) throws(EvaluationError) {
        var owner: [String: String] = [:]
        for store in stores {
            for result in try store.results() {
                let sample = "\(result.problem) #\(result.sample)"
                if let other = owner.updateValue(store.directory, forKey: sample) {
                    throw .notMergeable(
                        detail:
                            "\(store.directory): holds \(sample), as \(other) does; a sample can be in one part only")
                }
            }
        }
    }

    /// Calls are found by their key in whatever log they lie, and judgements by their name: the files are copied.
    private static func copyRecords(of stores: [RunStore], to directory: String) throws(EvaluationError) {
        let files = FileManager.default
        for store in stores {
            for part in ["calls", "judgements"] {
                let (from, to) = ("\(store.recordDirectory)/\(part)", "\(directory)/record/\(part)")
                for name in (try? files.contentsOfDirectory(atPath: from)) ?? [] where !name.hasPrefix(".") {
                    try copy("\(from)/\(name)", to, name)
                }
            }
            let plan = "\(store.recordDirectory)/plan.json"
            if files.fileExists(atPath: plan) { try copy(plan, "\(directory)/record", "plan.json") }
        }
    }

    private static func copy(_ file: String, _ folder: String, _ name: String) throws(EvaluationError) {
        let path = "\(folder)/\(name)"
        if FileManager.default.fileExists(atPath: path) { return }
        do {
            try DurableFile.makeFolder(folder)
            try DurableFile.write([UInt8](Data(contentsOf: URL(filePath: file))), to: path)
        } catch let error as DurableFile.Failure {
            throw .runFailed(path: error.path, reason: error.reason)
        } catch {
            throw .runFailed(path: file, reason: "cannot be read: \(error)")
        }
    }
}

extension RunDatabase {
    /// Takes the rows of another run's file.
    fileprivate func copyRows(of other: String) throws(EvaluationError) {
        try attached(other) { database in
            let sessions = try Int64.fetchOne(database, sql: "SELECT ifnull(max(id), 0) FROM sessions") ?? 0
            for row in try Row.fetchAll(database, sql: "SELECT * FROM other.problems") {
                try RunWriting.put(try EvalProblem(row: row), row["position"], into: database)
            }
            try database.execute(
                sql: """
                    INSERT INTO sessions
                        SELECT id + :offset, pid, host, atlas, toolchains, selection, started, ended FROM other.sessions;
                    INSERT OR IGNORE INTO models SELECT * FROM other.models;
                    INSERT INTO results SELECT * FROM other.results;
                    INSERT INTO trajectories SELECT * FROM other.trajectories;
                    INSERT INTO calls SELECT * FROM other.calls;
                    INSERT INTO grades SELECT * FROM other.grades;
                    INSERT INTO failures (problem, sample, message, ended)
                        SELECT problem, sample, message, ended FROM other.failures ORDER BY id;
                    INSERT INTO regrades (problem, sample, verdict, corrected, tests, session)
                        SELECT problem, sample, verdict, corrected, tests, session + :offset
                        FROM other.regrades ORDER BY id;
                    """, arguments: ["offset": sessions])
        }
    }
}
