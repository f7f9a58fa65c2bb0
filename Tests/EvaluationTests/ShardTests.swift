import Testing

@testable import Evaluation

@Suite struct ShardTests {
    @Test func `the parts of a list are all of it, each item once, and of about one size`() throws {
        let items = Array(0..<11)
        let parts = try (1...4).map { number in try #require(Shard(number: number, count: 4)).part(of: items) }
        #expect(parts.flatMap { $0 }.sorted() == items)
        #expect(Set(parts.map(\.count)) == [2, 3])
    }

    @Test(arguments: ["", "1", "0/2", "3/2", "1/0", "a/b", "1/2/3", "-1/2", "1/10001"])
    func `what is no part is refused`(_ text: String) {
        #expect(Shard(text) == nil)
    }
}
