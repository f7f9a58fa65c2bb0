import CCrypto
import FoundationEssentials

/// A SHA-256 over fields, each with its length, so that moving a byte from one field to the next changes it.
struct ContentKey {
    private var bytes: [UInt8] = []

    mutating func add(_ field: String) {
        bytes += "\(field.utf8.count):".utf8
        bytes += field.utf8
    }

    mutating func add(_ fields: [String]) {
        add("\(fields.count)")
        for field in fields { add(field) }
    }

    /// 64 hexadecimal digits.
    var hexadecimal: String { Self.sha256(bytes) }

    /// The digest of bytes, as 64 hexadecimal digits.
    static func sha256(_ bytes: some ContiguousBytes) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        let status = bytes.withUnsafeBytes { EVP_Digest($0.baseAddress, $0.count, &digest, nil, EVP_sha256(), nil) }
        precondition(status == 1, "libcrypto has no SHA-256")
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
