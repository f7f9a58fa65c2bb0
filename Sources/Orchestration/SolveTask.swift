import Judging
import Models
import Problems

/// Everything a method may use to solve one problem.
public struct SolveTask: Sendable {
    /// The problem without its private tests and labelled submissions: nothing in this module can reach them.
    public let problem: Problem
    /// The language of the programs.
    public var language: Language
    /// The model that decides and writes the final program.
    public var orchestrator: any ChatModel
    /// The model that is asked for candidates.
    public var solver: any ChatModel
    /// The solvers that the orchestrator may choose from (ATLAS-MM), the default first; empty for `solver` alone.
    ///
    /// Methods that ask a fixed number of times ask each in turn.
    public var pool: [PooledSolver] = []
    /// Whether effort is an argument of `explore`.
    public var offersEffort = false
    /// Whether a directed instruction is an argument of `explore` (ATLAS-MI).
    public var offersStrategy = false
    /// Arguments of `explore` beyond those that options switch on.
    var moreArguments: [any ExploreArgument] = []
    /// Judges candidates on the public tests.
    public var judge: CandidateJudge
    /// How much may be spent.
    public var budget: SolveBudget
    /// Sampling temperature of the solvers; nil for the server's default.
    public var temperature: Double?
    /// Sampling temperature of the orchestrator; nil for the server's default.
    public var orchestratorTemperature: Double?
    /// How much the orchestrator may think; nil for the server's default.
    public var effort: Effort?
    /// How much solvers may think; nil for the server's default.
    public var solverEffort: Effort?
    /// The longest answer of a solver, in tokens, thinking included.
    public var longestSolverAnswer: Int {
        TokenLimits.whole(tokenLimits.solverAnswer, solverEffort, most: tokenLimits.solverMost)
    }
    /// The longest answer of the orchestrator, in tokens, thinking included.
    var longestOrchestratorAnswer: Int {
        TokenLimits.whole(tokenLimits.orchestratorAnswer, effort, most: tokenLimits.orchestratorMost)
    }
    /// How the orchestrator states its actions.
    public var actionProtocol: ActionProtocol
    /// How long requests and answers may be.
    public var tokenLimits: TokenLimits
    /// The sample index of the first call; explore n uses `sampleBase + n`.
    ///
    /// Two solutions of one problem are distinct calls when their bases are at least `budget.maxExplores + 1` apart.
    public var sampleBase: Int
    /// Whether candidates are run on probe inputs; off unless set.
    public var probes = ProbeUse.off
    /// Makes the probes of this solution; nil where there are to be none, and before `withProbes`.
    var probeDesk: ProbeDesk?
    /// The texts that models are shown.
    public var prompts: Prompts
    /// Is told of each step as it happens, from any thread.
    public var events: @Sendable (SolveEvent) -> Void

    /// Describes a task; the problem's private tests are dropped here.
    ///
    /// `tokenLimits` nil stands for `TokenLimits.ample` where a model prefers tools, else `.small`.
    public init(
        problem: Problem, language: Language, orchestrator: any ChatModel, solver: any ChatModel, judge: CandidateJudge,
        budget: SolveBudget = SolveBudget(), temperature: Double? = nil, actionProtocol: ActionProtocol = .auto,
        tokenLimits: TokenLimits? = nil, sampleBase: Int = 0, prompts: Prompts = .builtIn,
        events: @escaping @Sendable (SolveEvent) -> Void = { _ in }
    ) {
        self.problem = problem.withoutPrivateTests
        self.language = language
        self.orchestrator = orchestrator
        self.solver = solver
        self.judge = judge
        self.budget = budget
        self.temperature = temperature
        // A model too weak for tools keeps to the plain-text protocol better when it is not left to chance.
        orchestratorTemperature = orchestrator.prefersTools ? nil : 0.2
        self.actionProtocol = actionProtocol
        self.tokenLimits = tokenLimits ?? TokenLimits(orchestrator: orchestrator, solver: solver)
        self.sampleBase = sampleBase
        self.prompts = prompts
        self.events = events
    }
}

