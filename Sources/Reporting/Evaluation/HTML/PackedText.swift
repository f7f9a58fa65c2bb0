import CZlib
import FoundationEssentials

/// Text packed for the page: zlib's format (RFC 1950) in Base64, which browsers unpack by `DecompressionStream`.
///
/// Programs of one problem are much alike: packed together they take about a fifth of their size, Base64 included.
enum PackedText {
    /// Packs bytes.
    static func pack(_ bytes: Data) -> String {
        var size = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(size))
        let status = bytes.withUnsafeBytes { source in
            compress2(
                &packed, &size, source.bindMemory(to: UInt8.self).baseAddress, uLong(bytes.count),
                Z_DEFAULT_COMPRESSION)
        }
        // The buffer is as large as zlib asks for, so that only lack of memory is left to fail on.
        precondition(status == Z_OK, "zlib: \(status)")
        return Data(packed[..<Int(size)]).base64EncodedString()
    }
}
