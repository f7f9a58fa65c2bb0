/// How much a model may think before it answers, in no provider's words.
///
/// `Provider` says which field of a request it becomes.
public enum Effort: Sendable, Equatable {
    /// No thinking, where a model lets it be turned off.
    case off
    /// Little.
    case low
    /// Some.
    case medium
    /// Much.
    case high
    /// As many tokens, from 1 to ten million.
    case tokens(Int)

    /// The forms, for help texts and messages.
    public static let forms = "off, low, medium, high or a number of tokens"

    /// Reads `off`, `low`, `medium`, `high` or a number of tokens (0 is `off`); nil for anything else, and for more tokens
    /// than any model thinks.
    public init?(_ text: String) {
        switch text {
        case "off", "none", "0": self = .off
        case "low": self = .low
        case "medium": self = .medium
        case "high": self = .high
        default:
            guard let count = Int(text), (1...10_000_000).contains(count) else { return nil }
            self = .tokens(count)
        }
    }

    /// The word, or the number of tokens.
    public var text: String {
        switch self {
        case .off: "off"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .tokens(let count): "\(count)"
        }
    }
}

extension Effort: Codable {
    /// Reads the form that `text` has.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let effort = Effort(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected \(Self.forms)")
        }
        self = effort
    }

    /// Writes what is read.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
