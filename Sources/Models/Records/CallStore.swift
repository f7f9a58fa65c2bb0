import Files
import Glibc
import Synchronization

/// A folder of recorded calls, found by what was asked of which model, and by the number of the sample.
///
/// `calls/TIME-PID-RANDOM.jsonl` holds a line for each call that one process made (`atlas.call/2`), and a short one for
/// each attempt that was about to be sent, by which a call is seen that was under way when the process ended. A line is
/// durable before its answer is used. Keys are in no request, hence in no file.
public final class CallStore: Sendable {
    /// The folder that was given.
    public let directory: String

    private let isReadOnly: Bool
    private let notice: @Sendable (String) -> Void
    private let writer: RecordWriter
    private let places: Mutex<[CallKey: RecordLog.Place]>

    /// Opens a folder, and makes it where it is missing.
    ///
    /// - Parameters:
    ///   - directory: The folder; the files lie in `calls` below it.
    ///   - isReadOnly: For replay: nothing is made, moved or written.
    ///   - notice: Told, in one line, of a damaged record that is dropped; by default it goes to stderr.
    /// - Throws: `ModelError.recordFailed` when the folder is missing (read-only) or cannot be written: that is found out
    ///   here, before an answer has been paid for.
    public init(
        directory: String, isReadOnly: Bool = false,
        notice: @escaping @Sendable (String) -> Void = { line in
            let bytes = Array("atlas: \(line)\n".utf8)
            _ = write(STDERR_FILENO, bytes, bytes.count)
        }
    ) throws(ModelError) {
        self.directory = directory
        self.isReadOnly = isReadOnly
        self.notice = notice
        let folder = "\(directory)/calls"
        writer = RecordWriter(folder: folder)
        var found: [CallKey: RecordLog.Place] = [:]
        do throws(DurableFile.Failure) {
            if isReadOnly {
                guard access(folder, R_OK | X_OK) == 0 else { throw DurableFile.Failure(folder, "cannot be read") }
            } else {
                try DurableFile.makeFolder(folder)
                DurableFile.removeLeftovers(in: folder)
                try DurableFile.checkWritable(folder)
            }
            for file in RecordLog.files(in: folder) {
                try RecordLog.read(file, in: folder, notice: notice) { line, place in
                    if !line.key.isBegun { found[line.key] = place }
                }
            }
        } catch {
            throw .recordFailed(error)
        }
        places = Mutex(found)
    }

    private var folder: String { "\(directory)/calls" }

    // MARK: Finding

    /// The recorded answer; nil when there is none, or when it is damaged, which is told.
    ///
    /// - Throws: `ModelError.recordFailed` when a file is there and cannot be read.
    public func response(model: String, request: ChatRequest) throws(ModelError) -> ChatResponse? {
        try response(CallKey(model: model, request: request), model: model, request: request)
    }

    func response(_ key: CallKey, model: String, request: ChatRequest) throws(ModelError) -> ChatResponse? {
        guard let record = try logged(key) else { return nil }
        guard record.model == model, record.request == request else {
            tell(places.withLock { $0[key]?.file } ?? "\(key).json", .otherRequest)
            return nil
        }
        return record.response
    }

    private func logged(_ key: CallKey) throws(ModelError) -> CallRecord? {
        guard let place = places.withLock({ $0[key] }) else { return nil }
        let bytes: [UInt8]?
        do throws(DurableFile.Failure) {
            bytes = try RecordLog.line(at: place, in: folder)
        } catch {
            throw .recordFailed(error)
        }
        do throws(CallRecord.Damage) {
            guard let bytes else { throw .notJSON }
            let line = try RecordLine(bytes[...])
            guard line.key == key else { throw .otherRequest }
            return try line.record()
        } catch {
            places.withLock { $0[key] = nil }
            tell(place.file, error)
            return nil
        }
    }

    private func tell(_ file: String, _ damage: CallRecord.Damage) {
        let consequence = isReadOnly ? "it is ignored" : "the model is asked again"
        notice("\(folder)/\(file): a record is damaged (\(damage)); \(consequence)")
    }

    /// All calls of the record, answered or not, in the order of the logs.
    ///
    /// Those of which only the beginning is there come last of their log; they may be charged for, at worst.
    ///
    /// - Throws: `ModelError.recordFailed` when a file cannot be read.
    public func recordedCalls() throws(ModelError) -> [RecordedCall] {
        var calls: [RecordedCall] = []
        do throws(DurableFile.Failure) {
            for file in RecordLog.files(in: folder) {
                var begun: [CallKey: RecordedCall] = [:]
                // What is damaged has been told when the folder was opened.
                try RecordLog.read(file, in: folder, notice: { _ in }) { line, _ in
                    guard let call = try? line.recordedCall() else { return }
                    begun[line.key.call] = line.key.isBegun ? call : nil
                    if !line.key.isBegun { calls.append(call) }
                }
                calls += begun.sorted {
                    ($0.value.started, $0.key.description) < ($1.value.started, $1.key.description)
                }
                .map(\.value)
            }
        } catch {
            throw .recordFailed(error)
        }
        return calls
    }

    // MARK: Keeping

    /// Puts a call on disk; when this returns, a power cut does not lose it.
    ///
    /// - Throws: `ModelError.recordFailed`, with the step that failed.
    func keep(_ record: CallRecord, key: CallKey) async throws(ModelError) {
        let key = record.response == nil ? key.failed : key
        do throws(DurableFile.Failure) {
            let place = try await writer.append(RecordLine.bytes(record, key: key))
            places.withLock { $0[key] = place }
        } catch {
            throw .recordFailed(error)
        }
    }

    /// Writes down that an attempt of a call is about to be sent.
    ///
    /// It is there after a crash of this process, and not for certain after a power cut: no sync is waited for.
    ///
    /// - Parameters:
    ///   - record: The call, with the attempts so far.
    ///   - worst: The most that the attempt can take.
    ///   - key: The call's key.
    /// - Throws: `ModelError.recordFailed`, with the step that failed.
    func begin(_ record: CallRecord, worst: TokenUsage, key: CallKey) async throws(ModelError) {
        do throws(DurableFile.Failure) {
            let line = RecordLine.bytes(begun: RecordedCall(begun: record, worst: worst), key: key)
            _ = try await writer.append(line, isDurable: false)
        } catch {
            throw .recordFailed(error)
        }
    }

    /// Checks, before money is spent, that there is room for an answer.
    ///
    /// - Throws: `ModelError.recordFailed` when less than 16 MiB are free.
    public func checkRoom() throws(ModelError) {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else {
            throw .recordFailed(DurableFile.Failure(folder, "is not there any more"))
        }
        guard UInt64(status.f_bavail) * UInt64(status.f_frsize) >= 16 << 20 else {
            throw .recordFailed(path: folder, reason: "less than 16 MiB are free on its file system")
        }
    }
}

extension ModelError {
    /// A file of a record that cannot be written or read.
    static func recordFailed(_ failure: DurableFile.Failure) -> ModelError {
        .recordFailed(path: failure.path, reason: failure.reason)
    }
}
