import FoundationEssentials
import Problems

/// One line of a batch: a submission, the problem that it is for, and the tests that count.
///
/// In JSON: `{"id", "problem", "language", "code"}`, and if wanted `"tests": "public" | "all"`, `"cpu_ms"` and
/// `"memory_kib"`, which stand in place of the problem's limits. Other fields are passed over.
public struct BatchRequest: Sendable, Equatable {
    /// What a line calls its submission; the result bears it, as it was written.
    public enum ID: Hashable, Sendable {
        /// A text that is not empty.
        case text(String)
        /// A whole number.
        case number(Int)
        /// A whole number that a signed one of 64 bits does not hold, as hashes are.
        case large(UInt64)
    }

    /// Which of a problem's tests are run.
    public enum Tests: String, Sendable, CaseIterable {
        /// Public and private ones.
        case all
        /// Those that the statement shows.
        case `public`
    }

    /// Unique in the batch.
    public let id: ID
    /// A reference to the problem.
    public let problem: String
    /// The id of a language, or an alias.
    public let language: String
    /// The source text.
    public let code: String
    /// Which tests are run.
    public let tests: Tests
    /// CPU time of one test, in ms, in place of the problem's; nil for the problem's.
    public let cpuMilliseconds: Int?
    /// Memory of one test, in KiB, in place of the problem's; nil for the problem's.
    public let memoryKiB: Int?

    /// Reads a line.
    ///
    /// - Throws: `BatchFault`, naming the field.
    public init(json: Data) throws(BatchFault) {
        guard String(validating: json, as: UTF8.self) != nil else { throw BatchFault("not UTF-8", "JSON in UTF-8") }
        guard let fields = try? JSONDecoder().decode(Fields.self, from: json) else {
            throw BatchFault(
                "no JSON object", "{\"id\": …, \"problem\": …, \"language\": …, \"code\": …} on a line of its own")
        }
        try self.init(fields)
    }

    private init(_ fields: Fields) throws(BatchFault) {
        switch fields["id"] {
        case .text(let text) where !text.isEmpty: id = .text(text)
        case .number(let number): id = .number(number)
        case .large(let number): id = .large(number)
        case let other: throw BatchFault(field: "id", other, "a text or a whole number of at most 64 bits")
        }
        do throws(BatchFault) {
            problem = try fields.text("problem")
            language = try fields.text("language")
            // An empty answer is one like any other, as an empty file is.
            code = try fields.text("code", mayBeEmpty: true)
            switch fields["tests"] {
            case nil, .null: tests = .all
            case let value:
                let known = Tests.allCases.first { value == .text($0.rawValue) }
                guard let known else { throw BatchFault(field: "tests", value, "\"all\" or \"public\"") }
                tests = known
            }
            cpuMilliseconds = try fields.count("cpu_ms", most: Self.mostCPUMilliseconds)
            // Less than the sandbox takes for a limit would be the grader's failure.
            memoryKiB = try fields.count("memory_kib", from: 1024, most: Self.mostMemoryKiB)
        } catch {
            throw error.about(id)
        }
        guard code.utf8.count <= SourceFile.largestBytes else {
            let found = "\"code\" has \(code.utf8.count) bytes"
            throw BatchFault(found, "at most \(SourceFile.largestBytes)").about(id)
        }
    }

    /// An hour.
    private static let mostCPUMilliseconds = 3_600_000
    /// A tebibyte.
    private static let mostMemoryKiB = 1 << 30

    /// A problem with what this line changes of it, and the tests to run.
    func applied(to problem: Problem) -> (problem: Problem, tests: [TestCase]) {
        var problem = problem
        if let cpuMilliseconds { problem.limits.cpuMilliseconds = cpuMilliseconds }
        if let memoryKiB { problem.limits.memoryKiB = memoryKiB }
        return (problem, tests == .all ? problem.allTests : problem.publicTests)
    }
}

/// Why a line of a batch cannot be judged: the user's to mend.
public struct BatchFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The id of the line, where it has one.
    public private(set) var id: BatchRequest.ID?
    /// What was found and what was expected, in one line, without the line's number.
    public let description: String

    init(_ found: String, _ expected: String) { description = "\(found); expected \(expected)" }

    init(reason: String, id: BatchRequest.ID) {
        description = reason
        self.id = id
    }

    fileprivate init(field: String, _ value: Fields.Value?, _ expected: String) {
        let found =
            switch value {
            case nil: "is missing"
            case .null: "is null"
            case .text(let text): text.isEmpty ? "is empty" : "is \"\(text.prefix(60))\""
            case .number(let number): "is \(number)"
            case .large(let number): "is \(number)"
            case .other(let kind): "is \(kind)"
            }
        self.init("\"\(field)\" \(found)", expected)
    }

    /// A line longer than is taken.
    static func tooLong(_ most: Int) -> BatchFault {
        BatchFault("a line of more than \(most) bytes", "a submission on a line of its own")
    }

    fileprivate func about(_ id: BatchRequest.ID) -> BatchFault {
        var fault = self
        fault.id = id
        return fault
    }
}

/// The fields of a line, whatever their kind.
private struct Fields: Decodable {
    enum Value: Equatable {
        case null
        case text(String)
        case number(Int)
        case large(UInt64)
        case other(String)
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private var values: [String: Value] = [:]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        for name in ["id", "problem", "language", "code", "tests", "cpu_ms", "memory_kib"] {
            let key = Name(stringValue: name)
            guard container.contains(key) else { continue }
            if try container.decodeNil(forKey: key) {
                values[name] = .null
            } else if let text = try? container.decode(String.self, forKey: key) {
                values[name] = .text(text)
            } else if let number = try? container.decode(Int.self, forKey: key) {
                values[name] = .number(number)
            } else if let number = try? container.decode(UInt64.self, forKey: key) {
                values[name] = .large(number)
            } else {
                values[name] = .other(Self.kind(of: key, in: container))
            }
        }
    }

    subscript(_ name: String) -> Value? { values[name] }

    func text(_ name: String, mayBeEmpty: Bool = false) throws(BatchFault) -> String {
        guard case .text(let text) = values[name], mayBeEmpty || !text.isEmpty else {
            throw BatchFault(field: name, values[name], "text")
        }
        return text
    }

    func count(_ name: String, from least: Int = 1, most: Int) throws(BatchFault) -> Int? {
        switch values[name] {
        case nil, .null: return nil
        case .number(let number) where (least...most).contains(number): return number
        case let value: throw BatchFault(field: name, value, "a whole number from \(least) to \(most)")
        }
    }

    private static func kind(of key: Name, in container: KeyedDecodingContainer<Name>) -> String {
        if let flag = try? container.decode(Bool.self, forKey: key) { return "\(flag)" }
        if let number = try? container.decode(Double.self, forKey: key) { return "\(number)" }
        if (try? container.nestedUnkeyedContainer(forKey: key)) != nil { return "a list" }
        let isObject = (try? container.nestedContainer(keyedBy: Name.self, forKey: key)) != nil
        return isObject ? "an object" : "text with a half of a surrogate pair"
    }
}

extension BatchRequest.ID: Codable {
    /// Reads a text or a whole number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else {
            self = .large(try container.decode(UInt64.self))
        }
    }

    /// Writes the text or the number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .large(let number): try container.encode(number)
        }
    }
}
