import CCrypto

/// A SHA-256 of bytes that come in pieces.
public final class RunningDigest {
    private let context: OpaquePointer

    /// Begins without a byte.
    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto has no SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds bytes.
    public func add(_ bytes: UnsafeRawBufferPointer) {
        guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
            preconditionFailure("libcrypto cannot add to a SHA-256")
        }
    }

    /// 64 lower-case hexadecimal digits; nothing may be added afterwards.
    public func hexadecimal() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else {
            preconditionFailure("libcrypto cannot end a SHA-256")
        }
        return Digest.hexadecimal(digest)
    }
}
