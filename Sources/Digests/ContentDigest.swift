/// A SHA-256 over fields, each with its length, so that moving a byte from one field to the next changes it.
public struct ContentDigest {
    private var bytes: [UInt8] = []

    /// Begins without a field.
    public init() {}

    /// Adds a field of bytes.
    public mutating func add(_ field: some Sequence<UInt8>) {
        let field = Array(field)
        bytes += "\(field.count):".utf8
        bytes += field
    }

    /// Adds a field of text.
    public mutating func add(_ field: String) { add(field.utf8) }

    /// Adds a list: how many fields it has, then each.
    public mutating func add(_ fields: [String]) {
        add("\(fields.count)")
        for field in fields { add(field) }
    }

    /// 64 hexadecimal digits.
    public var hexadecimal: String { Digest.sha256(bytes) }
}
