import Foundation
import Testing

@testable import Judging

@Suite struct OfficialResultTests {
    private func differs(_ envelope: String, _ expected: String, isOfficial: Bool) throws -> Bool {
        try FunctionResult(envelope: Data(envelope.utf8))
            .mismatch(expected: Data(expected.utf8), isOfficial: isOfficial) != nil
    }

    @Test func `data with tuples inside equals lists, but not by LiveCodeBench's own rule`() throws {
        let envelope = "{\"nested\": [[1, 2], [3, 4]]}"
        #expect(try !differs(envelope, "[[1, 2], [3, 4]]", isOfficial: false))
        #expect(try differs(envelope, "[[1, 2], [3, 4]]", isOfficial: true))
        #expect(try differs(envelope, "[[1, 2], [3, 5]]", isOfficial: false))
        #expect(FunctionResult(envelope: Data(envelope.utf8)).shown == Data("[[1, 2], [3, 4]]".utf8))
    }

    @Test func `data without tuples inside is compared alike by both rules`() throws {
        for isOfficial in [false, true] {
            #expect(try !differs("{\"result\": [1, 2.0, true]}", "[1, 2, 1]", isOfficial: isOfficial))
            #expect(try differs("{\"result\": \"1\"}", "1", isOfficial: isOfficial))
            #expect(try differs("{\"unfit\": \"set\"}", "[]", isOfficial: isOfficial))
            #expect(try differs("{\"other\": 1}", "1", isOfficial: isOfficial))
        }
    }
}
