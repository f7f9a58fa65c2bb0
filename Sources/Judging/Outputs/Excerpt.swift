import FoundationEssentials

/// The beginning and the end of a text, with the cut marked: what people and models are shown of an output.
public struct Excerpt: Sendable, Equatable {
    /// The text, valid UTF-8, with `… (N bytes cut) …` where bytes are missing.
    public let text: String
    /// The size of the whole, in bytes.
    public let totalBytes: Int

    /// Whether anything is missing.
    public var isCut: Bool { totalBytes > Self.keptBytes }

    /// How much is kept, in bytes: three quarters from the beginning, one from the end.
    public static let keptBytes = 4096

    /// Takes an excerpt of bytes; those that are not UTF-8 are shown as U+FFFD.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, perhaps themselves only the beginning.
    ///   - totalBytes: How many there were, when `bytes` is not all of them.
    public init(_ bytes: Data, totalBytes: Int? = nil) {
        let total = max(totalBytes ?? bytes.count, bytes.count)
        self.totalBytes = total
        guard total > Self.keptBytes, bytes.count > Self.keptBytes else {
            let missing = total - bytes.count
            let tail = missing > 0 ? "… (\(missing) bytes cut) …" : ""
            text = String(decoding: bytes, as: UTF8.self) + tail
            return
        }
        let head = Self.keptBytes * 3 / 4
        let tail = Self.keptBytes - head
        let cut = "… (\(total - Self.keptBytes) bytes cut) …"
        text =
            String(decoding: bytes.prefix(head), as: UTF8.self) + cut
            + String(decoding: bytes.suffix(tail), as: UTF8.self)
    }

    /// Takes an excerpt of a source, of which only the shown parts are read.
    ///
    /// - Parameters:
    ///   - source: The bytes, perhaps only the beginning.
    ///   - totalBytes: How many there were, when the source has not all of them.
    /// - Throws: `ProblemError`, `SandboxError` when the source cannot be read.
    init(_ source: ByteSource, totalBytes: Int? = nil) throws {
        let count = source.count
        guard count > Self.keptBytes else {
            self.init(try source.all(), totalBytes: totalBytes)
            return
        }
        let tail = Self.keptBytes / 4
        let total = max(totalBytes ?? count, count)
        let shown =
            String(decoding: try source.bytes(0..<Self.keptBytes - tail), as: UTF8.self)
            + "… (\(total - Self.keptBytes) bytes cut) …"
            + String(decoding: try source.bytes(count - tail..<count), as: UTF8.self)
        self.init(text: shown, totalBytes: total)
    }

    private init(text: String, totalBytes: Int) {
        self.text = text
        self.totalBytes = totalBytes
    }

    /// The lines that are not empty, however they end, free of control characters.
    var lines: [String] {
        text.split(whereSeparator: \.isNewline).map { line in
            String(
                String.UnicodeScalarView(
                    line.unicodeScalars.map { $0.value < 32 || (127..<160).contains($0.value) ? "\u{FFFD}" : $0 }))
        }
    }

    /// The line that says what went wrong.
    var tellingLine: Substring? { ErrorText(lines).tellingLine }

    /// No text.
    public static let empty = Excerpt(Data())
}

extension Excerpt: Codable {
    private enum CodingKeys: String, CodingKey {
        case text
        case totalBytes = "total_bytes"
    }
}
