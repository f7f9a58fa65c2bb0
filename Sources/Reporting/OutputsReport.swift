import Evaluation
import Models
import Spelling

/// What `atlas grade --lcb` found, as `atlas.grade-outputs/1` and as text for people.
public enum OutputsReport {
    private static let schema = "atlas.grade-outputs/1"

    /// One answer's row.
    public static func row(_ graded: GradedOutput) -> JSONValue {
        var row: [String: JSONValue] = [
            "schema": .string(schema), "question_id": .string(graded.question), "sample": .int(graded.sample),
            "verdict": .optional(graded.verdict?.rawValue), "message": .optional(graded.message),
        ]
        row["difficulty"] = graded.difficulty.map { .string($0) }
        row["corrected"] = graded.corrected.map { .string($0.rawValue) }
        row["excluded"] = graded.excluded.map { .string($0) }
        row["published"] = graded.published.map { .bool($0) }
        return .object(row)
    }

    /// The closing row.
    public static func json(_ scores: OutputScores) -> JSONValue {
        var document: [String: JSONValue] = [
            "schema": .string("atlas.grade-outputs-summary/1"), "groups": .array(scores.groups.map(group)),
            "failed": .int(scores.failed),
        ]
        document["corrected"] = scores.corrected.map(group)
        if scores.published > 0 {
            document["published"] = .object([
                "answers": .int(scores.published), "agree": .int(scores.published - scores.differences.count),
                "differ": .array(scores.differences.map(row)),
            ])
        }
        return .object(document)
    }

    private static func group(_ group: OutputScores.Group) -> JSONValue {
        .object([
            "name": .string(group.name), "questions": .int(group.questions), "answers": .int(group.answers),
            "accepted": .int(group.accepted),
            "pass_at": .object(Dictionary(uniqueKeysWithValues: group.passAt.map { ("\($0.k)", .double($0.value)) })),
        ])
    }

    /// The table of figures, and what the file grades otherwise.
    public static func text(_ scores: OutputScores) -> String {
        let ks = scores.groups.first?.passAt.map(\.k) ?? []
        var table = Table(
            ["", "questions", "answers", "accepted"] + ks.map { "pass@\($0)" },
            rightAligned: Set(1..<(4 + ks.count)))
        for group in scores.groups + [scores.corrected].compactMap({ $0 }) {
            let figures = ks.map { k in Figure.percent(group.passAt.first { $0.k == k }?.value) }
            table.add([group.name, "\(group.questions)", "\(group.answers)", "\(group.accepted)"] + figures)
        }
        var lines = table.lines
        if scores.failed > 0 {
            lines.append("\(scores.failed.counted("answer")) could not be graded, which no figure counts")
        }
        if scores.published > 0 {
            lines.append(
                "\(scores.published - scores.differences.count) of \(scores.published) answers are graded alike in the file"
            )
            for graded in scores.differences {
                let verdict = graded.verdict?.rawValue ?? "no program"
                let reason = graded.message.map { ": \(TerminalText.line($0))" } ?? ""
                lines.append(
                    "  \(graded.question) #\(graded.sample): \(graded.published == true ? "right" : "wrong") in the file, "
                        + "\(verdict) here\(graded.isAccepted ? "" : reason)")
            }
        }
        return lines.joined(separator: "\n")
    }
}
