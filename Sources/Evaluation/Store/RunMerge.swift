import Files
import Foundation
import GRDB

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
    /// - Throws: `EvaluationError.notMergeable`, and what keeps a run from being read or written; nothing stays of what was
    ///   made by then.
    public static func merge(_ directories: [String], into directory: String) throws(EvaluationError) -> Summary {
        var stores: [RunStore] = []
        for directory in directories { stores.append(try RunStore.open(directory)) }
        guard let first = stores.first else { throw .notMergeable(detail: "no run to merge") }
        for store in stores.dropFirst() { try requireSame(first, store) }
        try requireWhole(stores)
        try requireDistinct(stores)
        try requireEmpty(directory)
        let existed = FileManager.default.fileExists(atPath: directory)
        let lock = try FolderLock(run: directory)
        defer { withExtendedLifetime(lock) {} }
        // Another merge may have been faster.
        try requireEmpty(directory)
        do throws(EvaluationError) {
            return try fill(directory, with: stores, like: first)
        } catch {
            // What is half made would only be in the way of the next try.
            let made = existed ? contents(of: directory).map { "\(directory)/\($0)" } : [directory]
            for path in made { try? FileManager.default.removeItem(atPath: path) }
            throw error
        }
    }

    private static func fill(
        _ directory: String, with stores: [RunStore], like first: RunStore
    ) throws(EvaluationError) -> Summary {
        var settings = first.settings
        settings.shard = nil
        try copyRecords(of: stores, to: directory)
        var parts: [RunDatabase] = []
        for store in stores { parts.append(try RunDatabase(directory: store.directory, isReadOnly: true)) }
        let database = try RunDatabase(directory: directory, isReadOnly: false)
        defer { database.close() }
        let created = stores.map(\.created).min() ?? first.created
        // All or nothing: with the rows of some parts alone it would be a run like any other.
        try database.write { target in
            try target.execute(
                sql: "INSERT INTO run (id, settings, created) VALUES (1, ?, ?)",
                arguments: [try StoredJSON.text(settings), created])
            for part in parts { try part.copyRows(into: target, at: database.path) }
        }
        let (problems, samples) = try database.read { database in
            (try EvalProblem.fetchCount(database), try EvalResult.fetchCount(database))
        }
        return Summary(runs: stores.count, problems: problems, samples: samples)
    }

    private static func requireEmpty(_ directory: String) throws(EvaluationError) {
        guard contents(of: directory).allSatisfy({ $0 == "lock" }) else {
            throw .notMergeable(detail: "\(directory): is not empty; expected a folder to make")
        }
    }

    private static func contents(of directory: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    }

    private static func requireSame(_ first: RunStore, _ other: RunStore) throws(EvaluationError) {
        var (left, right) = (first.settings, other.settings)
        (left.shard, right.shard) = (nil, nil)
        if let difference = left.differences(from: right).first {
            throw .notMergeable(
                detail: "\(other.directory): \(difference.field) is \(difference.second), and \(difference.first) in "
                    + "\(first.directory); only parts of one run can be merged")
        }
        // Grading again chooses no problems.
        let here = try first.sessions().last { !$0.isRegrade }?.selection
        let there = try other.sessions().last { !$0.isRegrade }?.selection
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
    /// Copies all rows but that of the run into another file, at `path`, in the order in which they refer to each other.
    fileprivate func copyRows(into target: Database, at path: String) throws(EvaluationError) {
        try read { source in
            do {
                try RunRowCopy(from: source, to: target).copyAll()
            } catch let error as RunRowCopy.Refusal {
                throw RunDatabase.failure(error.cause, path)
            }
        }
    }
}

/// Copies the rows of a part of a run.
private struct RunRowCopy {
    let source: Database
    let target: Database
    /// By how much ids of sessions grow, as those of other parts come before them.
    let offset: Int64

    /// That the target does not take a row; all other errors are the source's.
    struct Refusal: Error {
        let cause: any Error
    }

    init(from source: Database, to target: Database) throws {
        (self.source, self.target) = (source, target)
        offset = try Int64.fetchOne(target, sql: "SELECT ifnull(max(id), 0) FROM sessions") ?? 0
    }

    func copyAll() throws {
        let problems = try Row.fetchCursor(source, sql: "SELECT * FROM problems")
        while let row = try problems.next() {
            let problem = try EvalProblem(row: row)
            let position: Int = row["position"]
            try write { try RunWriting.put(problem, position, into: target) }
        }
        try copy("sessions", growing: "id")
        try copy("models", verb: "INSERT OR IGNORE")
        for table in ["results", "trajectories", "calls", "grades"] { try copy(table) }
        try copy("failures", without: "id")
        try copy("regrades", without: "id", growing: "session")
    }

    /// Copies a table, column by column under their names; of `without` the target makes values of its own.
    private func copy(
        _ table: String, verb: String = "INSERT", without left: String? = nil, growing grown: String? = nil
    ) throws {
        let columns = try source.columns(in: table).map(\.name).filter { $0 != left }
        let names = columns.joined(separator: ", ")
        let marks = columns.map { $0 == grown ? "? + \(offset)" : "?" }.joined(separator: ", ")
        let insert = try target.makeStatement(sql: "\(verb) INTO \(table) (\(names)) VALUES (\(marks))")
        let order = left.map { " ORDER BY \($0)" } ?? ""
        let rows = try Row.fetchCursor(source, sql: "SELECT \(names) FROM \(table)\(order)")
        while let row = try rows.next() {
            let values = StatementArguments(row.databaseValues)
            try write { try insert.execute(arguments: values) }
        }
    }

    private func write(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            throw Refusal(cause: error)
        }
    }
}
