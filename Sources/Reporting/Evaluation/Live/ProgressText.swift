import Evaluation
import Spelling

/// An evaluation's progress as lines of a terminal.
public enum ProgressText {
    private static let green = "\u{1B}[32m"
    private static let red = "\u{1B}[31m"
    private static let yellow = "\u{1B}[33m"
    private static let dim = "\u{1B}[2m"
    private static let plain = "\u{1B}[0m"

    /// The lines; none is wider than the terminal, and there are no more than it has.
    ///
    /// - Parameters:
    ///   - progress: How far it is.
    ///   - width: Columns of the terminal.
    ///   - height: Rows of the terminal.
    ///   - isColoured: Whether colours are wanted.
    /// - Returns: The lines, with no other control codes than those of colours.
    public static func lines(_ progress: EvalProgress, width: Int, height: Int, isColoured: Bool) -> [String] {
        let fixed = [head(progress, width), speed(progress), spending(progress)].map { cut($0, width) }
        let table = table(progress, width: width, isColoured: isColoured)
        return fixed.count + table.count < height
            ? [fixed[0]] + table + fixed.dropFirst() : Array(fixed.prefix(max(height - 1, 1)))
    }

    private static func head(_ progress: EvalProgress, _ width: Int) -> String {
        let share = progress.total > 0 ? Double(progress.done) / Double(progress.total) : 1
        let counts = "\(progress.done)/\(progress.total) samples  \(Quantity.fixed(share * 100, 0)) %"
        let name = TerminalText.line(progress.run)
        let room = width - counts.count - 2
        let shown =
            TerminalWidth.columns(name) <= room
            ? name : room > 1 ? "…" + TerminalWidth.suffix(name, columns: room - 1) : ""
        let bar = width - counts.count - TerminalWidth.columns(shown) - 4
        guard bar >= 10 else { return shown.isEmpty ? counts : "\(shown)  \(counts)" }
        let filled = Int(share * Double(bar))
        return "\(shown)  \(counts)  " + String(repeating: "━", count: filled)
            + String(repeating: "─", count: bar - filled)
    }

    /// Verdicts by difficulty: a column for each that occurs, the rarest dropped where the terminal is narrow.
    private static func table(_ progress: EvalProgress, width: Int, isColoured: Bool) -> [String] {
        var sums: [String: Int] = [:]
        for group in progress.groups { sums.merge(group.endings, uniquingKeysWith: +) }
        var endings = EvalResult.endings.filter { $0 == "AC" || sums[$0] != nil }
        let nameWidth = 7
        func cellWidth(_ heading: String) -> Int { max(7, heading.count + 2) }
        func headings() -> [String] { endings + ["left", "AC %"] }
        while endings.count > 1, headings().reduce(nameWidth, { $0 + cellWidth($1) }) > width {
            let rarest = endings.dropFirst().min { (sums[$0] ?? 0) < (sums[$1] ?? 0) }
            endings.removeAll { $0 == rarest }
        }
        func row(_ name: String, _ cells: [String], _ styles: [String?]) -> String {
            var line = pad(name, -nameWidth)
            for ((cell, heading), style) in zip(zip(cells, headings()), styles) {
                let text = pad(cell, cellWidth(heading))
                line += isColoured && style != nil ? "\(style ?? "")\(text)\(plain)" : text
            }
            return line
        }
        func style(_ ending: String) -> String {
            ending == "AC" ? green : (EvalResult.notJudged + ["JE"]).contains(ending) ? yellow : red
        }
        let quiet = isColoured ? dim : nil
        var lines = [row("", headings(), Array(repeating: quiet, count: endings.count + 2))]
        var groups = progress.groups
        if groups.count > 1 {
            var all = EvalProgress.Group(name: "all", total: progress.total)
            all.endings = sums
            groups.append(all)
        }
        for group in groups {
            let judged = group.done - EvalResult.notJudged.reduce(0) { $0 + (group.endings[$1] ?? 0) }
            let share = judged > 0 ? Quantity.fixed(Double(group.endings["AC"] ?? 0) / Double(judged) * 100, 1) : "–"
            let counts = endings.map { group.endings[$0] ?? 0 }
            lines.append(
                row(
                    group.name, counts.map { $0 == 0 ? "·" : "\($0)" } + ["\(group.total - group.done)", share],
                    zip(endings, counts).map { $1 == 0 ? quiet : style($0) } + [nil, nil]))
        }
        return lines.contains { columns($0) > width } ? [] : lines
    }

    private static func speed(_ progress: EvalProgress) -> String {
        var parts = [
            "\(progress.callsInFlight.counted("call")) in flight",
            progress.retries.counted("retry", "retries"),
        ]
        if let rate = progress.rate { parts.append("\(Quantity.fixed(rate, rate < 10 ? 1 : 0)) samples/min") }
        parts.append(clock(progress.elapsed))
        if let left = progress.secondsLeft, progress.done < progress.total { parts.append("\(clock(left)) left") }
        return parts.joined(separator: " · ")
    }

    private static func spending(_ progress: EvalProgress) -> String {
        var cost = "cost not known"
        if let known = progress.costUSD {
            cost = Quantity.cost(known)
            if let expected = progress.expectedCostUSD, progress.done < progress.total {
                cost += " of about \(Quantity.cost(expected))"
            }
        }
        return "\(cost) · \(Figure.count(Double(progress.calls))) calls · "
            + "\(Figure.count(Double(progress.tokens))) tokens"
    }

    /// `4:07`, `1:04:07`.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 3_600_000))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        let padding = String(repeating: " ", count: max(abs(width) - TerminalWidth.columns(text), 0))
        return width < 0 ? text + padding : padding + text
    }

    private static func cut(_ line: String, _ width: Int) -> String {
        TerminalWidth.columns(line) <= width
            ? line : TerminalWidth.prefix(line, columns: max(width - 1, 0)) + "…"
    }

    /// Columns that a line takes, colours taking none.
    public static func columns(_ line: String) -> Int {
        var text = String.UnicodeScalarView()
        var isCode = false
        for scalar in line.unicodeScalars {
            if scalar == "\u{1B}" { isCode = true }
            if !isCode { text.append(scalar) }
            if isCode, scalar == "m" { isCode = false }
        }
        return TerminalWidth.columns(String(text))
    }
}
