/// A release of LiveCodeBench's code generation data: `release_v5`, `v5` for what that one added, `v4_v5` for a span.
///
/// A release is a set of files of the published data set (`test.jsonl`, `test2.jsonl`, …), not a window of dates: the
/// windows are what the README says of each, by the month, and neighbouring files share a few weeks. Where the files are
/// at hand they decide; a window is for data that is all in one file.
/// Source: README of LiveCodeBench, "Dataset Versions", and the file names of `livecodebench/code_generation_lite`.
public struct LCBRelease: Sendable, Equatable, Codable, CustomStringConvertible {
    /// What one version added to the data.
    private struct Version {
        let file: String
        let problems: Int
        let firstDay: String
        let lastDay: String
    }

    private static let versions = [
        Version(file: "test.jsonl", problems: 400, firstDay: "2023-05-01", lastDay: "2024-03-31"),
        Version(file: "test2.jsonl", problems: 111, firstDay: "2024-04-01", lastDay: "2024-05-31"),
        Version(file: "test3.jsonl", problems: 101, firstDay: "2024-06-01", lastDay: "2024-07-31"),
        Version(file: "test4.jsonl", problems: 101, firstDay: "2024-08-01", lastDay: "2024-09-30"),
        Version(file: "test5.jsonl", problems: 167, firstDay: "2024-10-01", lastDay: "2025-01-31"),
        Version(file: "test6.jsonl", problems: 175, firstDay: "2025-02-01", lastDay: "2025-04-30"),
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

    private var chosen: ArraySlice<Version> { Self.versions[first - 1..<last] }

    /// Its files, by the names under which they are published.
    public var files: [String] { chosen.map(\.file) }

    /// How many problems it has.
    public var problems: Int { chosen.reduce(0) { $0 + $1.problems } }

    /// The first day of its window, `YYYY-MM-DD`.
    public var from: String { Self.versions[first - 1].firstDay }

    /// The last day of its window, `YYYY-MM-DD`.
    public var to: String { Self.versions[last - 1].lastDay }

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
