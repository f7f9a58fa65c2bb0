import Models
import Orchestration

/// What a model's row and the options say of how it is asked; kept in the plan, so that a replay asks the same.
struct ModelUse: Codable, Equatable {
    /// How much it may think; nil for the server's default.
    var effort: Effort?
    /// The longest answer in tokens, reasoning included; nil for the method's own.
    var maxTokens: Int?
    /// The longest request and answer together, where the method would exceed it.
    var contextTokens: Int?
    /// Whether native tools are worth trying, where the name alone says otherwise.
    var prefersTools: Bool?
    /// Fields that are added to each request as they are; nil for none.
    var extra: [String: JSONValue]?

    private enum CodingKeys: String, CodingKey {
        case effort, extra
        case maxTokens = "max_tokens"
        case contextTokens = "context"
        case prefersTools = "tools"
    }

    /// What is said of a model; nil for nothing.
    init?(_ model: ModelConfiguration, effort: Effort?) {
        self.effort = effort ?? model.defaults.effort
        maxTokens = model.defaults.maxTokens
        let ample = TokenLimits.ample
        let needed = ample.orchestratorRequest + ample.orchestratorAnswer + (self.effort?.allowance ?? 0) + 1_024
        contextTokens = model.contextTokens.flatMap { $0 < needed && model.prefersTools ? $0 : nil }
        prefersTools = model.prefersTools == (model.name != "local") ? nil : model.prefersTools
        extra = model.defaults.extra.isEmpty ? nil : model.defaults.extra
        if self.effort == nil, maxTokens == nil, contextTokens == nil, prefersTools == nil, extra == nil { return nil }
    }

    /// The longest answer apart from thinking.
    func answer(_ usual: Int) -> Int {
        let room = maxTokens.map { max($0 - (effort?.allowance ?? 0), 256) } ?? usual
        return min(room, contextTokens.map { max($0 / 4, 256) } ?? room)
    }

    /// The longest request.
    func request(_ usual: Int, answer: Int) -> Int {
        guard let contextTokens else { return usual }
        return max(min(usual, contextTokens - answer - (effort?.allowance ?? 0) - 1_024), 1_024)
    }
}

extension TokenLimits {
    /// The limits with what is said of the two models.
    mutating func keep(to orchestrator: ModelUse?, _ solver: ModelUse?) {
        if let orchestrator {
            orchestratorAnswer = orchestrator.answer(orchestratorAnswer)
            orchestratorRequest = orchestrator.request(orchestratorRequest, answer: orchestratorAnswer)
            evidence = min(evidence, max(orchestratorRequest / 4, 256))
            orchestratorMost = orchestrator.maxTokens
        }
        if let solver {
            solverAnswer = solver.answer(solverAnswer)
            solverMost = solver.maxTokens
        }
    }
}
