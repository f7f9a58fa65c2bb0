import Testing

@testable import Models

@Test func `those who wait are served in the order in which they came, and who gave up is not`() {
    var line = WaitingLine<String>()
    let numbers = (0..<4).map { _ in line.takeNumber() }
    // The second gives up before it stands in line, the third while it does.
    let early = line.giveUp(numbers[1])
    let entered = zip(numbers, ["a", "b", "c", "d"]).map { line.enter($0, $1) }
    let late = line.giveUp(numbers[2])
    #expect(early == nil)
    #expect(entered == [true, false, true, true])
    #expect(late == "c")
    #expect(line.first == "a")
    let served = (0..<3).map { _ in line.popFirst() }
    #expect(served == ["a", "d", nil])
    // One that was served already is not taken out again.
    let again = line.giveUp(numbers[0])
    #expect(again == nil)
}
