import Models
import Spelling

/// What was seen of a model, as text and as JSON (schema `atlas.model-ping/1`).
public struct PingReport {
    private let model: String
    private let seen: ModelPing
    private let price: PriceTable.Price?

    /// Reports on what was seen.
    public init(model: String, _ seen: ModelPing, price: PriceTable.Price?) {
        self.model = model
        self.seen = seen
        self.price = price
    }

    private var milliseconds: Double { seen.answer.seconds * 1000 }
    private var firstToken: Double? { seen.answer.firstTokenSeconds.map { $0 * 1000 } }
    /// Whether the answer came bit by bit: all at once at the very end is no stream, whatever it is called.
    private var isStreaming: Bool { firstToken.map { $0 < milliseconds * 0.98 } ?? false }

    /// USD; nil where no price is known, or no counts were told.
    private var cost: Double? {
        seen.usage.input + seen.usage.output > 0 ? price?.cost(seen.usage) : nil
    }

    /// A line for each thing that was seen.
    public var text: String {
        let usage = seen.answer.usage
        var lines = [
            "\(TerminalText.line(model)): \(TerminalText.line(seen.answer.model)) answered in "
                + Quantity.milliseconds(milliseconds),
            "  first token  " + (firstToken.map(Quantity.milliseconds) ?? "not told: the answer came whole"),
            "  streaming    " + (isStreaming ? "yes" : "no"),
            "  tools        " + Self.words(seen.tools, ignored: "answered without calling the tool as asked"),
            "  JSON schema  " + Self.words(seen.schema, ignored: "answered without keeping to it"),
            "  reasoning    " + (seen.answer.reasoning.isEmpty ? "not shown" : "shown"),
            "  counts       " + Self.counts(usage),
        ]
        lines.append(
            "  cost         \(seen.calls.counted("call")), \(Self.counts(seen.usage)): "
                + Quantity.cost(cost))
        return lines.joined(separator: "\n")
    }

    /// The document.
    public var json: JSONValue {
        .object([
            "schema": .string("atlas.model-ping/1"), "model": .string(model),
            "server_model": .string(seen.answer.model), "ms": .rounded(milliseconds),
            "first_token_ms": firstToken.map { JSONValue.rounded($0) } ?? .null, "streaming": .bool(isStreaming),
            "tools": Self.field(seen.tools), "json_schema": Self.field(seen.schema),
            "reasoning_shown": .bool(!seen.answer.reasoning.isEmpty),
            "counts_usage": .bool(seen.answer.usage.input > 0 && seen.answer.usage.output > 0),
            "calls": .int(seen.calls), "input_tokens": .int(seen.usage.input),
            "output_tokens": .int(seen.usage.output),
            "cost_usd": cost.map(JSONValue.double) ?? .null,
        ])
    }

    private static func counts(_ usage: TokenUsage) -> String {
        guard usage.input + usage.output > 0 else { return "none told" }
        var parts = ["\(usage.input.counted("token")) in"]
        if usage.cachedInput > 0 { parts.append("\(usage.cachedInput) of them cached") }
        parts.append("\(usage.output) out")
        if usage.reasoning > 0 { parts.append("\(usage.reasoning) of them reasoning") }
        return parts.joined(separator: ", ")
    }

    private static func words(_ outcome: ModelPing.Outcome, ignored: String) -> String {
        switch outcome {
        case .works: "yes"
        case .ignored: "no: \(ignored)"
        case .refused(let message): "no: refused: \(TerminalText.line(message))"
        }
    }

    private static func field(_ outcome: ModelPing.Outcome) -> JSONValue {
        switch outcome {
        case .works: .string("works")
        case .ignored: .string("ignored")
        case .refused: .string("refused")
        }
    }
}
