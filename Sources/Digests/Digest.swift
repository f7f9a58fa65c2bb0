import CCrypto
import FoundationEssentials
import Glibc

/// SHA-256, by the libcrypto that libcurl brings along; always 64 lower-case hexadecimal digits.
public enum Digest {
    /// The digest of a text's UTF-8 bytes.
    public static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }

    /// The digest of bytes.
    public static func sha256(_ bytes: some ContiguousBytes) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        let isDone = bytes.withUnsafeBytes { EVP_Digest($0.baseAddress, $0.count, &digest, nil, EVP_sha256(), nil) }
        guard isDone == 1 else { preconditionFailure("libcrypto has no SHA-256") }
        return hexadecimal(digest)
    }

    /// The digest of a file, read piece by piece; nil when it cannot be read.
    public static func sha256(ofFile path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let digest = RunningDigest()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return digest.hexadecimal() }
            buffer.withUnsafeBytes { digest.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    static func hexadecimal(_ digest: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
