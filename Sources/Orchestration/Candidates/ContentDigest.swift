import CCrypto

/// A SHA-256 over fields, each with its length, so that moving a byte from one field to the next changes it.
struct ContentDigest {
    private var bytes: [UInt8] = []

    mutating func add(_ field: some Sequence<UInt8>) {
        let field = Array(field)
        bytes += "\(field.count):".utf8
        bytes += field
    }

    mutating func add(_ field: String) { add(field.utf8) }

    /// 64 hexadecimal digits.
    var hexadecimal: String {
        var digest = [UInt8](repeating: 0, count: 32)
        let succeeded = EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
        precondition(succeeded == 1, "libcrypto computes no SHA-256")
        let digits = Array("0123456789abcdef")
        return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
