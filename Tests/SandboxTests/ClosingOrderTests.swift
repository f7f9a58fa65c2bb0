import Testing

@testable import Sandbox

/// The order in which two sides of a conversation end, told however late it is asked for.
@Suite struct ClosingOrderTests {
    @Test(arguments: [true, false])
    func `who lets go first is known, whenever it is asked`(isFirstToClose: Bool) throws {
        let (first, second) = try SandboxStreams.pair()
        // What a side writes, the other reads.
        let order = try SandboxClosingOrder(of: second.spareReader(), and: first.spareReader())
        #expect(try order.isFirstSideFirst() == nil)
        (isFirstToClose ? first : second).close()
        (isFirstToClose ? second : first).close()
        #expect(try order.isFirstSideFirst() == isFirstToClose)
        #expect(try order.isFirstSideFirst() == isFirstToClose)
    }

    @Test(arguments: [true, false])
    func `an early question does not change the answer`(isFirstToClose: Bool) throws {
        let (first, second) = try SandboxStreams.pair()
        let order = try SandboxClosingOrder(of: second.spareReader(), and: first.spareReader())
        (isFirstToClose ? first : second).close()
        #expect(try order.isFirstSideFirst() == isFirstToClose)
        (isFirstToClose ? second : first).close()
        #expect(try order.isFirstSideFirst() == isFirstToClose)
    }
}
