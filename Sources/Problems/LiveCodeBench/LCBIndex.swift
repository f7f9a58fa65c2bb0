import Digests
import FoundationEssentials
import Glibc
import Spelling

/// Where each record of a LiveCodeBench file is, with the fields that people search for.
///
/// Made by one quick pass over the file, which decodes no tests, and kept in a small file beside it (see
/// `LCBIndexFile`); afterwards one record is read without touching the others.
public struct LCBIndex: Sendable, Equatable {
    /// One record's place and searchable fields.
    public struct Entry: Sendable, Equatable, Selectable {
        /// `question_id`.
        public let id: String
        /// `question_title`, or the id where it is empty.
        public let title: String
        /// `difficulty`, when stated.
        public let difficulty: String?
        /// `platform`, when stated.
        public let platform: String?
        /// The day of the contest, `YYYY-MM-DD`, when stated.
        public let contestDate: String?
        /// The record's line in the file, counted from 1.
        public let line: Int
        /// Where the line begins, in bytes from the file's beginning.
        let offset: Int
        /// The line's length in bytes, without the line feed.
        public let length: Int
    }

    /// The data file.
    public let path: String
    /// SHA-256 of the file's bytes, in hexadecimal, taken in the pass that made the index.
    public let digest: String
    /// The records, in the file's order; of records that share an id the first.
    public let entries: [Entry]
    /// What is wrong with other lines, in the file's order: one error for each.
    public let faults: [ProblemError]
    /// The first fault of each id that some faulty line has, as its place in `faults`.
    let faultOfID: [String: Int]

    /// The index of a file: the one kept beside it when it is still right, else a new one, which is then kept.
    ///
    /// A file of less than 4 MiB is looked through each time instead, which costs less than keeping an index.
    ///
    /// - Throws: `ProblemError.unreadable`. What is wrong with single lines is in `faults`.
    public static func open(_ path: String) throws(ProblemError) -> LCBIndex {
        let state = try DataFileState(of: path)
        if state.size < smallestKept { return try make(path) }
        if let index = LCBIndexFile.read(for: path, state) { return index }
        return try keep(path).index
    }

    /// Makes the index anew and keeps it, whatever the file's size.
    ///
    /// - Returns: The index, and the file it is kept in; nil where nothing can be written, so that it is in memory alone.
    /// - Throws: `ProblemError.unreadable`.
    public static func keep(_ path: String) throws(ProblemError) -> (index: LCBIndex, file: String?) {
        let state = try DataFileState(of: path)
        let index = try make(path)
        // A file that grew meanwhile has an index of its past, not worth keeping.
        guard try DataFileState(of: path) == state else { return (index, nil) }
        return (index, LCBIndexFile.write(index, state))
    }

    /// The entry of a record.
    ///
    /// - Throws: `ProblemError.unknownRecord`, with the nearest id; `.malformed` for a line that has this id and is faulty, such as a second one.
    public func entry(id: String) throws(ProblemError) -> Entry {
        if let fault = faultOfID[id] { throw faults[fault] }
        guard let entry = entries.first(where: { $0.id == id }) else {
            throw .unknownRecord(path: path, id: id, nearest: NearestName.nearest(to: id, among: entries.map(\.id)))
        }
        return entry
    }

    /// Reads a record; its tests are not decoded yet.
    ///
    /// - Throws: `ProblemError.malformed`, `.unreadable`, also when the file has changed since.
    public func record(_ entry: Entry) throws(ProblemError) -> LCBRecord {
        let bytes = try FileContents.read(path, offset: entry.offset, count: entry.length)
        let record = try LCBRecord(bytes, path: path, line: entry.line)
        guard record.id == entry.id else {
            throw .unreadable(path: path, reason: "the file was changed while it was in use; run the command again")
        }
        return record
    }

    /// Files below this size are not worth an index, in bytes.
    private static let smallestKept = 4 << 20
    private static let chunkBytes = 1 << 20

    private static func make(_ path: String) throws(ProblemError) -> LCBIndex {
        let (descriptor, _) = try FileContents.open(path)
        defer { close(descriptor) }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 4096)
        defer { buffer.deallocate() }
        var maker = LCBIndexMaker(path: path)
        let digest = RunningDigest()
        while true {
            let got = read(descriptor, buffer.baseAddress, buffer.count)
            if got < 0 {
                if errno == EINTR { continue }
                throw .unreadable(path: path, reason: FileContents.reason(errno))
            }
            if got == 0 { return maker.finish(digest.hexadecimal()) }
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<got])
            digest.add(bytes)
            maker.feed(bytes)
        }
    }
}

