import FoundationEssentials
import Glibc

/// A folder of recorded judgements, one file each, named by a hash of what was judged.
///
/// A file is written beside its place, flushed to disk, and renamed: at no moment is half a judgement there.
public struct JudgementStore: Sendable {
    /// The folder; made when first written to.
    public let directory: String

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
        let path = path(key)
        let bytes: Data
        do {
            bytes = try encoder.encode(value)
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw .judgementRecordFailed(path: path, reason: "\(error)")
        }
        let temporary = "\(directory)/.\(UUID().uuidString)"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw Self.failure(path, "create") }
        defer { unlink(temporary) }
        defer { close(file) }
        guard Self.writeAll(bytes, to: file) else { throw Self.failure(path, "write") }
        guard fsync(file) == 0 else { throw Self.failure(path, "flush") }
        guard rename(temporary, path) == 0 else { throw Self.failure(path, "rename") }
        try flushDirectory()
    }

    /// Makes the new name durable as well.
    private func flushDirectory() throws(OrchestrationError) {
        let folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Self.failure(directory, "open") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw Self.failure(directory, "flush") }
    }

    private static func writeAll(_ bytes: Data, to file: Int32) -> Bool {
        bytes.withUnsafeBytes { (buffer: UnsafeRawBufferPointer) -> Bool in
            var written = 0
            while written < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
                let count = Glibc.write(file, rest.baseAddress, rest.count)
                if count > 0 { written += count } else if errno != EINTR { return false }
            }
            return true
        }
    }

    private static func failure(_ path: String, _ step: String) -> OrchestrationError {
        .judgementRecordFailed(path: path, reason: "cannot \(step) it: \(String(cString: strerror(errno)))")
    }
}
