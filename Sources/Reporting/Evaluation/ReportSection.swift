/// A titled table: the part that every format of a report for people is made of.
struct ReportSection {
    /// What it is about.
    let title: String
    /// The headings of the columns.
    let headings: [String]
    /// The rows; each has as many cells as there are headings.
    var rows: [[String]]
    /// Which columns hold words, and are aligned to the left; all others hold numbers.
    let wordColumns: Set<Int>
    /// What has to be known to read it; nil for nothing.
    var note: String?

    init(_ title: String, _ headings: [String], words: Set<Int> = [0], rows: [[String]], note: String? = nil) {
        self.title = title
        self.headings = headings
        self.rows = rows
        self.wordColumns = words
        self.note = note
    }

    /// The same without the columns in which no row says anything, and without the first where it only repeats one run.
    func without(column: Int) -> ReportSection {
        func drop(_ cells: [String]) -> [String] { cells.enumerated().filter { $0.offset != column }.map(\.element) }
        return ReportSection(
            title, drop(headings), words: Set(wordColumns.filter { $0 != column }.map { $0 > column ? $0 - 1 : $0 }),
            rows: rows.map(drop), note: note)
    }
}
