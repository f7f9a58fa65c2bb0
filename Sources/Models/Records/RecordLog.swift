import Files
import Glibc

/// Reads the logs of a folder of calls.
///
/// Each process that records writes a log of its own, so that none ever appends to what another left behind.
enum RecordLog {
    /// Where a call lies.
    struct Place: Sendable, Equatable {
        /// The file's name.
        var file: String
        /// The line's first byte.
        var offset: Int
        /// The line's length, without its line feed.
        var length: Int
    }

    /// Something that is wrong with a log, in one line.
    typealias Notice = (String) -> Void

    /// The logs in a folder, in the order in which they were begun.
    static func files(in folder: String) -> [String] {
        // A stranger's name must not hide the calls.
        ((try? Folder.names(in: folder, passingOverOthers: true)) ?? []).filter { $0.hasSuffix(".jsonl") }.sorted()
    }

    /// Goes through a log's whole lines in order; a line that is damaged is told and left out, alone.
    ///
    /// A last line without its line feed was cut by a crash or a power cut, unless the process that writes it lives.
    ///
    /// - Throws: `DurableFile.Failure` when the file cannot be read.
    static func read(
        _ name: String, in folder: String, notice: Notice, each: (RecordLine, Place) -> Void
    ) throws(DurableFile.Failure) {
        let path = "\(folder)/\(name)"
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DurableFile.Failure(path, "cannot be read") }
        defer { close(descriptor) }
        // Who cannot have the lock for a moment reads what a living process writes.
        let isLive = flock(descriptor, LOCK_SH | LOCK_NB) != 0
        var lines = LineScanner(descriptor: descriptor, path: path)
        var number = 0
        while let (line, offset, isWhole) = try lines.next() {
            number += 1
            guard isWhole else {
                if !isLive {
                    notice("\(path): its last record is cut, as by a crash or a power cut; it alone is dropped")
                }
                return
            }
            do {
                each(try RecordLine(line), Place(file: name, offset: offset, length: line.count))
            } catch {
                notice("\(path):\(number): damaged (\(error)); this record alone is dropped")
            }
        }
    }

    /// The line at a place, as it is now; nil when the file ends before.
    ///
    /// - Throws: `DurableFile.Failure` when the file cannot be read.
    static func line(at place: Place, in folder: String) throws(DurableFile.Failure) -> [UInt8]? {
        let path = "\(folder)/\(place.file)"
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw DurableFile.Failure(path, "cannot be read")
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: place.length)
        var filled = 0
        while filled < place.length {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), place.length - filled, place.offset + filled)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw DurableFile.Failure(path, "cannot be read") }
            if count == 0 { return nil }
            filled += count
        }
        return bytes
    }
}

/// Cuts a file into lines, with no more than the longest of them in memory.
private struct LineScanner {
    let descriptor: Int32
    let path: String
    private var buffer: [UInt8] = []
    /// Where the next line begins, in the buffer.
    private var start = 0
    /// Where the buffer begins, in the file.
    private var bufferOffset = 0
    /// What of the buffer holds no line feed for certain.
    private var searched = 0
    private var isAtEnd = false

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// The next line without its line feed, where it begins, and whether it had one; nil at the end.
    mutating func next() throws(DurableFile.Failure) -> (line: ArraySlice<UInt8>, offset: Int, isWhole: Bool)? {
        while true {
            if let end = buffer[searched...].firstIndex(of: 10) {
                let line = buffer[start..<end]
                let offset = bufferOffset + start
                start = end + 1
                searched = start
                return (line, offset, true)
            }
            searched = buffer.count
            if isAtEnd {
                guard start < buffer.count else { return nil }
                let line = buffer[start...]
                let offset = bufferOffset + start
                start = buffer.count
                return (line, offset, false)
            }
            try fill()
        }
    }

    private mutating func fill() throws(DurableFile.Failure) {
        buffer.removeFirst(start)
        bufferOffset += start
        searched -= start
        start = 0
        let piece = 1 << 20
        let old = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: piece))
        var count: Int
        repeat {
            count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: old), piece) }
        } while count < 0 && errno == EINTR
        guard count >= 0 else { throw DurableFile.Failure(path, "cannot be read") }
        buffer.removeLast(piece - count)
        isAtEnd = count == 0
    }
}