/// Builds an index from a file's bytes, taken in pieces.
private struct LCBIndexMaker {
    private static let fields = ["question_id", "question_title", "difficulty", "platform", "contest_date"]
    /// The longest text of such a field, in bytes.
    private static let longestText = 4096

    private let path: String
    private var scanner = RecordScanner(names: fields, longestValue: longestText)
    private var entries: [LCBIndex.Entry] = []
    private var faults: [ProblemError] = []
    private var faultOfID: [String: Int] = [:]
    private var lineOfID: [String: Int] = [:]
    private var line = 1
    private var lineStart = 0
    private var position = 0

    init(path: String) { self.path = path }

    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        var start = 0
        if position == 0, bytes.starts(with: FileContents.byteOrderMark) {
            start = FileContents.byteOrderMark.count
            (position, lineStart) = (start, start)
        }
        while start < bytes.count {
            let lineFeed = memchr(base + start, 10, bytes.count - start)
            let end = lineFeed.map { base.distance(to: UnsafeRawPointer($0)) } ?? bytes.count
            scanner.feed(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            position += end - start
            start = end
            if lineFeed != nil {
                endLine()
                start += 1
                position += 1
                line += 1
                lineStart = position
            }
        }
    }

    mutating func finish(_ digest: String) -> LCBIndex {
        endLine()
        return LCBIndex(path: path, digest: digest, entries: entries, faults: faults, faultOfID: faultOfID)
    }

    private mutating func endLine() {
        var id: String?
        do throws(ProblemError) {
            if let entry = try entry(&id) {
                entries.append(entry)
                lineOfID[entry.id] = line
            }
        } catch {
            if let id, faultOfID[id] == nil { faultOfID[id] = faults.count }
            faults.append(error)
        }
    }

    /// The line's entry; its id is told even when something else is wrong.
    private mutating func entry(_ known: inout String?) throws(ProblemError) -> LCBIndex.Entry? {
        let firstValue = scanner.value(0)
        let values: [RecordScanner.Value?]?
        do {
            values = try scanner.finish()
        } catch {
            if case .text(let bytes) = firstValue { known = RecordScanner.decoded(bytes) }
            throw LCBFields.noRecord(error, path: path, line: line)
        }
        guard let values else { return nil }
        guard position - lineStart <= LCBFile.longestLine else {
            throw .malformed(
                path: path, place: "line \(line)", found: "a line of more than \(LCBFile.longestLine) bytes",
                expected: "one record on a line")
        }
        guard let id = try text(values[0], Self.fields[0]) else {
            throw wrong("question_id", "missing or empty", expected: "text")
        }
        known = id
        if let first = lineOfID[id] { throw LCBFile.duplicate(id, path: path, line: line, first: first) }
        var texts: [String?] = [id]
        for index in 1..<values.count { texts.append(try text(values[index], Self.fields[index])) }
        return LCBIndex.Entry(
            id: id, title: texts[1] ?? id, difficulty: try texts[2].map(difficulty), platform: texts[3],
            contestDate: try texts[4].map(day), line: line, offset: lineStart, length: position - lineStart)
    }

    private func difficulty(_ text: String) throws(ProblemError) -> String {
        guard Problem.difficulties.contains(text) else {
            throw wrong("difficulty", "\"\(text.prefix(60))\"", expected: LCBFields.difficultyExpected)
        }
        return text
    }

    private func day(_ text: String) throws(ProblemError) -> String {
        guard let day = LCBFields.day(text) else {
            throw wrong("contest_date", "\"\(text.prefix(60))\"", expected: LCBFields.dayExpected)
        }
        return day
    }

    /// A field's text; nil when it is absent, null or empty.
    private func text(_ value: RecordScanner.Value?, _ name: String) throws(ProblemError) -> String? {
        switch value {
        case nil, .null, .text([]): return nil
        case .text(let bytes):
            guard let text = RecordScanner.decoded(bytes) else {
                throw wrong(name, LCBFields.whyNotText(bytes), expected: "text in UTF-8")
            }
            return text
        case .other(let kind): throw wrong(name, kind, expected: "text")
        case .long: throw wrong(name, "text of more than \(Self.longestText) bytes", expected: "a short text")
        }
    }

    private func wrong(_ name: String, _ found: String, expected: String) -> ProblemError {
        LCBFields.wrong(name, found, expected: expected, path: path, line: line)
    }
}
