/// One of several parts of a run that are made apart, on any machines; in JSON and on the command line `2/5`.
public struct Shard: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Which part, from 1.
    public var number: Int
    /// How many parts there are.
    public var count: Int

    /// Names a part; nil unless `1 ≤ number ≤ count ≤ 10000`.
    public init?(number: Int, count: Int) {
        guard (1...10_000).contains(count), (1...count).contains(number) else { return nil }
        self.number = number
        self.count = count
    }

    /// Reads `2/5`.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
        self.init(number: number, count: count)
    }

    /// `2/5`.
    public var description: String { "\(number)/\(count)" }

    /// Every `count`-th of a list, beginning with the `number`-th: so all parts are of about one size, and long and short
    /// problems mixed.
    public func part<Item>(of items: [Item]) -> [Item] {
        stride(from: number - 1, to: items.count, by: count).map { items[$0] }
    }

    /// Reads `2/5`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let shard = Shard(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" is no part such as 2/5")
        }
        self = shard
    }

    /// Writes `2/5`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
