import FoundationEssentials

/// One request and its answer, as they lie on disk.
struct CallRecord: Codable, Equatable, Sendable {
    static let schema = "atlas.call/1"

    var schema = Self.schema
    /// The model as the user named it.
    var model: String
    var request: ChatRequest
    var response: ChatResponse
    /// When the request was sent, ISO 8601 in UTC.
    var started: String

    /// What is wrong with the bytes of a record.
    enum Damage: Error, Equatable {
        case notJSON
        case checksumMissing
        case checksumWrong
        case otherSchema(String)
    }

    /// The file's bytes: canonical JSON of the fields and of `checksum`, the SHA-256 over the canonical JSON of the rest.
    func bytes() throws -> [UInt8] {
        let encoded = try JSONEncoder().encode(self)
        guard case .object(var fields) = try JSONDecoder().decode(JSONValue.self, from: encoded) else {
            preconditionFailure("a record is an object")
        }
        fields["checksum"] = .string(Digest.sha256(JSONValue.object(fields).canonicalText))
        return Array((JSONValue.object(fields).canonicalText + "\n").utf8)
    }

    /// Reads a file's bytes.
    init(bytes: [UInt8]) throws(Damage) {
        let document = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        guard case .object(var fields)? = document else { throw .notJSON }
        guard let checksum = fields.removeValue(forKey: "checksum")?.stringValue else { throw .checksumMissing }
        guard Digest.sha256(JSONValue.object(fields).canonicalText) == checksum else { throw .checksumWrong }
        let schema = fields["schema"]?.stringValue ?? ""
        guard schema == Self.schema, let record = try? JSONDecoder().decode(CallRecord.self, from: Data(bytes)) else {
            throw .otherSchema(schema)
        }
        self = record
    }

    init(model: String, request: ChatRequest, response: ChatResponse, started: String) {
        self.model = model
        self.request = request
        self.response = response
        self.started = started
    }
}
