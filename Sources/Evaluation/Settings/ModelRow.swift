import Digests
import Models

/// What a model's row of the models file says of how it is asked and described: a part of a run's settings.
///
/// Settings are in every report, which is shown to others: a text that may be a secret is never in them.
public struct ModelRow: Sendable, Codable, Equatable {
    /// The model as the user named it.
    public let name: String
    /// How much a solver may think that is neither the orchestrator nor the first: of those the settings say it.
    public let effort: Effort?
    /// The longest answer in tokens, reasoning included; nil for the method's own.
    public let maxTokens: Int?
    /// The longest request and answer together, where the method would exceed it.
    public let contextTokens: Int?
    /// Whether native tools are worth trying, where the name alone says otherwise.
    public let prefersTools: Bool?
    /// Fields that are added to each request, with a digest for a text under a name such as `api_key`; nil for none.
    public let extra: [String: JSONValue]?
    /// What one of several solvers is good at, as the orchestrator is told; nil where nobody said.
    public let description: String?
    /// USD per million tokens of requests to one of several solvers, as the orchestrator is told; nil where it is not known.
    public let inputPrice: Double?
    /// The same of answers.
    public let outputPrice: Double?

    /// What the names of fields have in them whose values may be secrets.
    fileprivate static let secretive = ["key", "token", "secret", "password", "auth", "credential", "header", "cookie"]

    private enum CodingKeys: String, CodingKey {
        case name, effort, extra, description
        case maxTokens = "max_tokens"
        case contextTokens = "context"
        case prefersTools = "tools"
        case inputPrice = "input_price"
        case outputPrice = "output_price"
    }

    /// Describes a model; `extra` may hold secrets, which are not kept.
    public init(
        name: String, effort: Effort? = nil, maxTokens: Int? = nil, contextTokens: Int? = nil,
        prefersTools: Bool? = nil, extra: [String: JSONValue]? = nil, description: String? = nil,
        inputPrice: Double? = nil, outputPrice: Double? = nil
    ) {
        self.name = name
        self.effort = effort
        self.maxTokens = maxTokens
        self.contextTokens = contextTokens
        self.prefersTools = prefersTools
        self.extra = extra?.withoutSecrets(isSecret: false)
        self.description = description
        self.inputPrice = inputPrice
        self.outputPrice = outputPrice
    }

    /// Whether nothing but the name is said.
    public var isBare: Bool { self == ModelRow(name: name) }

    /// All but the name, in one line, under the names of the models file.
    public var text: String {
        let prices = [inputPrice.map { "\($0) in" }, outputPrice.map { "\($0) out" }].compactMap { $0 }
        let parts: [String?] = [
            effort.map { "effort \($0.text)" }, maxTokens.map { "max_tokens \($0)" },
            contextTokens.map { "context \($0)" }, prefersTools.map { "tools \($0)" },
            extra.map { "extra \((try? StoredJSON.text($0)) ?? "\($0)")" }, description.map { "description \"\($0)\"" },
            prices.isEmpty ? nil : "price \(prices.joined(separator: ", "))",
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }
}

extension [String: JSONValue] {
    /// The fields with a digest in place of each text that may be a secret: that stands under such a name, at any depth.
    fileprivate func withoutSecrets(isSecret: Bool) -> Self {
        var fields = self
        for (name, value) in self {
            let lowercased = name.lowercased()
            let isNamedSo = ModelRow.secretive.contains { lowercased.contains($0) }
            fields[name] = value.withoutSecrets(isSecret: isSecret || isNamedSo)
        }
        return fields
    }
}

extension JSONValue {
    fileprivate func withoutSecrets(isSecret: Bool) -> JSONValue {
        switch self {
        case .string(let text) where isSecret: .string("SHA-256 \(Digest.sha256(text).prefix(12))")
        case .array(let items): .array(items.map { $0.withoutSecrets(isSecret: isSecret) })
        case .object(let fields): .object(fields.withoutSecrets(isSecret: isSecret))
        default: self
        }
    }
}
