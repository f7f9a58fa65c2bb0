import Digests
import FoundationEssentials

/// Ids of a batch, 16 bytes each: enough to know one again, however long it is.
public struct IDSet: Sendable {
    private struct Mark: Hashable {
        let high, low: UInt64
    }

    private var marks: Set<Mark> = []

    /// No ids.
    public init() {}

    /// Adds an id.
    ///
    /// - Returns: Whether it was not there yet.
    public mutating func insert(_ id: BatchRequest.ID) -> Bool { marks.insert(Self.mark(id)).inserted }

    /// Whether an id is there.
    public func contains(_ id: BatchRequest.ID) -> Bool { marks.contains(Self.mark(id)) }

    /// Two ids share a mark with a chance of one in 2^128.
    private static func mark(_ id: BatchRequest.ID) -> Mark {
        let text =
            switch id {
            case .text(let text): "t" + text
            case .number(let number): "n\(number)"
            case .large(let number): "n\(number)"
            }
        let digits = Digest.sha256(Data(text.utf8)).prefix(32)
        guard let high = UInt64(digits.prefix(16), radix: 16), let low = UInt64(digits.suffix(16), radix: 16) else {
            preconditionFailure("a SHA-256 in hexadecimal is made of digits")
        }
        return Mark(high: high, low: low)
    }
}
