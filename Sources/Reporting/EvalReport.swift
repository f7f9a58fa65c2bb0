import Evaluation
import Spelling

/// `atlas eval`'s results as text for people.
public enum EvalReport {
    /// One line for a sample that ended.
    public static func line(_ result: EvalResult) -> String {
        let reason = result.verdict == .accepted ? "" : result.message.map { ": \(TerminalText.line($0))" } ?? ""
        return "\(result.problem) #\(result.sample): \(result.ending) (\(result.calls.counted("call")), "
            + "\(Quantity.fixed(result.callSeconds, 1)) s)\(reason)"
    }

    /// The closing table and what it took.
    public static func text(_ summary: EvalSummary) -> String {
        var table = Table(["", "problems", "samples", "accepted", "pass@1"], rightAligned: [1, 2, 3, 4])
        for group in [summary.all] + summary.byDifficulty {
            table.add([
                group.name, "\(group.problems)", "\(group.samples)", "\(group.accepted)",
                Figure.percent(group.passAt1),
            ])
        }
        var lines = table.lines
        lines.append(
            "\(summary.calls.counted("call")), \(summary.inputTokens.counted("token")) in, \(summary.outputTokens) out, "
                + "\(Quantity.fixed(summary.callSeconds, 1)) s of calls, cost \(Quantity.cost(summary.costUSD))")
        if summary.failed > 0 {
            lines.append(
                "\(summary.failed.counted("sample")) failed for the machine's or the model server's fault, which no figure "
                    + "above counts; the same command again repeats what failed")
        }
        if let count = summary.failedAgain {
            lines.append(
                "of these, \(count.counted("sample")) failed before, too: what a server refuses each time no repetition "
                    + "brings, and the figures stay without it; the table failures of the run has the reasons")
        }
        if let count = summary.notAsked {
            lines.append(
                "no model was asked for \(count.counted("sample")), as the cap of a problem allows no call; no figure "
                    + "above counts them")
        }
        return lines.joined(separator: "\n")
    }

    /// One line for a program whose verdict is another one now, or that the grader failed on.
    public static func line(_ regrade: Regrade) -> String {
        let before = regrade.before?.rawValue ?? "none"
        let after = regrade.after?.rawValue ?? "failed"
        let errata =
            regrade.correctedBefore == regrade.correctedAfter
            ? ""
            : ", by the errata \(regrade.correctedBefore?.rawValue ?? "none") -> "
                + (regrade.correctedAfter?.rawValue ?? "none")
        let reason = regrade.message.map { ": \(TerminalText.line($0))" } ?? ""
        return "\(regrade.problem) #\(regrade.sample): \(before) -> \(after)\(errata)\(reason)"
    }

    /// What grading a run again came to.
    public static func text(_ summary: RegradeSummary) -> String {
        "\(summary.graded.counted("program")) graded again, \(summary.flipped.count) flipped"
            + (summary.failed > 0 ? ", the grader failed on \(summary.failed)" : "")
            + (summary.applied == false
                ? "; nothing was changed, as verdicts of two gradings would stand side by side: the same command again "
                    + "grades all once more" : "")
    }

    /// Whether a run is what its record says.
    public static func text(_ verification: Verification) -> String {
        var lines = verification.differences.map { "\($0.problem) #\($0.sample): \(TerminalText.line($0.detail))" }
        lines.append(
            "\(verification.replayed.counted("sample")) replayed, "
                + "\(verification.graded.counted("program")) graded again: "
                + (verification.isSame
                    ? "all is the same" : verification.differences.count.counted("differs", "differ"))
                + (verification.failed > 0 ? "; the grader failed on \(verification.failed)" : ""))
        return lines.joined(separator: "\n")
    }
}
