/// Why an output is not the expected one: the first place where they differ.
public struct Mismatch: Sendable, Equatable, CustomStringConvertible {
    /// One line: place, expected, got; values are cut.
    public let description: String

    /// How much of a token or line is quoted, in bytes.
    static let quotedBytes = 60

    init(_ description: String) {
        self.description = description
    }

    /// A returned value that is not the expected one, both as JSON, which has escapes of its own.
    init(returned: some Collection<UInt8>, expected: some Collection<UInt8>, note: String = "") {
        let skipped = Self.skipped(zip(returned, expected).prefix { $0 == $1 }.count)
        func quote(_ value: some Collection<UInt8>) -> String {
            Self.quote(value.dropFirst(skipped), after: skipped, isJSON: true)
        }
        self.init("returned value: expected \(quote(expected)), got \(quote(returned))\(note)")
    }

    /// How many bytes of two texts, which begin with so many that are the same, are left out before what is quoted of them:
    /// so the quotes show where they differ.
    private static func skipped(_ common: Int) -> Int {
        let before = quotedBytes / 3
        return common <= quotedBytes - before ? 0 : common - before
    }

    /// The same of two tokens or lines that begin at these offsets and differ.
    static func skipped(_ wanted: ByteSource, _ want: Int, _ given: ByteSource, _ got: Int) throws -> Int {
        let cursors = (ByteCursor(wanted), ByteCursor(given))
        cursors.0.seek(to: want)
        cursors.1.seek(to: got)
        _ = try ByteCursor.skipCommon(cursors.0, cursors.1)
        return skipped(cursors.0.offset - want)
    }

    /// A token or line for a message, of which `skipped` bytes are left out before these: cut when it is long, with Python's
    /// escapes for what cannot be seen unless it has its own.
    static func quote(_ bytes: some Collection<UInt8>, after skipped: Int = 0, isJSON: Bool = false) -> String {
        let kept = bytes.prefix(quotedBytes)
        // A character that is cut in two is left out.
        let whole = skipped > 0 ? kept.drop { $0 & 0xC0 == 0x80 } : kept[...]
        let text = String(decoding: whole, as: UTF8.self).unicodeScalars
            .map { $0 == "\\" && isJSON ? "\\" : PrintableText.escaped($0) }.joined()
        let isCut = kept.count < bytes.count
        return "\"\(skipped > 0 ? "…" : "")\(text)\(isCut ? "…" : "")\"\(isCut || skipped > 0 ? " (cut)" : "")"
    }
}
