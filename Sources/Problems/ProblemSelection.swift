import Spelling

/// What problems are chosen by.
public protocol Selectable {
    /// The problem's id.
    var id: String { get }
    /// `easy`, `medium` or `hard`, when stated.
    var difficulty: String? { get }
    /// Where it was set, when stated.
    var platform: String? { get }
    /// The day of the contest, `YYYY-MM-DD`, when stated.
    var contestDate: String? { get }
}

extension Problem: Selectable {}

/// Which problems of a data set are meant, and in which order.
public struct ProblemSelection: Sendable, Equatable {
    /// Only these ids; empty for any.
    public var ids: [String]
    /// Only contests on this day or later, `YYYY-MM-DD`; a problem without date is then left out.
    public var from: String?
    /// Only contests on this day or earlier, `YYYY-MM-DD`; a problem without date is then left out.
    public var to: String?
    /// Only these platforms; empty for any.
    public var platforms: [String]
    /// Only these difficulties; empty for any.
    public var difficulties: [String]
    /// At most so many, the first in order; nil for all.
    public var limit: Int?
    /// Mixes the order, the same way each time for a seed; nil for the data set's own order.
    public var shuffleSeed: UInt64?

    /// Describes a selection; the default is everything.
    public init(
        ids: [String] = [], from: String? = nil, to: String? = nil, platforms: [String] = [],
        difficulties: [String] = [], limit: Int? = nil, shuffleSeed: UInt64? = nil
    ) {
        self.ids = ids
        self.from = from
        self.to = to
        self.platforms = platforms
        self.difficulties = difficulties
        self.limit = limit
        self.shuffleSeed = shuffleSeed
    }

    /// The problems meant: filtered, then mixed, then cut to the limit.
    ///
    /// A problem's rank in the mix depends on the seed and its id alone, so that a larger data set, or another filter,
    /// does not change the order of those in both.
    ///
    /// - Throws: `ProblemError.unknownRecord` for an id that is not there, with the nearest one; `.malformed` for a platform that no
    ///   problem has.
    public func apply<Item: Selectable>(to items: [Item], of path: String) throws(ProblemError) -> [Item] {
        let known = Set(items.map(\.id))
        for id in ids where !known.contains(id) {
            throw .unknownRecord(path: path, id: id, nearest: NearestName.nearest(to: id, among: known.sorted()))
        }
        let there = Set(items.compactMap(\.platform))
        if let platform = platforms.first(where: { !there.contains($0) }), !items.isEmpty {
            throw .malformed(
                path: path, place: nil, found: "no problem is of the platform \"\(platform)\"",
                expected: there.isEmpty
                    ? "no choice by platform, as none is stated" : there.sorted().joined(separator: " or "))
        }
        let wanted = Set(ids)
        var chosen = items.filter { item in
            (wanted.isEmpty || wanted.contains(item.id)) && isInWindow(item.contestDate)
                && (platforms.isEmpty || item.platform.map(platforms.contains) == true)
                && (difficulties.isEmpty || item.difficulty.map(difficulties.contains) == true)
        }
        if let shuffleSeed {
            let ranked = chosen.map { (rank: Self.rank($0.id, shuffleSeed), item: $0) }
            chosen = ranked.sorted { ($0.rank, $0.item.id) < ($1.rank, $1.item.id) }.map(\.item)
        }
        return limit.map { Array(chosen.prefix($0)) } ?? chosen
    }

    private func isInWindow(_ day: String?) -> Bool {
        guard from != nil || to != nil else { return true }
        guard let day else { return false }
        return (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }

    /// Whether a text is a day as `from` and `to` want it.
    public static func isDay(_ text: String) -> Bool { LCBFields.day(text) == text }

    /// FNV-1a of the id, mixed with the seed by SplitMix64's finaliser.
    private static func rank(_ id: String, _ seed: UInt64) -> UInt64 {
        var value = id.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        value = value &+ (seed &+ 1) &* 0x9e37_79b9_7f4a_7c15
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
