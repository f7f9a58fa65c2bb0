import FoundationEssentials
import Glibc
import Models

/// A run's folder: its settings, a line for each sample that ended, and the records of calls and judgements.
///
/// `run.json` holds the settings, `results.jsonl` the results, `record/` what models answered and what judging found.
/// A line is on disk before it is reported; a last line that a crash cut is dropped when the run goes on.
/// One process at a time works on a run.
public actor EvalRun {
    /// The folder.
    public nonisolated let directory: String
    /// Where calls and judgements are recorded.
    public nonisolated var recordDirectory: String { "\(directory)/record" }
    /// The last result of each sample that ended, in the order of their first ending.
    public private(set) var results: [EvalResult] = []

    /// Where a sample's result stands in `results`.
    private var places: [Sample: Int] = [:]

    private struct Sample: Hashable {
        let problem: String
        let number: Int
    }

    private let lock: FileDescriptor
    private let log: FileDescriptor

    /// Opens a run's folder, which is made when it is not there.
    ///
    /// - Throws: `EvaluationError`.
    public init(directory: String, settings: EvalSettings) throws(EvaluationError) {
        self.directory = directory
        do {
            try DurableFile.makeFolder(directory)
        } catch {
            throw .runFailed(path: error.path, reason: error.reason)
        }
        lock = try FileDescriptor(path: "\(directory)/lock", flags: O_RDWR | O_CREAT)
        guard flock(lock.number, LOCK_EX | LOCK_NB) == 0 else { throw .runHeld(directory: directory) }
        try Self.settle(settings, in: directory)
        let path = "\(directory)/results.jsonl"
        log = try FileDescriptor(path: path, flags: O_RDWR | O_CREAT)
        for result in try Self.restore(log) {
            Self.put(result, &results, &places)
        }
    }

    /// Whether a sample needs no more work; one that failed for the machine's fault does.
    public func isDone(problem: String, sample: Int) -> Bool {
        places[Sample(problem: problem, number: sample)].map { !results[$0].isFailed } ?? false
    }

    /// Stores a result, durably; it replaces an earlier failure of the same sample.
    ///
    /// - Throws: `EvaluationError.runFailed`.
    public func append(_ result: EvalResult) throws(EvaluationError) {
        try log.append(try Self.encode(result, path: log.path) + Data("\n".utf8))
        Self.put(result, &results, &places)
    }

    private static func put(_ result: EvalResult, _ results: inout [EvalResult], _ places: inout [Sample: Int]) {
        let sample = Sample(problem: result.problem, number: result.sample)
        if let place = places[sample] {
            results[place] = result
        } else {
            places[sample] = results.count
            results.append(result)
        }
    }

    /// Writes the settings of a new run; compares those of an old one.
    private static func settle(_ settings: EvalSettings, in directory: String) throws(EvaluationError) {
        let path = "\(directory)/run.json"
        let bytes = try FileDescriptor(path: path, flags: O_RDWR | O_CREAT).readAll()
        guard !bytes.isEmpty else {
            let text = try encode(settings, path: path)
            do {
                try DurableFile.write([UInt8](text), to: path)
            } catch {
                throw .runFailed(path: error.path, reason: error.reason)
            }
            return
        }
        guard let stored = try? JSONDecoder().decode(EvalSettings.self, from: bytes) else {
            throw .runDamaged(path: path, place: "1", found: "not a run's settings")
        }
        if let difference = settings.difference(from: stored) {
            throw .settingsDiffer(
                directory: directory, field: difference.field, stored: difference.stored, given: difference.given)
        }
    }

    /// Reads the results back and cuts off a last line that is not whole.
    private static func restore(_ log: FileDescriptor) throws(EvaluationError) -> [EvalResult] {
        let bytes = try log.readAll()
        let whole = (bytes.lastIndex(of: 10) ?? -1) + 1
        if whole < bytes.count { try log.truncate(to: whole) }
        var results: [EvalResult] = []
        for (index, line) in bytes[..<whole].split(separator: 10).enumerated() {
            guard let result = try? JSONDecoder().decode(EvalResult.self, from: line) else {
                throw .runDamaged(path: log.path, place: "\(index + 1)", found: "not a result")
            }
            results.append(result)
        }
        return results
    }

    private static func encode(_ value: some Encodable, path: String) throws(EvaluationError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(value)
        } catch {
            throw .runFailed(path: path, reason: "a value cannot be written as JSON: \(error)")
        }
    }
}
