/// Sections as plain text.
enum ReportText {
    /// The sections, an empty line between them.
    static func text(_ sections: [ReportSection]) -> String {
        sections.map { section in
            var table = Table(
                section.headings, rightAligned: Set(section.headings.indices).subtracting(section.wordColumns))
            for row in section.rows { table.add(row.map(TerminalText.line)) }
            var lines = [section.title] + table.lines.map { "  \($0)" }
            if let note = section.note { lines += Paragraph.lines(note, indent: 2) }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}

extension EvaluationReport {
    /// The report for a terminal.
    public var text: String { ReportText.text(sections) }
}
