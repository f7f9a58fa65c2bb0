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
        let (want, got) = (Self.quote(expected, isJSON: true), Self.quote(returned, isJSON: true))
        self.init("returned value: expected \(want), got \(got)\(note)")
    }

    /// A token or line for a message: its beginning when it is long, with Python's escapes for what cannot be seen.
    static func quote(_ bytes: some Collection<UInt8>, isJSON: Bool = false) -> String {
        let kept = bytes.prefix(quotedBytes)
        let text = String(decoding: kept, as: UTF8.self).unicodeScalars
            .map { $0 == "\\" && isJSON ? "\\" : PrintableText.escaped($0) }.joined()
        return kept.count < bytes.count ? "\"\(text)…\" (cut)" : "\"\(text)\""
    }
}
