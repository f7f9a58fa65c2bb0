import Judging
import Models
import Orchestration

/// What became of one sample of one problem: a line of `results.jsonl`, and of `atlas eval`'s stdout.
public struct EvalResult: Sendable, Codable, Equatable {
    /// `atlas.eval/1`.
    public var schema = "atlas.eval/1"
    /// The problem's id.
    public var problem: String
    /// `easy`, `medium` or `hard`, when stated.
    public var difficulty: String?
    /// Which sample of the problem this is, from 0.
    public var sample: Int
    /// On all tests; nil where there is no program, or where the machine or the model's server failed.
    public var verdict: Verdict?
    /// On the public tests, as the method knew it.
    public var publicVerdict: Verdict?
    /// Why there is no verdict, or why it is not `AC`, in one line.
    public var message: String?
    /// Whether the machine or the model's server failed: neither right nor wrong, and repeated when the run goes on.
    public var isFailed: Bool
    /// The final program; nil where no answer holds one.
    public var program: String?
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

    private enum CodingKeys: String, CodingKey {
        case schema, problem, difficulty, sample, verdict, message, program, language, explores, calls
        case publicVerdict = "public_verdict"
        case isFailed = "failed"
        case stopReason = "stop_reason"
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
        case costUSD = "cost_usd"
        case callSeconds = "call_seconds"
    }
}
