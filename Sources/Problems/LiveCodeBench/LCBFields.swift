import Files
import FoundationEssentials

/// The fields of one LiveCodeBench record, asked one by one; whatever is wrong names the line and the field.
struct LCBFields {
    private static let names = [
        "question_id", "question_title", "question_content", "platform", "contest_id", "contest_date", "starter_code",
        "difficulty", "public_test_cases", "private_test_cases", "metadata",
    ]

    private let values: [String: RecordScanner.Value]
    private let path: String
    private let line: Int

    /// Finds the fields of one line.
    ///
    /// - Throws: `ProblemError.malformed` when it is no JSON object, or not UTF-8.
    init(_ json: Data, path: String, line: Int) throws(ProblemError) {
        self.path = path
        self.line = line
        var scanner = RecordScanner(names: Self.names, longestValue: LCBFile.longestLine)
        json.withUnsafeBytes { scanner.feed($0) }
        let found: [RecordScanner.Value?]?
        do {
            found = try scanner.finish()
        } catch {
            throw Self.noRecord(error, path: path, line: line)
        }
        guard let found else { throw Self.noRecord(.notObject, path: path, line: line) }
        values = Dictionary(
            uniqueKeysWithValues: zip(Self.names, found).compactMap { name, value in
                value.map { (name, $0) }
            })
    }

    /// A text that must be there and not be empty, as it is written: escapes are not decoded.
    func written(_ name: String) throws(ProblemError) -> [UInt8] {
        switch values[name] {
        case nil, .null, .text([]): throw wrong(name, "missing or empty", expected: "text")
        case .text(let bytes): return bytes
        case .other(let kind): throw wrong(name, kind, expected: "text")
        case .long: throw wrong(name, "text that is too long", expected: "a shorter text")
        }
    }

    /// A text that must be there and not be empty.
    func required(_ name: String) throws(ProblemError) -> String {
        guard let text = try text(name) else { throw wrong(name, "missing or empty", expected: "text") }
        return text
    }

    /// A text; nil when it is absent, null or empty.
    func text(_ name: String) throws(ProblemError) -> String? {
        switch values[name] {
        case nil, .null, .text([]): return nil
        default: break
        }
        let bytes = try written(name)
        guard let text = RecordScanner.decoded(bytes) else {
            throw wrong(name, Self.whyNotText(bytes), expected: "text in UTF-8")
        }
        return text
    }

    /// What is wrong with a text that cannot be decoded.
    static func whyNotText(_ bytes: [UInt8]) -> String {
        guard let offset = RegularFile.firstBadByte(Data(bytes)) else {
            return "text with control characters, or escapes that are no Unicode"
        }
        return "text whose byte \(offset) is not UTF-8"
    }

    /// The error for a line that is no record at all.
    static func noRecord(_ fault: RecordScanner.Fault, path: String, line: Int) -> ProblemError {
        let found =
            switch fault {
            case .notObject: "JSON that is no object"
            case .cutOff: "a record that is cut off"
            case .notJSON: "text that is not JSON"
            }
        return .malformed(
            path: path, place: "line \(line)", found: found, expected: "one JSON object on the line")
    }

    /// What `difficulty` is expected to be.
    static let difficultyExpected = "easy, medium or hard"
    /// What `contest_date` is expected to be.
    static let dayExpected = "a day such as 2024-05-31"

    /// The day in `contest_date`, which is given as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`.
    func contestDate() throws(ProblemError) -> String? {
        guard let text = try text("contest_date") else { return nil }
        guard let day = Self.day(text) else {
            throw wrong("contest_date", "\"\(text.prefix(60))\"", expected: Self.dayExpected)
        }
        return day
    }

    /// The day that a date begins with; nil when it is none.
    static func day(_ text: String) -> String? {
        let day = String(text.prefix(10))
        let parts = day.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let number = Int(parts[2]), (1...12).contains(month),
            number >= 1, number <= days(ofMonth: month, in: year), ["T", " ", nil].contains(text.dropFirst(10).first)
        else { return nil }
        return day
    }

    private static func days(ofMonth month: Int, in year: Int) -> Int {
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// What `metadata` holds, which is an object written as JSON in a text.
    struct Metadata: Decodable {
        /// The name of the method, of a functional problem.
        var func_name: String?
        /// Of ours: `lists` where tuples count as lists wherever they are.
        var tuples: String?
    }

    /// What `metadata` holds.
    func metadata() throws(ProblemError) -> Metadata {
        guard let text = try text("metadata") else { return Metadata() }
        do {
            return try JSONDecoder().decode(Metadata.self, from: Data(text.utf8))
        } catch {
            throw wrong(
                "metadata", "\"\(text.prefix(60))\"",
                expected: "a JSON object in a text, such as {\"func_name\": \"f\"}")
        }
    }

    /// The error for a field that holds something else than it should.
    func wrong(_ name: String, _ found: String, expected: String) -> ProblemError {
        Self.wrong(name, found, expected: expected, path: path, line: line)
    }

    static func wrong(
        _ name: String, _ found: String, expected: String, path: String, line: Int
    ) -> ProblemError {
        .malformed(path: path, place: "line \(line)", found: "\"\(name)\" is \(found)", expected: expected)
    }
}
