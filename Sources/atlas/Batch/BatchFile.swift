import Files
import FoundationEssentials
import Glibc
import Judging
import Reporting

/// Where the results of a batch go: a file that a later run goes on with, or standard output.
final class BatchFile {
    /// Ids that the file had results for.
    let done: IDSet
    private let descriptor: Int32
    private let path: String

    /// Standard output.
    init() {
        (descriptor, path, done) = (1, "standard output", IDSet())
    }

    /// Opens a file to go on with.
    ///
    /// A last line that is cut is dropped, and so are results that count for nothing: a line's fault may be mended, and the grader's failure may
    /// not happen again.
    ///
    /// - Throws: `UsageError` for a file that is in use or holds something else, which then stays as it is.
    init(path: String) throws {
        try OutputFile.check(path)
        self.path = path
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw UsageError("\(path): cannot be written: \(String(cString: strerror(errno)))") }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            (descriptor, done) = (file, IDSet())
            return
        }
        do {
            try Self.lock(file, path)
            let kept = try KeptRows(of: path)
            done = kept.ids
            descriptor = try kept.isAll ? Self.end(file, at: kept.bytes, path) : Self.rewrite(file, path)
        } catch {
            close(file)
            throw error
        }
    }

    deinit { if descriptor > 2 { close(descriptor) } }

    /// Writes one result.
    ///
    /// - Throws: `StreamFailure`.
    func write(_ row: String) throws(StreamFailure) {
        try StandardStreams.write(Data((row + "\n").utf8), to: descriptor, named: path)
    }

    /// Makes what was written outlast a power failure.
    func sync() { if descriptor > 2 { fdatasync(descriptor) } }

    private static func lock(_ file: Int32, _ path: String) throws(UsageError) {
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            throw UsageError("\(path): another batch writes to it; wait for its end or name another file")
        }
    }

    /// Cuts a file behind its last whole row.
    private static func end(_ file: Int32, at size: Int, _ path: String) throws -> Int32 {
        guard ftruncate(file, off_t(size)) == 0, lseek(file, 0, SEEK_END) >= 0 else {
            throw StreamFailure(stream: path, errno: errno)
        }
        return file
    }

    /// Puts a file of the rows that count in the place of another.
    private static func rewrite(_ file: Int32, _ path: String) throws -> Int32 {
        let target = Paths.real(path) ?? path
        let own = "\(target).\(getpid()).new"
        let new = open(own, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard new >= 0 else { throw UsageError("\(own): cannot be written: \(String(cString: strerror(errno)))") }
        do {
            try lock(new, path)
            try KeptRows.copy(path, to: new, named: own)
            guard fsync(new) == 0, rename(own, target) == 0 else { throw StreamFailure(stream: own, errno: errno) }
        } catch {
            close(new)
            unlink(own)
            throw error
        }
        close(file)
        return new
    }
}

/// The rows of a file of results that a later run keeps.
private struct KeptRows {
    var ids = IDSet()
    /// Up to where the rows that are kept reach, when they are all.
    var bytes = 0
    /// Whether there are no others, but for a last one that was cut.
    var isAll = true

    init(of path: String) throws {
        try Self.each(path) { row, bytes in
            guard let row else { return isAll = false }
            _ = ids.insert(row)
            self.bytes = bytes
        }
    }

    static func copy(_ path: String, to file: Int32, named name: String) throws {
        let reader = try LineReader(path: path)
        while case .text(let line, _)? = try reader.read() {
            // What is no row was found to be the last one, cut.
            guard let row = try? GradeBatchReport.kept(line), row.counts else { continue }
            try StandardStreams.write(line + Data([10]), to: file, named: name)
        }
    }

    /// Tells each row's id, nil for one that does not count, and where it ends; a cut one at the end is passed over.
    private static func each(_ path: String, _ body: (BatchRequest.ID?, Int) -> Void) throws {
        let reader = try LineReader(path: path)
        var position = 0
        var cut: UsageError?
        while let line = try reader.read() {
            // Only the last line may be no row.
            if let cut { throw cut }
            guard case .text(let bytes, let number) = line else {
                throw UsageError("\(path): a line of more than \(LineReader.longestLine) bytes; \(expected)")
            }
            position += bytes.count + 1
            do {
                let row = try row(bytes, path, number)
                body(row?.counts == true ? row?.id : nil, position)
            } catch {
                cut = error
            }
        }
        if let cut, position <= fileSize(path) { throw cut }
    }

    private static let expected = "expected results of \"atlas grade --batch\""

    private static func fileSize(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private static func row(_ line: Data, _ path: String, _ number: Int) throws(UsageError) -> GradeBatchReport.Kept? {
        do {
            return try GradeBatchReport.kept(line)
        } catch {
            throw UsageError("\(path):\(number): no result of a batch; \(expected), or a file that is not there yet")
        }
    }
}
