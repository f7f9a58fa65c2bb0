import Files
import FoundationEssentials
import Glibc
import Synchronization

/// A folder of what judging and failed calls came to, one file each, named by a hash of what it was about.
///
/// A file is written beside its place, flushed to disk, and renamed: at no moment is half a judgement there.
public struct JudgementStore: Sendable {
    /// The folder; made when first written to.
    public let directory: String
    /// What is being judged for it now: of one problem's samples, too, several may come upon one program at once.
    let traces = WorkInProgress<CandidateTrace>()
    let probes = WorkInProgress<ProbeTrace>()
    private let own = KeySet()

    /// Uses a folder.
    public init(directory: String) {
        self.directory = directory
    }

    private func path(_ key: String) -> String { "\(directory)/\(key).json" }

    /// What is recorded under a key; nil when there is nothing.
    func read<Value: Decodable>(_ key: String, as type: Value.Type) throws(OrchestrationError) -> Value? {
        let path = path(key)
        guard access(path, F_OK) == 0 else { return nil }
        do {
            return try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw .judgementRecordFailed(path: path, reason: "cannot be read back: \(error)")
        }
    }

    /// Records a value; it is on disk when this returns.
    func write(_ value: some Encodable, _ key: String) throws(OrchestrationError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes: Data
        do {
            bytes = try encoder.encode(value)
        } catch {
            throw .judgementRecordFailed(path: path(key), reason: "cannot be written as JSON: \(error)")
        }
        do {
            try DurableFile.makeFolder(directory)
            try DurableFile.write([UInt8](bytes), to: path(key))
        } catch {
            throw .judgementRecordFailed(path: error.path, reason: error.reason)
        }
        own.insert(key)
    }

    /// Whether what is recorded under a key was written here: this run may have shown it to a model.
    func hasWritten(_ key: String) -> Bool { own.contains(key) }
}

/// Keys that any thread may add to.
private final class KeySet: Sendable {
    private let keys = Mutex<Set<String>>([])

    func insert(_ key: String) { keys.withLock { _ = $0.insert(key) } }

    func contains(_ key: String) -> Bool { keys.withLock { $0.contains(key) } }
}
