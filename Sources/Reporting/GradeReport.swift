import Judging
import Models
import Spelling

/// `atlas grade`'s result, as `atlas.grade/1` and as text for people.
public enum GradeReport {
    /// The document for one problem and its submissions.
    public static func json(problem: String, _ reports: [JudgeReport]) -> JSONValue {
        .object([
            "schema": .string("atlas.grade/1"), "problem": .string(problem),
            "submissions": .array(reports.map(submission)),
        ])
    }

    /// One submission's row.
    public static func submission(_ report: JudgeReport) -> JSONValue {
        var row: [String: JSONValue] = [
            "file": .string(report.file), "language": .string(report.language),
            "verdict": .string(report.verdict.rawValue), "score": .double(report.score),
            "message": .optional(report.message), "tests": .array(report.tests.map(test)),
            "compile": report.compile.map(compile) ?? .null,
        ]
        row["maximum_score"] = report.maximumScore.map { .double($0) }
        row["corrected"] = report.corrected.map { .string($0.rawValue) }
        return .object(row)
    }

    private static func test(_ trace: TestTrace) -> JSONValue {
        var row: [String: JSONValue] = [
            "name": .string(trace.name), "group": .string(trace.group), "verdict": .string(trace.verdict.rawValue),
            "cpu_ms": .rounded(trace.cpuMilliseconds), "wall_ms": .rounded(trace.wallMilliseconds),
            "peak_kib": .int(trace.peakKiB), "message": .optional(trace.message),
        ]
        row["points"] = trace.points.map { .double($0) }
        row["share"] = trace.share.map { .double($0) }
        row["line"] = trace.line.map { .int($0) }
        row["reruns"] = trace.reruns.map { .int($0) }
        row["corrected"] = trace.corrected.map { .string($0.rawValue) }
        return .object(row)
    }

    private static func compile(_ trace: CompileTrace) -> JSONValue {
        var row: [String: JSONValue] = [
            "succeeded": .bool(trace.succeeded), "cpu_ms": .rounded(trace.cpuMilliseconds),
            "wall_ms": .rounded(trace.wallMilliseconds), "peak_kib": .int(trace.peakKiB),
            "diagnostics": .string(trace.diagnostics.text),
        ]
        row["cached"] = trace.cached.map { .bool($0) }
        return .object(row)
    }

    /// A table of tests, then the first failing one explained.
    public static func text(_ report: JudgeReport) -> String {
        let accepted = report.tests.count { $0.verdict == .accepted }
        let judged = report.tests.isEmpty ? "" : "  \(accepted) of \(report.tests.count.counted("test")) accepted"
        var lines = ["\(report.file)  \(report.language)  \(report.verdict.rawValue)\(judged)\(remarks(report))"]
        if !report.tests.isEmpty {
            var table = Table(["test", "group", "verdict", "CPU", "real", "peak", ""], rightAligned: [3, 4, 5])
            for trace in report.tests {
                table.add([
                    trace.name, trace.group, trace.verdict.rawValue, Quantity.milliseconds(trace.cpuMilliseconds),
                    Quantity.milliseconds(trace.wallMilliseconds), Quantity.memory(kib: trace.peakKiB),
                    trace.message.map(TerminalText.line) ?? "",
                ])
            }
            lines += table.lines.map { "  \($0)" }
        }
        if report.verdict == .judgeError, let message = report.message {
            lines.append("  \(TerminalText.line(message))")
        }
        if let failure = report.firstFailure {
            lines += explanation(failure)
        } else if let compile = report.compile, !compile.succeeded {
            lines += ["", "the compiler said:"] + block(compile.diagnostics)
        } else if report.verdict != .judgeError, let message = report.message {
            lines.append("  \(TerminalText.line(message))")
        }
        return lines.joined(separator: "\n")
    }

    /// Points, the verdict by errata, and time-outs that were run again.
    private static func remarks(_ report: JudgeReport) -> String {
        var remarks = ""
        if let most = report.maximumScore {
            remarks += "  \(points(report.score)) of \(points(most)) points"
        } else if report.isInPoints {
            remarks += "  \(points(report.score)) points"
        }
        if let corrected = report.corrected { remarks += "  \(corrected.rawValue) by the data set's errata" }
        if report.doubtfulTests > 0 { remarks += "  \(report.doubtfulTests) run again alone" }
        return remarks
    }

    private static func points(_ points: Double) -> String {
        points == points.rounded() && abs(points) < 1e15 ? "\(Int(points))" : "\(points)"
    }

    private static func explanation(_ trace: TestTrace) -> [String] {
        var lines = ["", "first failing test \(trace.name): \(trace.verdict.rawValue)"]
        if let message = trace.message { lines.append("  \(TerminalText.line(message))") }
        for (title, excerpt) in [
            ("input", trace.input), ("expected", trace.expected), ("got", trace.actual), ("stderr", trace.stderr),
        ] where excerpt.totalBytes > 0 {
            lines += ["\(title):"] + block(excerpt)
        }
        return lines
    }

    /// How many lines of an excerpt a person is shown.
    private static let shownLines = 12

    private static func block(_ excerpt: Excerpt) -> [String] {
        let all = TerminalText.printable(excerpt.text).split(separator: "\n", omittingEmptySubsequences: false)
        var lines = all.prefix(shownLines).map { "  \($0.prefix(400))\($0.count > 400 ? "… (line cut)" : "")" }
        if lines.last == "  " { lines.removeLast() }
        if all.count > shownLines { lines.append("  … (\(all.count - shownLines) more lines, cut)") }
        return lines
    }
}
