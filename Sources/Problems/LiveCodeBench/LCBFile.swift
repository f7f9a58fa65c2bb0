/// A LiveCodeBench file: one JSON record a line, however many, never held whole.
public struct LCBFile: Sendable {
    /// The longest line taken, in bytes: some ten times the largest record published.
    static let longestLine = 1 << 30

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
        LCBRecords(index: try LCBIndex.open(path))
    }

    /// Finds a record by its `question_id`; malformed lines elsewhere do not matter.
    ///
    /// - Throws: `ProblemError.unknownRecord`, with the nearest id; `.malformed`, also for an id that two records
    ///   share; `.unreadable`.
    public func record(id: String) throws(ProblemError) -> LCBRecord {
        let index = try LCBIndex.open(path)
        return try index.record(try index.entry(id: id))
    }

    /// The file's record, when it holds exactly one.
    ///
    /// - Throws: `ProblemError.recordNotNamed` when there are more; `.malformed` when there is none.
    public func onlyRecord() throws(ProblemError) -> LCBRecord {
        let index = try LCBIndex.open(path)
        guard let entry = index.entries.first else {
            throw index.faults.first
                ?? .malformed(path: path, place: nil, found: "no record", expected: "one JSON object a line")
        }
        if index.entries.count > 1 { throw .recordNotNamed(path: path, example: entry.id) }
        if let fault = index.faults.first { throw fault }
        return try index.record(entry)
    }

    static func duplicate(_ id: String, path: String, line: Int, first: Int) -> ProblemError {
        .malformed(
            path: path, place: "line \(line)", found: "\"question_id\" is \"\(id)\", as on line \(first)",
            expected: "an id of its own for each record")
    }
}

/// The records of a file, one after the other.
public struct LCBRecords {
    private let index: LCBIndex
    private var nextEntry = 0
    private var nextFault = 0

    init(index: LCBIndex) { self.index = index }

    /// The next record; nil at the end.
    ///
    /// Blank lines are passed over. After an error the next call goes on with the next line: one malformed line costs that line alone.
    ///
    /// - Throws: `ProblemError.malformed`, naming the line, also for an id that came before; `.unreadable`.
    public mutating func next() throws(ProblemError) -> LCBRecord? {
        let entry = nextEntry < index.entries.count ? index.entries[nextEntry] : nil
        if nextFault < index.faults.count {
            let fault = index.faults[nextFault]
            if entry.map({ fault.line ?? 0 < $0.line }) ?? true {
                nextFault += 1
                throw fault
            }
        }
        guard let entry else { return nil }
        nextEntry += 1
        return try index.record(entry)
    }
}
