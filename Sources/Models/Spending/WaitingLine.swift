/// Those who wait for their turn, in the order in which they came.
///
/// Each may give up at any time, also before it stands in line: a task may be cancelled between the two.
package struct WaitingLine<Waiter: Sendable>: Sendable {
    private var line: [(number: UInt64, waiter: Waiter)] = []
    private var lastNumber: UInt64 = 0
    /// Those that gave up while they did not stand in line: not yet, or not any more.
    private var gone: Set<UInt64> = []

    /// A line in which nobody stands.
    package init() {}

    /// Who is next; nil when nobody waits.
    package var first: Waiter? { line.first?.waiter }

    /// A number to enter with, and to give up.
    package mutating func takeNumber() -> UInt64 {
        lastNumber += 1
        return lastNumber
    }

    /// Stands in line, at its end.
    ///
    /// - Returns: False for one that has given up already: it does not stand in line.
    package mutating func enter(_ number: UInt64, _ waiter: Waiter) -> Bool {
        if gone.contains(number) { return false }
        line.append((number, waiter))
        return true
    }

    /// Takes out who is next.
    @discardableResult
    package mutating func popFirst() -> Waiter? { line.isEmpty ? nil : line.removeFirst().waiter }

    /// Takes out one that gives up; nil where it does not stand in line.
    package mutating func giveUp(_ number: UInt64) -> Waiter? {
        guard let place = line.firstIndex(where: { $0.number == number }) else {
            gone.insert(number)
            return nil
        }
        return line.remove(at: place).waiter
    }

    /// Forgets a number whose wait is over.
    package mutating func forget(_ number: UInt64) { gone.remove(number) }
}
