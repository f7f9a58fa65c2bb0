import Evaluation

/// `atlas eval`'s results as text for people.
public enum EvalReport {
    /// One line for a sample that ended.
    public static func line(_ result: EvalResult) -> String {
        let verdict = result.isFailed ? "failed" : result.verdict?.rawValue ?? "no program"
        let reason = result.verdict == .accepted ? "" : result.message.map { ": \(TerminalText.line($0))" } ?? ""
        return "\(result.problem) #\(result.sample): \(verdict) (\(result.calls) calls, "
            + "\(Quantity.fixed(result.callSeconds, 1)) s)\(reason)"
    }

    /// The closing table and what it took.
    public static func text(_ summary: EvalSummary) -> String {
        var table = Table(["", "problems", "samples", "accepted", "pass@1"], rightAligned: [1, 2, 3, 4])
        for group in [summary.all] + summary.byDifficulty {
            table.add([
                group.name, "\(group.problems)", "\(group.samples)", "\(group.accepted)",
                group.passAt1.map { "\(Quantity.fixed($0 * 100, 1)) %" } ?? "–",
            ])
        }
        var lines = table.lines
        lines.append(
            "\(summary.calls) calls, \(summary.inputTokens) tokens in, \(summary.outputTokens) out, "
                + "\(Quantity.fixed(summary.callSeconds, 1)) s of calls, cost \(Quantity.cost(summary.costUSD))")
        if summary.failed > 0 {
            lines.append(
                "\(summary.failed) samples failed for the machine's or the model server's fault; they are in no figure "
                    + "above, and the same command again repeats them")
        }
        return lines.joined(separator: "\n")
    }
}
