import Digests
import FoundationEssentials

/// One line of a log of calls: `{"key":"…","sha256":"…","summary":{…},"call":{…}}`, always in this order.
///
/// The digest is that of all bytes between it and the line's last brace, so that a line is checked without being
/// understood, and found without being checked.
struct RecordLine {
    let key: CallKey
    /// The bytes of the summary.
    let summary: ArraySlice<UInt8>
    /// The bytes of the whole record.
    let call: ArraySlice<UInt8>

    private static let keyMark = Array(#"{"key":""#.utf8)
    private static let digestMark = Array(#"","sha256":""#.utf8)
    private static let summaryMark = Array(#"","summary":"#.utf8)
    private static let callMark = Array(#","call":"#.utf8)
    private static let digestLength = 64

    /// The line's bytes, with the line feed at its end.
    static func bytes(_ record: CallRecord, key: CallKey) -> [UInt8] {
        bytes(summary: RecordedCall(record), call: CanonicalJSON.bytes(record), key: key)
    }

    /// The line of a call that is about to be sent: its summary alone.
    static func bytes(begun call: RecordedCall, key: CallKey) -> [UInt8] {
        bytes(summary: call, call: Array("null".utf8), key: key.begun)
    }

    private static func bytes(summary: RecordedCall, call: [UInt8], key: CallKey) -> [UInt8] {
        let body = Array(#""summary":"#.utf8) + CanonicalJSON.bytes(summary) + callMark + call
        var line = keyMark
        line.reserveCapacity(body.count + 256)
        line += key.description.utf8
        line += digestMark
        line += Digest.sha256(body).utf8
        line += Array(#"","#.utf8)
        line += body
        line += Array("}\n".utf8)
        return line
    }

    /// Takes a line apart, without its line feed, and checks its digest.
    init(_ line: ArraySlice<UInt8>) throws(CallRecord.Damage) {
        var rest = line
        guard rest.starts(with: Self.keyMark), rest.last == UInt8(ascii: "}") else { throw .notJSON }
        rest = rest.dropFirst(Self.keyMark.count)
        guard let keyEnd = rest.firstIndex(of: UInt8(ascii: "\"")), rest[keyEnd...].starts(with: Self.digestMark)
        else { throw .checksumMissing }
        let key = rest[..<keyEnd]
        rest = rest[keyEnd...].dropFirst(Self.digestMark.count)
        let digest = rest.prefix(Self.digestLength)
        rest = rest.dropFirst(Self.digestLength)
        guard rest.starts(with: Self.summaryMark) else { throw .checksumMissing }
        let body = rest.dropFirst(2).dropLast()
        guard Digest.sha256(body).utf8.elementsEqual(digest) else { throw .checksumWrong }
        let start = rest.startIndex + Self.summaryMark.count
        guard let split = body[start...].firstRange(of: Self.callMark) else { throw .notJSON }
        self.key = CallKey(String(decoding: key, as: UTF8.self))
        summary = body[start..<split.lowerBound]
        call = body[split.upperBound...]
    }

    /// The summary.
    func recordedCall() throws(CallRecord.Damage) -> RecordedCall {
        guard let summary = try? JSONDecoder().decode(RecordedCall.self, from: Data(summary)) else { throw .notJSON }
        return summary
    }

    /// The record.
    func record() throws(CallRecord.Damage) -> CallRecord {
        struct Schema: Decodable { var schema: String }
        if let record = try? JSONDecoder().decode(CallRecord.self, from: Data(call)), record.schema == CallRecord.schema
        {
            return record
        }
        throw .otherSchema((try? JSONDecoder().decode(Schema.self, from: Data(call)))?.schema ?? "")
    }
}
