import Glibc
import Testing

@testable import Sandbox

/// The order in which two sides of a conversation end, told however late it is asked for.
@Suite struct ClosingOrderTests {
    /// Waits until nobody can write to a pipe any more: a process that another test is about to start has copies of all descriptors
    /// until it begins its program.
    private static func waitForEnd(_ reader: SandboxSpareReader) {
        var end = pollfd(fd: reader.descriptor, events: 0, revents: 0)
        while poll(&end, 1, -1) < 0 {}
    }

    @Test(arguments: [true, false])
    func `who lets go first is known, whenever it is asked`(isFirstToClose: Bool) throws {
        let (first, second) = try SandboxStreams.pair()
        // What a side writes, the other reads.
        let (ofFirst, ofSecond) = (try second.spareReader(), try first.spareReader())
        let order = try SandboxClosingOrder(of: ofFirst, and: ofSecond)
        #expect(try order.isFirstSideFirst() == nil)
        (isFirstToClose ? first : second).close()
        Self.waitForEnd(isFirstToClose ? ofFirst : ofSecond)
        (isFirstToClose ? second : first).close()
        Self.waitForEnd(isFirstToClose ? ofSecond : ofFirst)
        #expect(try order.isFirstSideFirst() == isFirstToClose)
        #expect(try order.isFirstSideFirst() == isFirstToClose)
    }

    @Test(arguments: [true, false])
    func `an early question does not change the answer`(isFirstToClose: Bool) throws {
        let (first, second) = try SandboxStreams.pair()
        let (ofFirst, ofSecond) = (try second.spareReader(), try first.spareReader())
        let order = try SandboxClosingOrder(of: ofFirst, and: ofSecond)
        (isFirstToClose ? first : second).close()
        Self.waitForEnd(isFirstToClose ? ofFirst : ofSecond)
        #expect(try order.isFirstSideFirst() == isFirstToClose)
        (isFirstToClose ? second : first).close()
        #expect(try order.isFirstSideFirst() == isFirstToClose)
    }
}
