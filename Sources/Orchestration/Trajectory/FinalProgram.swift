/// The program to hand in.
public struct FinalProgram: Sendable, Codable, Equatable {
    /// Its source text.
    public var program: String
    /// Who wrote it.
    public var source: ProgramSource
    /// What it did on the public tests.
    public var judgement: Judgement
    /// How it relates to the explores but for its own; nil where nothing was compared.
    public var relation: Relation?
}

/// Who wrote a program; in JSON `orchestrator`, `integrator` or `explore 3`.
public enum ProgramSource: Sendable, Codable, Equatable, CustomStringConvertible {
    /// The orchestrator.
    case orchestrator
    /// The separate call that writes from all results (`atlas-integrator`).
    case integrator
    /// The solver of an explore: the program is that explore's, to the byte.
    case explore(Int)

    /// `orchestrator`, `integrator` or `explore 3`.
    public var description: String {
        switch self {
        case .orchestrator: "orchestrator"
        case .integrator: "integrator"
        case .explore(let n): "explore \(n)"
        }
    }

    /// Reads what `description` says.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        if text == "orchestrator" {
            self = .orchestrator
        } else if text == "integrator" {
            self = .integrator
        } else if text.hasPrefix("explore "), let n = Int(text.dropFirst("explore ".count)) {
            self = .explore(n)
        } else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" is not orchestrator, integrator or explore N")
        }
    }

    /// Writes `description`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
