import Foundation
import Testing

@testable import Judging

@Suite struct ExcerptTests {
    @Test func `a short text is kept whole`() {
        let excerpt = Excerpt(Data("hello\n".utf8))
        #expect(excerpt.text == "hello\n")
        #expect(!excerpt.isCut)
    }

    @Test func `a long text keeps both ends, and says how much is missing`() {
        let text = String(repeating: "a", count: 5000) + String(repeating: "z", count: 5000)
        let excerpt = Excerpt(Data(text.utf8))
        #expect(excerpt.text.hasPrefix(String(repeating: "a", count: 3072) + "… (5904 bytes cut) …"))
        #expect(excerpt.text.hasSuffix(String(repeating: "z", count: 1024)))
        #expect(excerpt.totalBytes == 10_000)
    }

    @Test func `bytes that were never kept are counted too`() {
        #expect(Excerpt(Data("abc".utf8), totalBytes: 10).text == "abc… (7 bytes cut) …")
    }

    @Test func `bytes that are not UTF-8 are shown as replacement characters`() {
        #expect(Excerpt(Data([0x61, 0xFF, 0x62])).text == "a\u{FFFD}b")
    }
}
