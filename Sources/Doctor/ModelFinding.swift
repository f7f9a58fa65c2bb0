import Models

/// Whether a kind of model can be used from here.
public struct ModelFinding: Sendable, Equatable {
    /// What is known of it.
    public enum State: String, Sendable {
        /// It can be started.
        case ready
        /// What it needs is here; its server was not asked.
        case notAsked = "not_asked"
        /// Its server answers.
        case reached
        /// Something is missing.
        case missing
        /// Its server was asked, and does not answer as it should.
        case unreachable
    }

    /// The form of `--model` it is for, such as `openai:NAME`.
    public let model: String
    /// What is known of it.
    public let state: State
    /// What was found: never a key, only the name of its variable.
    public let found: String
    /// The models its server offers; nil where it was not asked.
    public let offered: [String]?
    /// What to do; nil where nothing is to be done.
    public let remedy: String?

    /// How long a server may take to answer.
    private static let patience = Duration.seconds(5)

    /// Looks at the environment and the cache, and, when asked to, at the servers.
    ///
    /// - Parameters:
    ///   - environment: Where keys and addresses are.
    ///   - asksServers: Whether each server is asked which models it offers. No model is asked anything.
    /// - Returns: One finding for each form of name that needs no URL.
    public static func all(environment: [String: String], asksServers: Bool) async -> [ModelFinding] {
        var findings = [local()]
        for id in ["anthropic", "openai", "ollama"] {
            guard let provider = Provider.named(id) else { continue }
            findings.append(await finding(provider, environment, asksServers: asksServers))
        }
        return findings
    }

    private static func local() -> ModelFinding {
        let isSetUp = LocalModel.isSetUp()
        return ModelFinding(
            model: "local", state: isSetUp ? .ready : .missing,
            found: isSetUp ? LocalModel.name : "not set up", offered: nil,
            remedy: isSetUp ? nil : "atlas models setup fetches it (1.1 GB)")
    }

    /// What is known of a server that `--model` knows by a word.
    private static func finding(
        _ provider: Provider, _ environment: [String: String], asksServers: Bool
    ) async -> ModelFinding {
        func finding(
            _ state: State, _ found: String, offered: [String]? = nil, remedy: String? = nil
        ) -> ModelFinding {
            ModelFinding(
                model: "\(provider.id):NAME", state: state, found: found, offered: offered, remedy: remedy)
        }
        let given = provider.urlVariable.flatMap { environment[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        let dialect: ServerAddress.Dialect = provider.wireProtocol == .messages ? .anthropic : .openAI
        let key: APIKey?
        let address: ServerAddress
        do throws(ModelError) {
            key = try provider.keyVariable.flatMap { (variable) throws(ModelError) in
                try APIKey(variable: variable, in: environment)
            }
            address = try ServerAddress(parsing: given ?? provider.url ?? "", dialect: dialect)
        } catch {
            return finding(.missing, "unusable", remedy: "\(error)")
        }
        if let keyVariable = provider.keyVariable, given == nil, key == nil {
            return finding(.missing, "no key", remedy: "set \(keyVariable)")
        }
        var found = key.map { "key in \($0.variable), " } ?? ""
        found += "server \(address.host)"
        if let urlVariable = provider.urlVariable, given != nil { found += " (\(urlVariable))" }
        guard asksServers else { return finding(.notAsked, found) }
        do {
            let names = try await ServerProbe.models(at: address.text, dialect: dialect, key: key, timeout: patience)
            return finding(.reached, found, offered: names)
        } catch {
            return finding(.unreachable, found, remedy: "\(error)")
        }
    }
}
