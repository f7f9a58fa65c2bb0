import Foundation
import Problems
import Testing

@testable import Judging

@Suite struct OutputDigestTests {
    @Test(arguments: [
        (Comparison.tokens(TokenRule()), "a b\nc\n", "a\nb  c", true),
        (.tokens(TokenRule(lineEnds: .counted)), "a b\nc\n", " a  b \r\n\n\tc", true),
        (.tokens(TokenRule(lineEnds: .counted)), "a b\nc\n", "a b c\n", false),
        (.tokens(TokenRule(lineEnds: .countedWithBlankLines)), "a\nb\n", "a\n \nb\n", false),
        (.lines, "a \nb\n", "a\nb", true), (.everyLine, "a\nb\n", "a\nb", false),
        (.unordered(.tokenLines), "a\n", "a\n \n", false), (.unordered(.characters), "a\n", "a \n\n", true),
    ])
    func `outputs of one digest are alike`(comparison: Comparison, one: String, other: String, areAlike: Bool) throws {
        let (one, other) = (ByteSource.data(Data(one.utf8)), ByteSource.data(Data(other.utf8)))
        let digests = [
            try OutputDigest.of(one, comparedBy: comparison), try OutputDigest.of(other, comparedBy: comparison),
        ]
        #expect((digests[0] == digests[1]) == areAlike)
        #expect(try (OutputComparison.mismatch(comparison, expected: one, actual: other) == nil) == areAlike)
    }

    @Test func `numbers that are written otherwise are two digests that decide nothing`() throws {
        let (one, other) = (ByteSource.data(Data("1 2.0\n".utf8)), ByteSource.data(Data("1.0 2\n".utf8)))
        #expect(try OutputDigest.of(one, comparedBy: .lcb) != OutputDigest.of(other, comparedBy: .lcb))
        #expect(try OutputComparison.mismatch(.lcb, expected: one, actual: other) == nil)
        #expect(!OutputDigest.isDecisive(.lcb))
        #expect(!OutputDigest.isDecisive(.json))
        #expect(OutputDigest.isDecisive(.lines))
    }
}
