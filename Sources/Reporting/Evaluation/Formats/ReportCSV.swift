import Evaluation

extension EvaluationReport {
    private static let columns = [
        "run", "problem", "platform", "contest_date", "difficulty", "sample", "verdict", "corrected", "public_verdict",
        "failure", "stop_reason", "explores", "calls", "input_tokens", "output_tokens", "cost_usd", "call_seconds",
    ]

    /// A line for each sample, with headings (RFC 4180), each ended by CRLF; what has no value is empty.
    public var csv: String {
        var lines = [Self.columns.joined(separator: ",")]
        for item in runs {
            for result in item.run.results {
                let cells = [
                    item.run.name, result.problem, result.platform, result.contestDate, result.difficulty,
                    "\(result.sample)", result.verdict?.rawValue, result.corrected?.rawValue,
                    result.publicVerdict?.rawValue, result.failure?.rawValue, result.stopReason?.rawValue,
                    "\(result.explores)", "\(result.calls)", "\(result.inputTokens)", "\(result.outputTokens)",
                    result.costUSD.map { "\($0)" }, "\(result.callSeconds)",
                ]
                lines.append(cells.map { Self.cell($0 ?? "") }.joined(separator: ","))
            }
        }
        return lines.map { $0 + "\r\n" }.joined()
    }

    /// A cell in quotes where it needs them; looks at single scalars, as a quote may carry a combining mark.
    private static func cell(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        var cell = "\""
        for scalar in scalars {
            if scalar == "\"" { cell += "\"" }
            cell.unicodeScalars.append(scalar)
        }
        return cell + "\""
    }
}
