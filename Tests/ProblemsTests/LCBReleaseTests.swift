import Problems
import Testing

@Suite struct LCBReleaseTests {
    @Test func `a release has all problems up to its version, as the README counts them`() throws {
        let counts = try (1...6).map { try #require(LCBRelease("release_v\($0)")).problems }
        #expect(counts == [400, 511, 612, 713, 880, 1055])
        #expect(try #require(LCBRelease("release_latest")).problems == 1055)
    }

    @Test func `a version is what it added, a span what its versions added`() throws {
        let fifth = try #require(LCBRelease("v5"))
        #expect(fifth.files == ["test5.jsonl"])
        #expect(fifth.problems == 167)
        let span = try #require(LCBRelease("v4_v5"))
        #expect(span.files == ["test4.jsonl", "test5.jsonl"])
        #expect((span.from, span.to) == ("2024-08-01", "2025-01-31"))
        #expect(span.description == "v4_v5")
        #expect(LCBRelease("v1_v3")?.files == ["test.jsonl", "test2.jsonl", "test3.jsonl"])
    }

    @Test(arguments: [
        "", "v0", "v7", "v05", "release_v7", "release_", "v5_v4", "v4_v4", "v1_v2_v3", "5", "V5", "v4-v5",
    ])
    func `what is no release is none`(_ name: String) {
        #expect(LCBRelease(name) == nil)
    }
}