/// The hard caps of one solution.
public struct SolveBudget: Sendable, Equatable {
    /// How many explores may be made; 8 in the paper (arXiv 2606.01667).
    public var maxExplores: Int
    /// How many of them may be made before the orchestrator is first asked, one by one until a program does not fail; 0 in
    /// the paper, where it decides.
    public var firstExplores: Int
    /// After how many explores in a row that get no further, while every program fails, no more are made; nil in the
    /// paper, where the orchestrator decides.
    public var patience: Int?
    /// How many times the orchestrator may be called, repairs and revisions included.
    public var maxTurns: Int
    /// How many times a submitted program that is worse than the evidence is handed back.
    public var maxRevisions: Int
    /// How many reminders a malformed action gets before the fallback.
    public var maxRepairs: Int

    /// Makes a budget.
    ///
    /// `maxTurns` nil stands for twice the explores and four more: an explore a turn, the repairs of half of them,
    ///   and the revisions.
    public init(
        maxExplores: Int = 8, firstExplores: Int = 0, patience: Int? = nil, maxTurns: Int? = nil,
        maxRevisions: Int = 2, maxRepairs: Int = 2
    ) {
        self.maxExplores = max(maxExplores, 0)
        self.firstExplores = firstExplores
        self.patience = patience
        self.maxTurns = maxTurns ?? 2 * self.maxExplores + 4
        self.maxRevisions = maxRevisions
        self.maxRepairs = maxRepairs
    }
}

/// How the orchestrator states its actions.
public enum ActionProtocol: String, Sendable, Codable, CaseIterable {
    /// Tools where the model prefers them, else text.
    case auto
    /// Native tool calls; an answer without one is read as text.
    case tools
    /// A line `ACTION: …` in plain text.
    case text
}

/// How long requests and answers may be, in tokens as `TokenEstimate` counts them.
public struct TokenLimits: Sendable, Equatable {
    /// The longest answer of a solver, apart from what its effort adds for thinking.
    public var solverAnswer: Int
    /// The longest answer of the orchestrator, apart from what its effort adds for thinking.
    public var orchestratorAnswer: Int
    /// The longest request to the orchestrator; earlier evidence is condensed to keep to it.
    public var orchestratorRequest: Int
    /// The longest evidence of one explore.
    public var evidence: Int
    /// The most that a solver may be asked for at all, thinking included; nil for no such limit.
    public var solverMost: Int?
    /// The most that the orchestrator may be asked for at all, thinking included; nil for no such limit.
    public var orchestratorMost: Int?

    /// Makes a set of limits.
    public init(solverAnswer: Int, orchestratorAnswer: Int, orchestratorRequest: Int, evidence: Int) {
        self.solverAnswer = solverAnswer
        self.orchestratorAnswer = orchestratorAnswer
        self.orchestratorRequest = orchestratorRequest
        self.evidence = evidence
    }

    /// The longest answer with what its effort adds for thinking, and never more than the most.
    static func whole(_ answer: Int, _ effort: Effort?, most: Int?) -> Int {
        min(answer + (effort?.allowance ?? 0), most ?? .max)
    }

    /// What suits two models: those that are too weak for tools get the small limits.
    init(orchestrator: any ChatModel, solver: any ChatModel) {
        self = orchestrator.prefersTools ? .ample : .small
        solverAnswer = (solver.prefersTools ? TokenLimits.ample : .small).solverAnswer
    }

    /// For models with a large context; the answers are as long as most providers allow.
    public static let ample = TokenLimits(
        solverAnswer: 8_192, orchestratorAnswer: 8_192, orchestratorRequest: 48_000, evidence: 3_000)
    /// For small local models: a request and its answer fit in 5,000 tokens.
    ///
    /// Two cores read some 30 to 60 tokens a second: a longer conversation would cost a minute a turn.
    public static let small = TokenLimits(
        solverAnswer: 2_048, orchestratorAnswer: 1_536, orchestratorRequest: 3_000, evidence: 700)
}
