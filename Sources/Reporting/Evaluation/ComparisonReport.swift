import Evaluation
import Models

/// What `atlas compare` says of two runs: as text, and as a row of `atlas.compare/1`.
public struct ComparisonReport {
    private let comparison: RunComparison
    private let first: String
    private let second: String

    /// Reports on a comparison; runs go by the names given, or else by their own.
    public init(_ comparison: RunComparison, first: String? = nil, second: String? = nil) {
        self.comparison = comparison
        self.first = first ?? comparison.first
        self.second = second ?? comparison.second
    }

    /// Comparisons with one first run as one document.
    public static func json(_ comparisons: [RunComparison]) throws -> JSONValue {
        .object([
            "schema": .string("atlas.compare/1"),
            "comparisons": .array(try comparisons.map { try JSONValue(encoding: $0) }),
        ])
    }

    /// Why a comparison is refused or warned of; nil where nothing forbids it.
    public var objection: String? {
        let reasons = comparison.obstacles.map { difference in
            "\(difference.field): \(TerminalText.line(difference.first)) and \(TerminalText.line(difference.second))"
        }
        return reasons.isEmpty
            ? nil : "\(first) and \(second) were not measured alike: they differ in \(reasons.joined(separator: "; "))"
    }

    /// The comparison for people.
    public var text: String { ReportText.text(sections) }

    /// The comparison as tables.
    var sections: [ReportSection] {
        [scoreSection, splitSection, flipSection, useSection, differenceSection].filter { !$0.rows.isEmpty }
    }

    private var scoreSection: ReportSection {
        var note = "On the \(comparison.problems) problems that both have judged; paired bootstrap over problems"
        let isConstant = comparison.scores.contains { $0.difference.method == .wilson }
        note += isConstant ? ", Wilson's interval where all differ by the same." : "."
        let others = comparison.onlyInFirst + comparison.onlyInSecond
        if others > 0 {
            note +=
                " Left out: \(comparison.onlyInFirst) only in \(first), \(comparison.onlyInSecond) only in \(second)."
        }
        return ReportSection(
            "\(second) compared with \(first)", ["", first, second, "difference", "95 % interval"],
            rows: comparison.scores.map { score in
                [
                    "pass@\(score.k)", Figure.percent(score.first), Figure.percent(score.second),
                    Figure.signed(score.difference.value), Figure.signedInterval(score.difference.interval),
                ]
            }, note: note)
    }

    private var splitSection: ReportSection {
        ReportSection(
            "Problems solved",
            ["both", "only \(first)", "only \(second)", "neither", "McNemar's exact p"], words: [],
            rows: [
                [
                    "\(comparison.bothSolve)", "\(comparison.lost.count)", "\(comparison.gained.count)",
                    "\(comparison.neitherSolves)", Figure.pValue(comparison.pValue),
                ]
            ], note: "A problem is solved when most of its judged samples are accepted.")
    }

    private var flipSection: ReportSection {
        func rows(_ flips: [RunComparison.Flip], _ solver: String) -> [[String]] {
            flips.map { flip in
                [
                    TerminalText.line(flip.problem), flip.difficulty ?? "", "only \(solver)",
                    "\(flip.firstAccepted) of \(flip.firstJudged)", "\(flip.secondAccepted) of \(flip.secondJudged)",
                ]
            }
        }
        return ReportSection(
            "Problems that flipped", ["problem", "difficulty", "solved by", "accepted by \(first)", "by \(second)"],
            words: [0, 1, 2], rows: rows(comparison.gained, second) + rows(comparison.lost, first))
    }

    private var useSection: ReportSection {
        let uses = [(first, comparison.firstPerSample), (second, comparison.secondPerSample)]
        return ReportSection(
            "Taken for each sample", ["run", "calls", "tokens in", "tokens out", "cost", "seconds of calls"],
            rows: uses.compactMap { name, use in use.map { [name] + Figure.cells($0) } })
    }

    private var differenceSection: ReportSection {
        ReportSection(
            "In what the runs differ", ["what", first, second, ""], words: [0, 1, 2, 3],
            rows: comparison.differences.map { difference in
                [
                    difference.field, TerminalText.line(difference.first), TerminalText.line(difference.second),
                    difference.forbidsComparison ? "forbids a comparison" : "",
                ]
            })
    }
}
