import Models

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
    var hexadecimal: String { Digest.sha256(bytes) }
}
