/// Columns of plain text, as wide as their widest cell.
public struct Table {
    private var rows: [[String]]
    private let rightAligned: Set<Int>

    /// Starts a table with its headings; the columns named by index are aligned to the right.
    public init(_ headings: [String], rightAligned: Set<Int> = []) {
        rows = [headings]
        self.rightAligned = rightAligned
    }

    /// Adds a row; it has as many cells as there are headings.
    public mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The lines, two spaces between columns, none at the end.
    public var lines: [String] {
        let widths = rows[0].indices.map { column in rows.map { TerminalWidth.columns($0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - TerminalWidth.columns(cell))
                return rightAligned.contains(column) ? padding + cell : cell + padding
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
