import Testing

@testable import Problems

@Suite struct ProblemSelectionTests {
    private struct Item: Selectable {
        let id: String
        var difficulty: String?
        var platform: String?
        var contestDate: String?
    }

    private static let items = [
        Item(id: "a", difficulty: "easy", platform: "atcoder", contestDate: "2024-01-31"),
        Item(id: "b", difficulty: "hard", platform: "leetcode", contestDate: "2024-02-01"),
        Item(id: "c", difficulty: "hard", platform: "atcoder", contestDate: "2024-03-01"),
        Item(id: "d"),
    ]

    @Test(arguments: [
        (ProblemSelection(), "abcd"), (ProblemSelection(ids: ["d", "b"]), "bd"),
        (ProblemSelection(from: "2024-02-01"), "bc"), (ProblemSelection(to: "2024-02-01"), "ab"),
        (ProblemSelection(from: "2024-02-01", to: "2024-02-29"), "b"), (ProblemSelection(platforms: ["atcoder"]), "ac"),
        (ProblemSelection(difficulties: ["easy", "hard"]), "abc"), (ProblemSelection(limit: 2), "ab"),
        (ProblemSelection(platforms: ["atcoder"], difficulties: ["hard"], limit: 9), "c"),
    ])
    func `problems are chosen by what is stated of them`(selection: ProblemSelection, ids: String) throws {
        #expect(try selection.apply(to: Self.items, of: "a.jsonl").map(\.id).joined() == ids)
    }

    @Test func `an id that is not there gets the nearest one`() {
        let items = [Item(id: "abc301_a"), Item(id: "abc301_b")]
        #expect(throws: ProblemError.unknownRecord(path: "a.jsonl", id: "abc302_a", nearest: "abc301_a")) {
            try ProblemSelection(ids: ["abc302_a"]).apply(to: items, of: "a.jsonl")
        }
    }

    @Test func `a platform that no problem has gets those that there are`() {
        #expect(
            throws: ProblemError.malformed(
                path: "a.jsonl", place: nil, found: "no problem is of the platform \"AtCoder\"",
                expected: "atcoder or leetcode")
        ) { try ProblemSelection(platforms: ["atcoder", "AtCoder"]).apply(to: Self.items, of: "a.jsonl") }
        #expect(
            throws: ProblemError.malformed(
                path: "b", place: nil, found: "no problem is of the platform \"atcoder\"",
                expected: "no choice by platform, as none is stated")
        ) { try ProblemSelection(platforms: ["atcoder"]).apply(to: [Item(id: "d")], of: "b") }
    }

    @Test func `a seed gives one order, which a larger set and a filter keep`() throws {
        let items = (1...40).map { Item(id: "p\($0)", difficulty: $0 % 2 == 0 ? "easy" : "hard") }
        func order(_ selection: ProblemSelection, _ items: [Item]) throws -> [String] {
            try selection.apply(to: items, of: "a.jsonl").map(\.id)
        }
        let all = try order(ProblemSelection(shuffleSeed: 7), items)
        #expect(all.sorted() == items.map(\.id).sorted())
        #expect(all != items.map(\.id))
        #expect(try order(ProblemSelection(shuffleSeed: 8), items) != all)
        #expect(try order(ProblemSelection(shuffleSeed: 7), items.reversed()) == all)
        let even = Set(items.filter { $0.difficulty == "easy" }.map(\.id))
        let filtered = try order(ProblemSelection(difficulties: ["easy"], shuffleSeed: 7), items)
        #expect(filtered == all.filter(even.contains))
        #expect(try order(ProblemSelection(limit: 3, shuffleSeed: 7), items) == Array(all.prefix(3)))
    }
}
