extension EvaluationReport {
    /// The report as Markdown, with tables of GitHub's kind.
    public var markdown: String {
        let parts = sections.map { section in
            var lines = ["## \(Self.escaped(section.title))", ""]
            lines.append(Self.row(section.headings))
            lines.append(
                "|" + section.headings.indices.map { section.wordColumns.contains($0) ? " --- |" : " ---: |" }.joined())
            lines += section.rows.map(Self.row)
            if let note = section.note { lines += ["", Self.escaped(note)] }
            return lines.joined(separator: "\n")
        }
        return "# Evaluation report\n\n" + parts.joined(separator: "\n\n")
    }

    private static func row(_ cells: [String]) -> String {
        "|" + cells.map { " \(escaped($0)) |" }.joined()
    }

    /// Text in one line, without what Markdown or HTML would take for markup.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in TerminalText.line(text).unicodeScalars {
            if "\\`*_[]<>|&~#".unicodeScalars.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
