import Models

/// Whether a model, or a kind of model, can be used from here.
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

    /// What `--model` takes: a row of the models file, or a form of name such as `openai:NAME`.
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

    /// Looks at the environment and the cache, and, when asked to, at the servers, all at once.
    ///
    /// - Parameters:
    ///   - environment: Where keys and addresses are.
    ///   - catalog: The models of the user's own.
    ///   - asksServers: Whether each server is asked which models it offers. No model is asked anything.
    /// - Returns: One finding for each row of the models file, then for each form of name that needs no URL.
    public static func all(
        environment: [String: String], catalog: ModelCatalog, asksServers: Bool
    ) async -> [ModelFinding] {
        let names = Set(catalog.own.map(\.name))
        let forms = ["local", "anthropic:NAME", "openai:NAME", "ollama:NAME"].filter { !names.contains($0) }
        let models = catalog.own + forms.compactMap { try? ModelCatalog().configuration($0) }
        return await withTaskGroup(of: (Int, ModelFinding).self) { group in
            for (place, model) in models.enumerated() {
                group.addTask { (place, await Self.finding(model, environment, asksServers: asksServers)) }
            }
            var found: [(Int, ModelFinding)] = []
            for await one in group { found.append(one) }
            return found.sorted { $0.0 < $1.0 }.map { $0.1 }
        }
    }

    /// What is known of a model or of the models of a form.
    private static func finding(
        _ model: ModelConfiguration, _ environment: [String: String], asksServers: Bool
    ) async -> ModelFinding {
        func finding(
            _ state: State, _ found: String, offered: [String]? = nil, remedy: String? = nil
        ) -> ModelFinding {
            ModelFinding(model: model.name, state: state, found: found, offered: offered, remedy: remedy)
        }
        if model.provider == "local" {
            return LocalModel.isSetUp()
                ? finding(.ready, LocalModel.name)
                : finding(.missing, "not set up", remedy: "atlas models setup fetches it (1.1 GB)")
        }
        let server: ModelServer
        let address: ServerAddress
        do throws(ModelError) {
            server = try ModelServer(of: model, in: environment)
            address = try server.address()
        } catch {
            return finding(.missing, "unusable", remedy: "\(error)")
        }
        if let variable = server.missingKey { return finding(.missing, "no key", remedy: "set \(variable)") }
        var found = server.key.map { "key in \($0.variable), " } ?? ""
        found += "server \(address.host)"
        if let variable = server.urlVariable { found += " (\(variable))" }
        guard asksServers else { return finding(.notAsked, found) }
        do {
            return finding(
                .reached, found, offered: try await ServerProbe.models(of: server, timeout: patience))
        } catch {
            return finding(.unreachable, found, remedy: "\(error)")
        }
    }
}
