/// Why an output is not the expected one: the first place where they differ.
public struct Mismatch: Sendable, Equatable, CustomStringConvertible {
    /// One line: place, expected, got; values are cut.
    public let description: String

    /// How much of a token or line is quoted, in bytes.
    static let quotedBytes = 60

    init(_ description: String) {
        self.description = description
    }

    /// A difference at a place.
    init(at place: String, expected: some Collection<UInt8>, got: some Collection<UInt8>) {
        self.init("\(place): expected \(Self.quote(expected)), got \(Self.quote(got))")
    }

    /// A token or line for a message: printable, and its beginning when it is long.
    static func quote(_ bytes: some Collection<UInt8>) -> String {
        let kept = bytes.prefix(quotedBytes)
        let text = String(decoding: kept, as: UTF8.self).unicodeScalars
            .map { $0.value < 32 || (127..<160).contains($0.value) ? "\u{FFFD}" : String($0) }.joined()
        return kept.count < bytes.count ? "\"\(text)…\" (cut)" : "\"\(text)\""
    }
}
