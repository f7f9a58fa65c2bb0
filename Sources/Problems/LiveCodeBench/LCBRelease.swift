/// A release of LiveCodeBench's code generation data: `release_v5`, `v5` for what that one added, `v4_v5` for a span.
///
/// A release is a set of files of the published data set (`test.jsonl`, `test2.jsonl`, …), not a window of dates: what the
/// README says of the dates is by the month, and neighbouring files share a few weeks.
/// Source: README of LiveCodeBench, "Dataset Versions", and the file names of `livecodebench/code_generation_lite`.
public struct LCBRelease: Sendable, Equatable, Codable, CustomStringConvertible {
    /// The file that each version added to the data.
    private static let versions = [
        "test.jsonl", "test2.jsonl", "test3.jsonl", "test4.jsonl", "test5.jsonl", "test6.jsonl",
    ]

    /// What a release may be called, for messages.
    public static let forms =
        "release_v1 to release_v\(versions.count), release_latest, v1 to v\(versions.count), or a span such as v4_v5"

    /// The name as the user gave it.
    public let description: String
    private let first: Int
    private let last: Int

    /// Takes a release by its official name; nil when there is none of that name.
    public init?(_ name: String) {
        func number(_ text: Substring) -> Int? {
            guard text.first == "v", let number = Int(text.dropFirst()), (1...Self.versions.count).contains(number),
                text.dropFirst() == "\(number)"
            else { return nil }
            return number
        }
        description = name
        if name == "release_latest" {
            (first, last) = (1, Self.versions.count)
        } else if name.hasPrefix("release_") {
            guard let version = number(name.dropFirst(8)) else { return nil }
            (first, last) = (1, version)
        } else {
            let ends = name.split(separator: "_", omittingEmptySubsequences: false).map(number)
            guard (1...2).contains(ends.count), let from = ends[0], let to = ends[ends.count - 1], from <= to,
                ends.count == 1 || from < to
            else { return nil }
            (first, last) = (from, to)
        }
    }

    /// Its files, by the names under which they are published.
    public var files: [String] { Array(Self.versions[first - 1..<last]) }

    /// Reads a name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let release = LCBRelease(name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected \(Self.forms)")
        }
        self = release
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
