import Testing

@testable import Problems
@testable import Spelling

@Suite struct NamesTests {
    @Test func `names are ordered as people order them`() {
        let ordered = ["1", "1a", "01a", "2", "10", "10-a", "a", "a/1", "a2", "a10", "a010b", "b"]
        #expect(ordered.reversed().sorted(by: NaturalOrder.precedes) == ordered.sorted(by: NaturalOrder.precedes))
        #expect(
            ["10", "9", "a10", "a9", "a", ""].sorted(by: NaturalOrder.precedes) == ["", "9", "10", "a", "a9", "a10"])
        #expect(NaturalOrder.precedes("07", "7") && !NaturalOrder.precedes("7", "07"))
        #expect(!NaturalOrder.precedes("7", "7"))
    }

    @Test func `a number has its noun in the singular where it is one`() {
        #expect([0, 1, 2].map { $0.counted("explore") } == ["0 explores", "1 explore", "2 explores"])
        #expect([1, 2].map { $0.counted("retry", "retries") } == ["1 retry", "2 retries"])
    }

    @Test(arguments: [("", "", 0), ("abc", "", 3), ("", "ab", 2), ("kitten", "sitting", 3), ("abc", "acb", 2)])
    func `the edit distance counts single changes`(first: String, second: String, distance: Int) {
        #expect(NearestName.editDistance(Array(first.utf8), Array(second.utf8)) == distance)
    }

    @Test(
        arguments: [
            ("brige-toll", "bridge-toll"), ("BRIDGE-TOLL", "bridge-toll"), ("sun", "sum"), ("x", nil), ("foo", nil),
            ("us", nil),
            ("entirely", nil),
        ] as [(String, String?)])
    func `only a slip gets a suggestion`(name: String, nearest: String?) {
        #expect(NearestName.nearest(to: name, among: ["bridge-toll", "sum", "subset", "cot"]) == nearest)
    }
}
