import CCrypto

/// SHA-256, by the libcrypto that libcurl brings along.
enum Digest {
    /// The digest of a text's UTF-8 bytes, in 64 lower-case hexadecimal digits.
    static func sha256(_ text: String) -> String {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        let bytes = Array(text.utf8)
        guard EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil) == 1, length == 32 else {
            preconditionFailure("libcrypto has no SHA-256")
        }
        let digits = Array("0123456789abcdef".utf8)
        let text = digest[..<32].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
