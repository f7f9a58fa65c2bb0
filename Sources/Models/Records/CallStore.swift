import FoundationEssentials
import Glibc

/// A folder of recorded calls: one file each, found by what was asked of which model.
///
/// `calls/<hash>-<sample>.json`, the hash being the first 32 hexadecimal digits of the SHA-256 of the canonical JSON of
/// the model's name and the request. Files are durable: after a crash one is whole or not there. Keys are in no request,
/// hence in no file.
public final class CallStore: Sendable {
    /// The folder that was given.
    public let directory: String

    private let isReadOnly: Bool
    private let notice: @Sendable (String) -> Void

    /// Opens a folder, and makes it where it is missing.
    ///
    /// - Parameters:
    ///   - directory: The folder; the files lie in `calls` below it.
    ///   - isReadOnly: For replay: nothing is made, moved or written.
    ///   - notice: Told, in one line, of a damaged file that is set aside; by default it goes to stderr.
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
        if isReadOnly {
            guard access(folder, R_OK | X_OK) == 0 else { throw failure(folder, "cannot be read") }
        } else {
            do throws(DurableFile.Failure) {
                try DurableFile.makeFolder(folder)
                DurableFile.removeLeftovers(in: folder)
                try DurableFile.checkWritable(folder)
            } catch {
                throw .recordFailed(path: error.path, reason: error.reason)
            }
        }
    }

    private var folder: String { "\(directory)/calls" }

    // MARK: Finding

    /// Where the answer to a request lies, or will lie.
    public func path(model: String, request: ChatRequest) -> String {
        "\(folder)/\(fileName(model: model, request: request))"
    }

    /// The file's name: what the call is known by.
    func fileName(model: String, request: ChatRequest) -> String {
        do {
            let encoded = try JSONEncoder().encode(request)
            let value = try JSONDecoder().decode(JSONValue.self, from: encoded)
            let text = JSONValue.object(["model": .string(model), "request": value]).canonicalText
            return "\(Digest.sha256(text).prefix(32))-\(request.sample).json"
        } catch {
            preconditionFailure("a request could not be written as JSON: \(error)")
        }
    }

    /// The recorded answer; nil when there is none, or when the file is damaged, which is told and set aside.
    ///
    /// - Throws: `ModelError.recordFailed` when a file is there and cannot be read.
    public func response(model: String, request: ChatRequest) throws(ModelError) -> ChatResponse? {
        let path = path(model: model, request: request)
        guard let bytes = try read(path) else { return nil }
        let record: CallRecord
        do {
            record = try CallRecord(bytes: bytes)
        } catch {
            setAside(path, reason: "\(error)")
            return nil
        }
        guard record.model == model, record.request == request else {
            setAside(path, reason: "it answers another request")
            return nil
        }
        return record.response
    }

    private func read(_ path: String) throws(ModelError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path, "cannot be read")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure(path, "cannot be read") }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    private func setAside(_ path: String, reason: String) {
        guard !isReadOnly, rename(path, path + ".damaged") == 0 else {
            notice("\(path): damaged (\(reason)); it is ignored")
            return
        }
        notice("\(path): damaged (\(reason)); moved to \(path).damaged, the model is asked again")
    }

    // MARK: Keeping

    /// Puts an answer on disk; when this returns, a power cut does not lose it.
    ///
    /// - Parameters:
    ///   - response: The answer.
    ///   - model: The model as the user named it.
    ///   - request: What was asked.
    ///   - started: When, in ISO 8601.
    /// - Throws: `ModelError.recordFailed`, with the step that failed.
    public func keep(
        _ response: ChatResponse, model: String, request: ChatRequest, started: String
    ) throws(ModelError) {
        let path = path(model: model, request: request)
        let bytes: [UInt8]
        do {
            bytes = try CallRecord(model: model, request: request, response: response, started: started).bytes()
        } catch {
            throw .recordFailed(path: path, reason: "\(error)")
        }
        do throws(DurableFile.Failure) {
            try DurableFile.write(bytes, to: path)
        } catch {
            throw .recordFailed(path: error.path, reason: error.reason)
        }
    }

    /// Checks, before money is spent, that there is room for an answer.
    ///
    /// - Throws: `ModelError.recordFailed` when less than 16 MiB are free.
    public func checkRoom() throws(ModelError) {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { throw failure(folder, "is not there any more") }
        guard UInt64(status.f_bavail) * UInt64(status.f_frsize) >= 16 << 20 else {
            throw .recordFailed(path: folder, reason: "less than 16 MiB are free on its file system; make room")
        }
    }

    /// The error of a system call that has just failed.
    private func failure(_ path: String, _ what: String) -> ModelError {
        .recordFailed(path: path, reason: "\(what): \(String(cString: strerror(errno)))")
    }
}
