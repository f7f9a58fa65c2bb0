import FoundationEssentials

/// Reads the records of LiveCodeBench's smaller data sets: JSON lines of some kilobytes, read as a whole.
enum LCBLines {
    /// The largest file taken, in bytes: some fifty times the largest published.
    private static let largestBytes = 256 << 20

    /// Decodes each line that is not blank.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - read: Makes a record of a line's bytes and number.
    /// - Returns: The records, in the file's order.
    /// - Throws: `ProblemError.unreadable`; `.malformed`, naming the line, also for two records of one id.
    static func read<Record: Selectable>(
        _ path: String, _ read: (Data, _ line: Int) throws(ProblemError) -> Record
    ) throws(ProblemError) -> [Record] {
        var bytes = try FileContents.read(path, atMost: largestBytes)
        if bytes.starts(with: FileContents.byteOrderMark) { bytes = bytes.dropFirst(FileContents.byteOrderMark.count) }
        var records: [Record] = []
        var lines: [String: Int] = [:]
        var line = 0
        for text in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            line += 1
            if text.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            let record = try read(Data(text), line)
            if let first = lines.updateValue(line, forKey: record.id) {
                throw LCBFile.duplicate(record.id, path: path, line: line, first: first)
            }
            records.append(record)
        }
        guard !records.isEmpty else {
            throw .malformed(path: path, place: nil, found: "no record", expected: "one JSON object a line")
        }
        return records
    }

    /// Decodes one line.
    ///
    /// - Throws: `ProblemError.malformed`, naming the line and the field.
    static func decode<Fields: Decodable>(
        _ json: Data, path: String, line: Int, form: String
    ) throws(ProblemError) -> Fields {
        do {
            return try JSONDecoder().decode(Fields.self, from: json)
        } catch {
            let found: String
            switch error as? DecodingError {
            case .keyNotFound(let key, _): found = "no \"\(key.stringValue)\""
            case .typeMismatch(_, let context), .valueNotFound(_, let context):
                let field = context.codingPath.last?.stringValue
                found = field.map { "another kind of value in \"\($0)\"" } ?? "JSON that is no object"
            default: found = "text that is not JSON, or a record that is cut off"
            }
            throw .malformed(path: path, place: "line \(line)", found: found, expected: form)
        }
    }

    /// The day of a record's `contest_date`.
    static func day(_ text: String, path: String, line: Int) throws(ProblemError) -> String {
        guard let day = LCBFields.day(text) else {
            throw LCBFields.wrong(
                "contest_date", "\"\(text.prefix(60))\"", expected: LCBFields.dayExpected, path: path, line: line)
        }
        return day
    }
}
