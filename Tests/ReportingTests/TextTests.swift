import Testing

@testable import Reporting

@Suite struct TextTests {
    @Test(arguments: [
        (0.04, "0.0 ms"), (3.44, "3.4 ms"), (9.96, "10.0 ms"), (10.4, "10 ms"), (999.4, "999 ms"), (1250, "1.25 s"),
    ])
    func `times have the digits that a measurement is worth`(_ row: (Double, String)) {
        #expect(Quantity.milliseconds(row.0) == row.1)
    }

    @Test(arguments: [
        (0.0, 2, "0.00"), (-0.001, 2, "0.00"), (-1.5, 0, "-2"), (0.995, 1, "1.0"), (12.3456, 3, "12.346"),
        (1e300, 2, "1e+300"), (Double.infinity, 0, "inf"),
    ])
    func `numbers are rounded to fixed digits`(_ row: (Double, Int, String)) {
        #expect(Quantity.fixed(row.0, row.1) == row.2)
    }

    @Test func `an unknown price is said, not shown as 0`() {
        #expect(Quantity.cost(nil) == "not known")
        #expect(Quantity.cost(0) == "$0.0000")
    }

    @Test func `columns are as wide as their widest cell`() {
        var table = Table(["name", "n"], rightAligned: [1])
        table.add(["a", "1"])
        table.add(["longer", "23"])
        #expect(table.lines == ["name     n", "a        1", "longer  23"])
    }

    @Test(arguments: [
        ("plain", 5), ("縦横の和", 8), ("한국어", 6), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｆｕｌｌ", 8), ("é e\u{301}", 3),
        ("… ─ Ж", 5), ("🍲", 2), ("👩‍🍳", 2), ("♥\u{FE0F}", 2), ("", 0),
    ])
    func `a character takes the columns that terminals give it`(_ row: (String, Int)) {
        #expect(TerminalWidth.columns(row.0) == row.1)
    }

    @Test func `a wide character is never cut in two`() {
        #expect(TerminalWidth.prefix("和と積", columns: 3) == "和")
        #expect(TerminalWidth.suffix("和と積", columns: 5) == "と積")
        #expect(TerminalWidth.suffix("和と積", columns: 6) == "和と積")
    }

    @Test func `columns are straight below a cell of wide characters`() {
        var table = Table(["title", "n"], rightAligned: [1])
        table.add(["縦横の和", "1"])
        table.add(["sum", "23"])
        #expect(table.lines == ["title      n", "縦横の和   1", "sum       23"])
    }

    @Test func `a program's control characters do not reach the terminal`() {
        #expect(TerminalText.printable("a\rb\r") == "a\u{FFFD}b")
        #expect(TerminalText.printable("a\u{1B}[2Jb\r\n\tc\u{7F}\u{9B}") == "a\u{FFFD}[2Jb\n\tc\u{FFFD}\u{FFFD}")
    }

    @Test func `a long line is cut, and the cut marked`() {
        #expect(TerminalText.line("\n a\n\n\tb  c\t\n") == "a b  c")
        #expect(TerminalText.line(String(repeating: "x", count: 400)) == String(repeating: "x", count: 300) + "… (cut)")
    }
}
