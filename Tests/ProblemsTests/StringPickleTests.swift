import FoundationEssentials
import Testing

@testable import Problems

@Suite struct StringPickleTests {
    @Test(arguments: 0...5)
    func `a string pickled by any protocol is read`(version: Int) throws {
        let text = try Fixture.data("pickles/text.utf8")
        let long = Data(repeatElement(text, count: 20).joined())
        #expect(try StringPickle.string(in: Fixture.data("pickles/short-\(version).pickle")) == text)
        #expect(try StringPickle.string(in: Fixture.data("pickles/long-\(version).pickle")) == long)
    }

    @Test(arguments: [
        ("command", StringPickle.Failure.notOneString),  // two strings come first: the module's name and the function's
        ("command-0", .forbidden(opcode: UInt8(ascii: "c"))),
        ("list", .forbidden(opcode: UInt8(ascii: "]"))),
        ("bytes", .forbidden(opcode: UInt8(ascii: "C"))),
        ("none", .forbidden(opcode: UInt8(ascii: "N"))),
        ("pair", .notOneString),
    ])
    func `a pickle of anything else is refused`(name: String, failure: StringPickle.Failure) throws {
        let pickle = try Fixture.data("pickles/\(name).pickle")
        #expect(throws: failure) { try StringPickle.string(in: pickle) }
    }

    @Test(
        arguments: [
            ([0x80, 6, 0x8C, 1, 97, 46], StringPickle.Failure.unknownProtocol(6)),
            ([], .truncated),
            ([0x80], .truncated),
            ([46], .notOneString),
            ([0x8C, 5, 97, 46], .truncated),
            ([0x8D, 255, 255, 255, 255, 255, 255, 255, 255, 97, 46], .truncated),
            ([86, 97, 46], .truncated),
            (Array("V\\u12\n.".utf8), .malformedEscape),
            (Array("V\\ud800\n.".utf8), .malformedEscape),
            (Array("V\\U00110000\n.".utf8), .malformedEscape),
            ([0x8C, 1, 97], .truncated),
        ] as [([UInt8], StringPickle.Failure)])
    func `a damaged pickle is refused`(bytes: [UInt8], failure: StringPickle.Failure) {
        #expect(throws: failure) { try StringPickle.string(in: Data(bytes)) }
    }

    @Test func `every cut of a pickle is refused`() throws {
        for version in 0...5 {
            let pickle = try Fixture.data("pickles/short-\(version).pickle")
            for count in 0..<pickle.count {
                #expect(throws: StringPickle.Failure.self) { try StringPickle.string(in: pickle.prefix(count)) }
            }
        }
    }

    @Test(arguments: ["", "a", "\u{0}\n\\u0041 é€😀", String(repeating: "long ", count: 100_000)])
    func `what is written is read again`(text: String) throws {
        #expect(try StringPickle.string(in: StringPickle.pickle(Data(text.utf8))) == Data(text.utf8))
    }
}
