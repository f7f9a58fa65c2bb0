import Models
import Spelling

/// The calls of a record, added up by model, as `atlas.models-log/1` and as a table for people.
public struct CallLogReport {
    /// The sums of one model.
    public struct Row: Sendable, Equatable {
        /// The model as the user named it.
        public var model: String
        /// Calls with an answer.
        public var answered = 0
        /// Calls without one.
        public var failed = 0
        /// Requests that were sent again.
        public var retries = 0
        /// Tokens, as the servers counted them.
        public var usage = TokenUsage()
        /// Tokens that may be charged for and that no server counted, at worst.
        public var presumed = TokenUsage()
        /// Attempts that those belong to.
        public var uncounted = 0
        /// Seconds of answers, as if one after the other.
        public var seconds = 0.0
        /// Seconds of waiting for a turn, and for servers between attempts.
        public var waited = 0.0
        /// USD of what was counted; nil where no price is known.
        public var costUSD: Double?
        /// USD of what was presumed; nil where no price is known.
        public var presumedUSD: Double?
        /// How often each reason kept an attempt from being answered.
        public var setbacks: [String: Int] = [:]
    }

    /// The rows, by model.
    public let rows: [Row]

    /// Adds calls up.
    public init(_ calls: [RecordedCall], prices: PriceTable) {
        var rows: [String: Row] = [:]
        for call in calls { rows[call.model, default: Row(model: call.model)].add(call) }
        self.rows = rows.values.sorted { $0.model < $1.model }.map { row in
            var row = row
            let price = prices.price(of: row.model)
            row.costUSD = row.answered == 0 ? price?.cost(row.usage) : prices.cost(model: row.model, usage: row.usage)
            row.presumedUSD = price?.cost(row.presumed)
            return row
        }
    }

    /// The document.
    public func json() -> JSONValue {
        .object([
            "schema": .string("atlas.models-log/1"),
            "models": .array(rows.map(Self.json)),
        ])
    }

    private static func json(_ row: Row) -> JSONValue {
        .object([
            "model": .string(row.model), "answered": .int(row.answered), "failed": .int(row.failed),
            "retries": .int(row.retries), "input_tokens": .int(row.usage.input),
            "cached_input_tokens": .int(row.usage.cachedInput), "output_tokens": .int(row.usage.output),
            "reasoning_tokens": .int(row.usage.reasoning), "call_seconds": .rounded(row.seconds),
            "waited_seconds": .rounded(row.waited), "cost_usd": row.costUSD.map(JSONValue.double) ?? .null,
            "uncounted_attempts": .int(row.uncounted),
            "presumed_tokens": .int(row.presumed.input + row.presumed.output),
            "presumed_usd": row.presumedUSD.map(JSONValue.double) ?? .null,
            "setbacks": .object(row.setbacks.mapValues(JSONValue.int)),
        ])
    }

    /// A table by model, then the reasons for retries.
    public var text: String {
        guard !rows.isEmpty else { return "no calls" }
        var table = Table(
            ["model", "calls", "failed", "retries", "in", "cached", "out", "call time", "waited", "cost"],
            rightAligned: [1, 2, 3, 4, 5, 6, 7, 8, 9])
        for row in rows {
            table.add([
                TerminalText.line(row.model), "\(row.answered)", "\(row.failed)", "\(row.retries)",
                "\(row.usage.input)", "\(row.usage.cachedInput)", "\(row.usage.output)",
                Quantity.milliseconds(row.seconds * 1000), Quantity.milliseconds(row.waited * 1000),
                Quantity.cost(row.costUSD),
            ])
        }
        var lines = table.lines
        for row in rows {
            for (reason, count) in row.setbacks.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(5) {
                lines.append("\(TerminalText.line(row.model)): \(count) × \(TerminalText.line(reason))")
            }
            if row.uncounted > 0 {
                let cost = row.presumedUSD.map { ", \(Quantity.cost($0))" } ?? ""
                lines.append(
                    "\(TerminalText.line(row.model)): \(row.uncounted.counted("attempt")) without counts "
                        + "may have taken "
                        + "\(row.presumed.input + row.presumed.output) tokens\(cost) more, at worst")
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension CallLogReport.Row {
    fileprivate mutating func add(_ call: RecordedCall) {
        if call.failure == nil { answered += 1 } else { failed += 1 }
        retries += max(call.attempts - 1, 0)
        usage = usage + call.usage
        presumed = presumed + call.presumed
        uncounted += call.uncounted
        seconds += call.seconds
        waited += call.waited
        for setback in call.setbacks { setbacks[setback, default: 0] += 1 }
    }
}
