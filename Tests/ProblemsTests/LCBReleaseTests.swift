import Problems
import Testing

@Suite struct LCBReleaseTests {
    @Test func `a release has the files of all versions up to its own`() throws {
        let files = ["test.jsonl", "test2.jsonl", "test3.jsonl", "test4.jsonl", "test5.jsonl", "test6.jsonl"]
        for version in 1...6 {
            #expect(LCBRelease("release_v\(version)")?.files == Array(files.prefix(version)))
        }
        #expect(LCBRelease("release_latest")?.files == files)
    }

    @Test func `a version is what it added, a span what its versions added`() throws {
        let fifth = try #require(LCBRelease("v5"))
        #expect(fifth.files == ["test5.jsonl"])
        let span = try #require(LCBRelease("v4_v5"))
        #expect(span.files == ["test4.jsonl", "test5.jsonl"])
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
