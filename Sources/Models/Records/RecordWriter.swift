import Dispatch
import Files
import FoundationEssentials
import Glibc
import Synchronization

/// Appends records to this process's log, many with one sync.
///
/// Whoever appends waits until its record is on disk. While one sync is under way, what comes in gathers, and the next
/// sync is for all of it: a slow disk makes batches larger, not the queue longer.
final class RecordWriter: Sendable {
    private struct Waiter {
        let bytes: [UInt8]
        let isDurable: Bool
        let continuation: CheckedContinuation<Result<RecordLog.Place, DurableFile.Failure>, Never>
    }

    private struct State {
        var waiting: [Waiter] = []
        var isWriting = false
    }

    /// The log's file; only the queue works with it.
    private struct Log {
        var descriptor: Int32
        var name: String
        var length = 0
    }

    private let folder: String
    private let state = Mutex(State())
    private let log = Mutex<Log?>(nil)
    /// A thread that may wait for the disk: those that run tasks may not.
    private let queue = DispatchQueue(label: "atlas.record")

    init(folder: String) { self.folder = folder }

    deinit { log.withLock { if let log = $0 { close(log.descriptor) } } }

    /// Appends a line; when this returns, a power cut does not lose it, or, if it is not to be durable, no crash of this
    /// process does.
    ///
    /// - Throws: The step that failed; the line is not in the log then.
    func append(_ line: [UInt8], isDurable: Bool = true) async throws(DurableFile.Failure) -> RecordLog.Place {
        let result = await withCheckedContinuation { continuation in
            let isFirst = state.withLock { state in
                state.waiting.append(Waiter(bytes: line, isDurable: isDurable, continuation: continuation))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if isFirst { queue.async { self.writeAll() } }
        }
        return try result.get()
    }

    /// Writes batch after batch until nobody waits.
    private func writeAll() {
        while true {
            let batch = state.withLock { state in
                defer { state.waiting = [] }
                if state.waiting.isEmpty { state.isWriting = false }
                return state.waiting
            }
            guard !batch.isEmpty else { return }
            do throws(DurableFile.Failure) {
                let places = try write(batch.map(\.bytes), isDurable: batch.contains(where: \.isDurable))
                for (waiter, place) in zip(batch, places) { waiter.continuation.resume(returning: .success(place)) }
            } catch {
                for waiter in batch { waiter.continuation.resume(returning: .failure(error)) }
            }
        }
    }

    private func write(
        _ lines: [[UInt8]], isDurable: Bool
    ) throws(DurableFile.Failure) -> [RecordLog.Place] {
        let result = log.withLock { log -> Result<[RecordLog.Place], DurableFile.Failure> in
            do throws(DurableFile.Failure) {
                var open: Log
                if let log { open = log } else { open = try begin() }
                log = open
                let places = try Self.append(lines, to: &open, folder: folder, isDurable: isDurable)
                log = open
                return .success(places)
            } catch {
                // What a failed write or sync left behind is not known: the next record begins another log.
                if let failed = log { close(failed.descriptor) }
                log = nil
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Begins a log, and makes its name durable.
    private func begin() throws(DurableFile.Failure) -> Log {
        let time = Date().formatted(.iso8601).filter { !"-:".contains($0) }
        let name = "\(time)-\(getpid())-\(UInt32.random(in: 0 ... .max)).jsonl"
        let path = "\(folder)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw DurableFile.Failure(path, "cannot be made") }
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
        do throws(DurableFile.Failure) {
            try DurableFile.syncFolder(folder)
        } catch {
            close(descriptor)
            throw error
        }
        return Log(descriptor: descriptor, name: name)
    }

    private static func append(
        _ lines: [[UInt8]], to log: inout Log, folder: String, isDurable: Bool
    ) throws(DurableFile.Failure) -> [RecordLog.Place] {
        let path = "\(folder)/\(log.name)"
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.reduce(0) { $0 + $1.count })
        for line in lines { bytes += line }
        do throws(DurableFile.Failure) {
            try DurableFile.writeAll(bytes, to: log.descriptor, path: path)
        } catch {
            // No half line may stay in front of another one.
            ftruncate(log.descriptor, log.length)
            throw error
        }
        guard !isDurable || fdatasync(log.descriptor) == 0 else { throw DurableFile.Failure(path, "cannot be synced") }
        return lines.map { line in
            defer { log.length += line.count }
            return RecordLog.Place(file: log.name, offset: log.length, length: line.count - 1)
        }
    }
}
