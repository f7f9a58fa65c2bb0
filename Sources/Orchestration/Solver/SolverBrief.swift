import Models

/// What a solver is asked with, beside the problem.
struct SolverBrief: Sendable {
    /// The model.
    var model: any ChatModel
    /// How much it may think; nil for the server's default.
    var effort: Effort?
    /// The longest answer apart from what the effort adds for thinking, in tokens.
    var answerTokens: Int
    /// The most that it may be asked for at all, thinking included; nil for no such limit.
    var mostTokens: Int?
    /// An instruction that goes with the problem; nil for none.
    var strategy: String?
    /// The arguments of the explore, by name; nil for none.
    var arguments: [String: String]?

    /// The longest answer, thinking included.
    var longestAnswer: Int { TokenLimits.whole(answerTokens, effort, most: mostTokens) }
}

/// A solver that an orchestrator may choose.
public struct PooledSolver: Sendable {
    /// The model, as one problem's calls meet it.
    public var model: any ChatModel
    /// What it is good at; nil when nobody said.
    public var description: String?
    /// What its tokens cost; nil when that is not known.
    public var price: PriceTable.Price?
    /// How much it may think where the orchestrator does not say; nil for the server's default.
    public var effort: Effort?
    /// The longest answer apart from what the effort adds for thinking, in tokens.
    public var answerTokens: Int
    /// The most that it may be asked for at all, thinking included; nil for no such limit.
    public var mostTokens: Int?

    /// As the user named it.
    public var name: String { model.name }

    /// Describes a solver; `answerTokens` nil stands for what suits the model.
    public init(
        model: any ChatModel, description: String? = nil, price: PriceTable.Price? = nil, effort: Effort? = nil,
        answerTokens: Int? = nil
    ) {
        self.model = model
        self.description = description
        self.price = price
        self.effort = effort
        self.answerTokens = answerTokens ?? TokenLimits(orchestrator: model, solver: model).solverAnswer
    }
}
