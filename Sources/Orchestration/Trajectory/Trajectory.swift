import Models

/// All that happened while one problem was solved.
///
/// Holds no clock: a replay yields the same bytes.
public struct Trajectory: Sendable, Codable, Equatable {
    /// The problem's id.
    public var problem: String
    /// The method's name.
    public var method: String
    /// The language's id.
    public var language: String
    /// The orchestrator as the user named it; nil for methods without one.
    public var orchestrator: String?
    /// The solver as the user named it; with a pool the one that is asked where none is named.
    public var solver: String
    /// The solvers to choose from; nil for one alone.
    public var pool: [String]?
    /// How the orchestrator stated its actions: `tools` or `text`; nil for methods without one.
    public var actionProtocol: ActionProtocol?
    /// The fingerprint of the prompts.
    public var prompts: String
    /// How many explores were allowed.
    public var maxExplores: Int
    /// How many of them might be made before the orchestrator was first asked; nil for none.
    public var firstExplores: Int?
    /// After how many explores in a row that got no further no more were to be made; nil for any number.
    public var patience: Int?
    /// The explores, in order.
    public var explores: [Explore]
    /// Every call that was answered: each of the orchestrator's, followed by those of the explores it asked for.
    public var calls: [CallSummary]
    /// Calls for something other than a program that were not answered; nil for none.
    public var failures: [CallFailure]?
    /// The inputs on which candidates were compared; nil where none were asked for.
    public var probes: ProbeSummary?
    /// The program to hand in; nil when no model wrote one.
    public var final: FinalProgram?
    /// Why it stopped.
    public var stopReason: StopReason
    /// A sentence where there is more to say: what was kept instead of what.
    public var stopNote: String?
    /// How many answers held no action, or no score, choice or test, that could be used.
    public var malformedActions: Int
    /// How often a submitted program was handed back.
    public var revisions: Int
    /// Those programs, in order; nil for none.
    public var handedBack: [HandedBack]?
    /// Sums over the calls.
    public var totals: Totals

    /// A program that was handed in and back.
    public struct HandedBack: Sendable, Codable, Equatable {
        /// The orchestrator's turn.
        public var turn: Int
        /// What was handed in.
        public var program: FinalProgram
        /// Why it was handed back, as the orchestrator was told.
        public var reason: String
    }

    /// Sums over the calls.
    public struct Totals: Sendable, Codable, Equatable {
        /// Answered calls.
        public var calls: Int
        /// Explores whose solver could not be reached.
        public var failedExplores: Int
        /// Tokens of all requests.
        public var inputTokens: Int
        /// Tokens of all answers.
        public var outputTokens: Int
        /// Of those of the requests: read from a cache; nil for none.
        public var cachedInputTokens: Int?
        /// Of those of the answers: reasoning; nil for none.
        public var reasoningTokens: Int?
        /// Seconds of all calls, as if one after the other.
        public var callSeconds: Double

        private enum CodingKeys: String, CodingKey {
            case calls
            case failedExplores = "failed_explores"
            case inputTokens = "input_tokens"
            case outputTokens = "output_tokens"
            case cachedInputTokens = "cached_input_tokens"
            case reasoningTokens = "reasoning_tokens"
            case callSeconds = "call_seconds"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case problem, method, language, orchestrator, solver, pool, failures, prompts, explores, calls, final,
            probes, revisions, totals, patience
        case actionProtocol = "action_protocol"
        case maxExplores = "max_explores"
        case firstExplores = "first_explores"
        case stopReason = "stop_reason"
        case stopNote = "stop_note"
        case malformedActions = "malformed_actions"
        case handedBack = "handed_back"
    }
}

/// One answered call.
public struct CallSummary: Sendable, Codable, Equatable {
    /// Who was asked.
    public enum Role: String, Sendable, Codable {
        /// Decides what to do next.
        case orchestrator
        /// Writes a program from the problem alone.
        case solver
        /// Writes a program anew after its trace.
        case reviser
        /// Says what is wrong with a program.
        case critic
        /// Scores a program.
        case scorer
        /// Chooses among programs.
        case selector
        /// Writes the final program from all results.
        case integrator
        /// Writes tests or inputs.
        case tester
        /// Reflects on the problem before a program is written.
        case planner
    }

    /// Who was asked.
    public var role: Role
    /// The orchestrator's turn, or the explore, from 1; for other roles the explore that it is about, or a count.
    public var n: Int
    /// The model as the user named it.
    public var model: String
    /// The text, of the orchestrator without its action, bounded; nil for solvers.
    public var thought: String?
    /// The action taken: `explore`, `explore x3`, `submit`, `submit explore 2`, `malformed`, and of
    /// other roles what was understood: `score 80`, `choice 3`, `6 tests`; nil for solvers.
    public var action: String?
    /// What was wrong with the answer, or with one of several actions, as the model was told; nil for nothing.
    public var malformed: String?
    /// How many of the explores that it asked for were refused, as none was left; nil for none.
    public var refused: Int?
    /// Tokens.
    public var usage: TokenUsage
    /// Seconds from sending the request to the last byte.
    public var seconds: Double
    /// Why the answer ended.
    public var finish: ChatResponse.FinishReason
}

/// A call for something other than a program that was not answered.
public struct CallFailure: Sendable, Codable, Equatable {
    /// Who was asked.
    public var role: CallSummary.Role
    /// As in `CallSummary`.
    public var n: Int
    /// The model as the user named it.
    public var model: String
    /// What its client says, in one line.
    public var reason: String
    /// True where a cap kept the model from being asked, which `reason` names; nil elsewhere.
    public var notMade: Bool?

    private enum CodingKeys: String, CodingKey {
        case role, n, model, reason
        case notMade = "not_made"
    }

    /// Describes the failure of a call.
    init(role: CallSummary.Role, n: Int, model: String, error: ModelError) {
        (self.role, self.n, self.model, reason) = (role, n, model, "\(error)")
        notMade = error.isCap ? true : nil
    }
}

/// Why a solution stopped.
public enum StopReason: String, Sendable, Codable, CaseIterable {
    /// The orchestrator submitted when at least two explores passed the public tests and behaved alike.
    case agreement
    /// It ended when a program had passed the public tests, or those and tests written for it.
    case testsPassed = "tests_passed"
    /// It submitted when nothing could be run: the statement has no samples, or the judge failed.
    case unverified
    /// It ended when every explore had been spent.
    case budget
    /// The cap on the orchestrator's turns was reached and the best candidate was taken.
    case cap
    /// A cap on cost, tokens or calls was reached and the best candidate was taken.
    case spendingCap = "spending_cap"
    /// The answers that should decide stayed unreadable or impossible and the best candidate was taken.
    case malformedActions = "malformed_actions"
    /// The model that decides did not answer any more and the best candidate was taken.
    case modelFailed = "model_failed"
    /// An error that every further call would meet, or one of the judge, ended it: the trajectory is what had been made.
    case failed
    /// It ended before every explore had been spent, by the orchestrator's choice or for want of patience, with a program
    /// that fails a public test, and no candidate passes.
    case gaveUp = "gave_up"
    /// The method asks a fixed number of times.
    case fixed
}
