import Evaluation
import Spelling

/// Figures as people read them, in every format alike.
enum Figure {
    /// What stands where there is no figure.
    static let none = "–"

    /// `62.5 %`.
    static func percent(_ share: Double?) -> String { share.map { "\(Quantity.fixed($0 * 100, 1)) %" } ?? none }

    /// `[56.1, 68.4]`, in percent.
    static func interval(_ interval: Interval?) -> String {
        interval.map { "[\(Quantity.fixed($0.low * 100, 1)), \(Quantity.fixed($0.high * 100, 1))]" } ?? none
    }

    /// `+2.5`, `-0.3`, in percentage points.
    static func signed(_ difference: Double) -> String {
        let text = Quantity.fixed(difference * 100, 1)
        return text.hasPrefix("-") || text == "0.0" ? text : "+\(text)"
    }

    /// `[-0.3, +5.1]`, in percentage points.
    static func signedInterval(_ interval: Interval) -> String {
        "[\(signed(interval.low)), \(signed(interval.high))]"
    }

    /// `0.0214`, or `< 0.0001`.
    static func pValue(_ p: Double) -> String { p < 0.0001 ? "< 0.0001" : Quantity.fixed(p, 4) }

    /// A count with its thousands apart: `1 234 567`.
    static func count(_ value: Double) -> String {
        let digits = Quantity.fixed(value, 0)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped += "\u{202F}" }
            grouped.append(digit)
        }
        return grouped
    }

    /// Problems, samples, accepted ones, pass@1 with its interval, pass@k of the largest k.
    static func cells(_ group: GroupFigures) -> [String] {
        [
            group.name, "\(group.problems)", "\(group.samples)", "\(group.acceptedSamples)",
            percent(group.passAt1?.value), interval(group.passAt1?.interval),
            group.passAtK.last.map { "\(percent($0.estimate.value)) (k = \($0.k))" } ?? none,
        ]
    }

    /// Calls, tokens, cost and seconds.
    static func cells(_ use: ResourceUse, isTotal: Bool = false) -> [String] {
        // Servers that count no tokens and runs that were imported tell of calls alone.
        let counts = use.inputTokens + use.outputTokens > 0 || use.calls == 0
        return [
            isTotal ? count(use.calls) : Quantity.fixed(use.calls, 2), counts ? count(use.inputTokens) : none,
            counts ? count(use.outputTokens) : none, Quantity.cost(use.costUSD),
            use.callSeconds > 0 || use.calls == 0 ? Quantity.fixed(use.callSeconds, 1) : none,
        ]
    }
}

extension HostDescription {
    /// One line: name, processor, cores, kernel.
    var text: String {
        [name, processor, cores.counted("core"), kernel].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
