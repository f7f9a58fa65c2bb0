/// Any JSON value: for schemas and for fields of providers.
public enum JSONValue: Sendable, Equatable, Codable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction that fits.
    case int(Int)
    /// A number without fraction that fits without a sign alone. Written, never read: what is read as such is a double.
    case large(UInt64)
    /// Any other number.
    case double(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; the order of its keys is not kept.
    case object([String: JSONValue])

    /// Reads any JSON value.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .int(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Writes the value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .large(let value): try container.encode(value)
        case .double(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// The value in the one form that digests and comparisons use.
    var canonicalText: String { String(decoding: CanonicalJSON.bytes(self), as: UTF8.self) }

    /// Reads a JSON text; nil when it is none.
    init?(parsing text: String) { self.init(parsing: Array(text.utf8)) }

    /// Reads a JSON text's bytes; nil when they are none.
    init?(parsing bytes: [UInt8]) {
        guard let value = JSONReader.value(bytes) else { return nil }
        self = value
    }

    /// A field of an object; nil for what is none, and for `null`.
    func present(_ field: String) -> JSONValue? {
        guard let value = self[field], value != .null else { return nil }
        return value
    }

    /// The string, if it is one.
    var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number, if it is a whole one.
    var intValue: Int? {
        switch self {
        case .int(let number): number
        case .double(let number): Int(exactly: number)
        default: nil
        }
    }

    /// The array, if it is one.
    var arrayValue: [JSONValue]? {
        guard case .array(let items) = self else { return nil }
        return items
    }

    /// A field of an object; nil for what is none.
    subscript(_ field: String) -> JSONValue? {
        guard case .object(let fields) = self else { return nil }
        return fields[field]
    }

    /// The value with each of its strings changed, keys aside.
    func mapStrings(_ change: (String) -> String) -> JSONValue {
        switch self {
        case .string(let text): .string(change(text))
        case .array(let items): .array(items.map { $0.mapStrings(change) })
        case .object(let fields): .object(fields.mapValues { $0.mapStrings(change) })
        case .null, .bool, .int, .large, .double: self
        }
    }
}
