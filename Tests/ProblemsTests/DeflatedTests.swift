import FoundationEssentials
import Testing

@testable import Problems

@Suite struct DeflatedTests {
    private let text = Data(String(repeating: "all work and no play ", count: 50_000).utf8)

    @Test func `packed data unpack to themselves`() throws {
        #expect(try Deflated.unpack(Deflated.pack(text)) == text)
        #expect(try Deflated.unpack(Deflated.pack(Data())) == Data())
    }

    @Test func `data that unpack to more than allowed are refused`() throws {
        let packed = try Deflated.pack(text)
        #expect(try Deflated.unpack(packed, atMost: text.count) == text)
        #expect(throws: Deflated.Failure.tooLarge(limit: text.count - 1)) {
            try Deflated.unpack(packed, atMost: text.count - 1)
        }
    }

    @Test(arguments: [0, 1000, 1 << 20])
    func `data are the same whether they are measured first or not`(unmeasured: Int) throws {
        let packed = try Deflated.pack(text)
        #expect(try Deflated.unpack(packed, unmeasured: unmeasured) == text)
        #expect(throws: Deflated.Failure.tooLarge(limit: 5000)) {
            try Deflated.unpack(packed, atMost: 5000, unmeasured: unmeasured)
        }
    }

    @Test func `every cut of packed data is refused`() throws {
        let packed = try Deflated.pack(Data("short text".utf8))
        for count in 0..<packed.count {
            #expect(throws: Deflated.Failure.truncated) { try Deflated.unpack(packed.prefix(count)) }
        }
    }

    @Test func `damaged data are refused`() throws {
        var packed = try Deflated.pack(text)
        packed[packed.count - 1] ^= 1
        #expect(throws: Deflated.Failure.damaged) { try Deflated.unpack(packed) }
        #expect(throws: Deflated.Failure.damaged) { try Deflated.unpack(text) }
    }
}
