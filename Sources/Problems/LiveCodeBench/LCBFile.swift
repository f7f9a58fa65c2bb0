import FoundationEssentials
import Glibc

/// A LiveCodeBench file: one JSON record a line, however many, never held whole.
public struct LCBFile: Sendable {
    /// The file.
    public let path: String

    /// Names a file; nothing is read yet.
    public init(path: String) {
        self.path = path
    }

    /// Starts reading the records one by one.
    ///
    /// - Throws: `ProblemError.unreadable`.
    public func records() throws(ProblemError) -> LCBRecords {
        LCBRecords(lines: try LineReader(path: path))
    }

    /// Finds a record by its `question_id`.
    ///
    /// The whole file is read, so that an id which two records share is noticed, but only records of that id are
    /// parsed; other malformed lines do not matter.
    ///
    /// - Throws: `ProblemError.unknownRecord`, with the nearest id; `.malformed`; `.unreadable`.
    public func record(id: String) throws(ProblemError) -> LCBRecord {
        let lines = try LineReader(path: path)
        var found: LCBRecord?
        var others: [String] = []
        while let line = try lines.next() {
            guard let other = Self.id(in: lines, line) else { continue }
            guard other == id else {
                others.append(other)
                continue
            }
            if let found { throw Self.duplicate(id, path: path, line: line.number, first: found.line) }
            found = try LCBRecord(lines.bytes(line), path: path, line: line.number)
        }
        guard let found else {
            throw .unknownRecord(path: path, id: id, nearest: NearestName.nearest(to: id, among: others))
        }
        return found
    }

    /// The file's record, when it holds exactly one.
    ///
    /// - Throws: `ProblemError.recordNotNamed` when there are more; `.malformed` when there is none.
    public func onlyRecord() throws(ProblemError) -> LCBRecord {
        var records = try records()
        guard let record = try records.next() else {
            throw .malformed(path: path, place: nil, found: "no record", expected: "one JSON object a line")
        }
        guard try !records.hasMore() else { throw .recordNotNamed(path: path, example: record.id) }
        return record
    }

    static func duplicate(_ id: String, path: String, line: Int, first: Int) -> ProblemError {
        .malformed(
            path: path, place: "line \(line)", found: "\"question_id\" is \"\(id)\", as on line \(first)",
            expected: "an id of its own for each record")
    }

    /// A line's `question_id`, by a search for the key where that is certain, else by parsing; nil when it has none.
    ///
    /// The key between two unescaped quotes can stand nowhere else than as a key: a quote inside a text is escaped.
    private static func id(in lines: LineReader, _ line: LineReader.Line) -> String? {
        switch searchID(lines.buffer, line.range) {
        case .found(let id): id
        case .unsure: try? LCBRecord(lines.bytes(line), path: lines.path, line: line.number).id
        }
    }

    private enum Search {
        case found(String)
        case unsure
    }

    private static let key = Array("\"question_id\"".utf8)

    /// Where the key first stands; quotes are rare in packed tests, so that looking for them is quick.
    private static func keyStart(_ buffer: [UInt8], _ range: Range<Int>) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var start = range.lowerBound
            while let quote = memchr(base + start, Int32(key[0]), range.upperBound - start) {
                start = base.distance(to: UnsafeRawPointer(quote))
                guard range.upperBound - start >= key.count else { return nil }
                if memcmp(quote, key, key.count) == 0 { return start }
                start += 1
            }
            return nil
        }
    }

    private static func searchID(_ buffer: [UInt8], _ range: Range<Int>) -> Search {
        let keyStart = keyStart(buffer, range)
        guard let keyStart, keyStart > range.lowerBound, buffer[keyStart - 1] != UInt8(ascii: "\\") else {
            return .unsure
        }
        let isSpace: (UInt8) -> Bool = { [9, 13, 32].contains($0) }
        var rest = buffer[(keyStart + key.count)..<range.upperBound].drop(while: isSpace)
        guard rest.popFirst() == UInt8(ascii: ":") else { return .unsure }
        rest = rest.drop(while: isSpace)
        guard rest.popFirst() == UInt8(ascii: "\""), let end = rest.firstIndex(of: UInt8(ascii: "\"")) else {
            return .unsure
        }
        let id = rest[..<end]
        guard !id.contains(UInt8(ascii: "\\")), let text = String(validating: id, as: UTF8.self) else {
            return .unsure
        }
        return .found(text)
    }
}

/// The records of a file, one after the other.
public struct LCBRecords {
    private let lines: LineReader
    private var lineOfID: [String: Int] = [:]

    init(lines: LineReader) {
        self.lines = lines
    }

    /// The next record; nil at the end.
    ///
    /// Blank lines are passed over. After an error the next call goes on with the next line: one malformed line costs that line alone.
    ///
    /// - Throws: `ProblemError.malformed`, naming the line, also for an id that came before; `.unreadable`.
    public mutating func next() throws(ProblemError) -> LCBRecord? {
        guard let line = try nextLine() else { return nil }
        let record = try LCBRecord(lines.bytes(line), path: lines.path, line: line.number)
        if let first = lineOfID[record.id] {
            throw LCBFile.duplicate(record.id, path: lines.path, line: line.number, first: first)
        }
        lineOfID[record.id] = line.number
        return record
    }

    /// Whether there is one more line that is not blank; that line is passed over.
    mutating func hasMore() throws(ProblemError) -> Bool { try nextLine() != nil }

    private func nextLine() throws(ProblemError) -> LineReader.Line? {
        while let line = try lines.next() {
            if !lines.buffer[line.range].allSatisfy({ [9, 13, 32].contains($0) }) { return line }
        }
        return nil
    }
}
