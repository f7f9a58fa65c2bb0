import Digests
import FoundationEssentials

extension CallRecord {
    /// Reads a file of version 1: one record alone, as JSON with its checksum among the fields.
    ///
    /// The checksum is the SHA-256 of the canonical JSON of the other fields.
    init(version1 bytes: [UInt8]) throws(Damage) {
        guard case .object(var fields)? = JSONValue(parsing: bytes) else { throw .notJSON }
        guard let checksum = fields.removeValue(forKey: "checksum")?.stringValue else { throw .checksumMissing }
        guard Digest.sha256(JSONValue.object(fields).canonicalText) == checksum else { throw .checksumWrong }
        let schema = fields["schema"]?.stringValue ?? ""
        guard schema == "atlas.call/1", let record = try? JSONDecoder().decode(Version1.self, from: Data(bytes)) else {
            throw .otherSchema(schema)
        }
        self.init(model: record.model, request: record.request, response: record.response, started: record.started)
    }

    private struct Version1: Decodable {
        var model: String
        var request: ChatRequest
        var response: ChatResponse
        var started: String
    }
}
