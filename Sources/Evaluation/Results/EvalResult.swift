import Judging
import Models
import Orchestration

/// What became of one sample of one problem: a row of the table `results`, and a line of `atlas eval`'s stdout.
public struct EvalResult: Sendable, Codable, Equatable {
    /// What such a line calls its form.
    public static let schema = "atlas.eval/2"

    /// What the model was asked to do.
    public var scenario: EvalScenario
    /// The problem's id; of the scenarios that have several items a problem, the item's id.
    public var problem: String
    /// Where it was set, when stated.
    public var platform: String?
    /// The day of the contest, `YYYY-MM-DD`, when stated.
    public var contestDate: String?
    /// `easy`, `medium` or `hard`, when stated.
    public var difficulty: String?
    /// Why the errata of the data set would not count the problem; nil for one that they do not name.
    public var excluded: String?
    /// Which sample of the problem this is, from 0.
    public var sample: Int
    /// The number of the sample's first call, which servers that take a seed are sent.
    public var seed: Int
    /// On all tests; nil where there is no program, or where the machine or the model's server failed.
    public var verdict: Verdict?
    /// The verdict by the errata of the data set, where they say that a problem has several answers; nil elsewhere.
    public var corrected: Verdict?
    /// On the public tests: as the method knew it, or, where none judged them, as grading found it; nil where the problem
    /// has none, and where nobody here ran the program.
    public var publicVerdict: Verdict?
    /// Why there is no verdict, or why it is not `AC`, in one line.
    public var message: String?
    /// Whose fault it is that there is no verdict; nil when there is one.
    public var failure: FailureKind?
    /// What judging came to; nil where nothing was judged.
    public var tests: TestSummary?
    /// The final program, or the final answer of a scenario that asks for no program; nil where no answer holds one.
    public var program: String?
    /// The model's last answer as it came, where the scenario or an import keeps it.
    public var answer: String?
    /// The language's id.
    public var language: String
    /// Why the method stopped; nil when it failed.
    public var stopReason: StopReason?
    /// Explores made.
    public var explores: Int
    /// Answered calls.
    public var calls: Int
    /// Tokens of the requests.
    public var inputTokens: Int
    /// Tokens of the answers.
    public var outputTokens: Int
    /// USD; nil when a model's price is not known.
    public var costUSD: Double?
    /// Seconds of all calls, as if one after the other.
    public var callSeconds: Double
    /// When work on the sample began, ISO 8601 in UTC; empty when it is not known.
    public var started: String
    /// When it ended, ISO 8601 in UTC; empty when it is not known.
    public var ended: String

    private enum CodingKeys: String, CodingKey {
        case scenario, problem, platform, difficulty, excluded, sample, seed, verdict, corrected, message, failure
        case tests, program, answer, language, explores, calls, started, ended
        case contestDate = "contest_date"
        case publicVerdict = "public_verdict"
        case stopReason = "stop_reason"
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
        case costUSD = "cost_usd"
        case callSeconds = "call_seconds"
    }

    /// A sample of which nothing is known yet.
    public init(
        problem: EvalProblem, sample: Int, language: String, scenario: EvalScenario = .codeGeneration, seed: Int = 0
    ) {
        self.scenario = scenario
        self.problem = problem.id
        platform = problem.platform
        contestDate = problem.contestDate
        difficulty = problem.difficulty
        excluded = problem.excluded
        self.sample = sample
        self.seed = seed
        self.language = language
        (explores, calls, inputTokens, outputTokens, callSeconds) = (0, 0, 0, 0, 0)
        (started, ended) = ("", "")
    }

    /// Whether it is right or wrong: neither the machine nor the model's server failed, and a model was asked.
    public var isJudged: Bool { failure == nil || failure == .model }

    /// How it ended: a verdict (`AC`, `WA`, …); `no program` where no answer holds one; `failed` for the machine's or the
    /// model server's fault; `not asked` where the problem's cap allows no call.
    public var ending: String {
        switch failure {
        case .machine: Self.failed
        case .cap: Self.notAsked
        case .model, nil: verdict?.rawValue ?? Self.noProgram
        }
    }

    /// What `ending` may be: accepted first, what is neither right nor wrong last.
    public static let endings = Verdict.allCases.map(\.rawValue) + [noProgram] + notJudged

    /// Those of them that are neither right nor wrong.
    public static let notJudged = [failed, notAsked]

    private static let noProgram = "no program"
    private static let failed = "failed"
    private static let notAsked = "not asked"

    /// Whether it counts as right.
    public var isAccepted: Bool { verdict == .accepted }

    /// The verdict by the errata where they have one, else the official one.
    public var correctedVerdict: Verdict? { corrected ?? verdict }
}

/// A result with the name of its form, as programs read it.
public struct EvalResultLine: Sendable, Encodable {
    private let result: EvalResult

    private enum CodingKeys: String, CodingKey {
        case schema
    }

    /// Makes a line of a result.
    public init(_ result: EvalResult) { self.result = result }

    /// Writes `schema` among the fields of the result.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(EvalResult.schema, forKey: .schema)
        try result.encode(to: encoder)
    }
}
