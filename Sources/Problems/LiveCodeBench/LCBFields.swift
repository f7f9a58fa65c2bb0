import FoundationEssentials

/// The fields of one LiveCodeBench record, asked one by one; whatever is wrong names the line and the field.
struct LCBFields {
    private let fields: [String: Field]
    private let path: String
    private let line: Int

    /// Parses one line.
    ///
    /// - Throws: `ProblemError.malformed` when it is no JSON object.
    init(_ json: Data, path: String, line: Int) throws(ProblemError) {
        self.path = path
        self.line = line
        do {
            fields = try JSONDecoder().decode([String: Field].self, from: json)
        } catch {
            let found: String
            if case DecodingError.typeMismatch = error {
                found = "JSON that is no object"
            } else if json.last(where: { ![9, 13, 32].contains($0) }) != UInt8(ascii: "}") {
                found = "a record that is cut off"
            } else {
                found = "text that is not JSON"
            }
            throw .malformed(path: path, place: "line \(line)", found: found, expected: "one JSON object on the line")
        }
    }

    /// A text that must be there and not be empty.
    func required(_ name: String) throws(ProblemError) -> String {
        guard let text = try text(name) else { throw wrong(name, "missing or empty", expected: "text") }
        return text
    }

    /// A text; nil when it is absent, null or empty.
    func text(_ name: String) throws(ProblemError) -> String? {
        switch fields[name] {
        case nil, .null, .text(""): return nil
        case .text(let text): return text
        case .other(let kind): throw wrong(name, kind, expected: "text")
        }
    }

    /// The day in `contest_date`, which is given as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`.
    func contestDate() throws(ProblemError) -> String? {
        guard let text = try text("contest_date") else { return nil }
        let day = String(text.prefix(10))
        let parts = day.split(separator: "-", omittingEmptySubsequences: false)
        let isDay =
            parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
            && (1...12).contains(Int(parts[1]) ?? 0) && (1...31).contains(Int(parts[2]) ?? 0)
        guard isDay, ["T", " ", nil].contains(text.dropFirst(10).first) else {
            throw wrong("contest_date", "\"\(text.prefix(60))\"", expected: "a day such as 2024-05-31")
        }
        return day
    }

    /// `func_name` in `metadata`, which is an object written as JSON in a text.
    func functionName() throws(ProblemError) -> String? {
        struct Metadata: Decodable {
            let func_name: String?
        }
        guard let text = try text("metadata") else { return nil }
        do {
            return try JSONDecoder().decode(Metadata.self, from: Data(text.utf8)).func_name
        } catch {
            throw wrong(
                "metadata", "\"\(text.prefix(60))\"",
                expected: "a JSON object in a text, such as {\"func_name\": \"f\"}")
        }
    }

    /// The error for a field that holds something else than it should.
    func wrong(_ name: String, _ found: String, expected: String) -> ProblemError {
        .malformed(path: path, place: "line \(line)", found: "\"\(name)\" is \(found)", expected: expected)
    }
}

/// A field's value, as far as this format needs to tell them apart.
private enum Field: Decodable {
    case null
    case text(String)
    case other(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if (try? container.decode(Bool.self)) != nil {
            self = .other("true or false")
        } else if (try? decoder.unkeyedContainer()) != nil {
            self = .other("a list")
        } else if (try? container.decode([String: Field].self)) != nil {
            self = .other("an object")
        } else if (try? container.decode(Double.self)) != nil {
            self = .other("a number")
        } else {
            self = .other("text with bytes or escapes that are no Unicode")
        }
    }
}
