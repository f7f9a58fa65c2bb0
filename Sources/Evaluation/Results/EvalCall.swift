import Models
import Orchestration

/// An answered call of a sample: a row of the table `calls`.
public struct EvalCall: Sendable, Codable, Equatable {
    /// The problem's id.
    public var problem: String
    /// Which sample of the problem, from 0.
    public var sample: Int
    /// The call's place among those of the sample, from 0.
    public var position: Int
    /// Who was asked.
    public var role: CallSummary.Role
    /// The orchestrator's turn, or the explore, from 1.
    public var n: Int
    /// The model as the user named it.
    public var model: String
    /// The action taken; nil for solvers.
    public var action: String?
    /// Why the answer ended.
    public var finish: ChatResponse.FinishReason
    /// Tokens of the request.
    public var inputTokens: Int
    /// Those of the request that were read from a cache.
    public var cachedInputTokens: Int
    /// Tokens of the answer, reasoning included.
    public var outputTokens: Int
    /// Those of the answer that are reasoning.
    public var reasoningTokens: Int
    /// Seconds from sending the request to the last byte.
    public var seconds: Double
    /// USD; nil when the model's price is not known.
    public var costUSD: Double?

    private enum CodingKeys: String, CodingKey {
        case problem, sample, position, role, n, model, action, finish, seconds
        case inputTokens = "input_tokens"
        case cachedInputTokens = "cached_input_tokens"
        case outputTokens = "output_tokens"
        case reasoningTokens = "reasoning_tokens"
        case costUSD = "cost_usd"
    }

    /// The calls of a trajectory, at given prices.
    public static func all(of trajectory: Trajectory, sample: Int, prices: PriceTable) -> [EvalCall] {
        trajectory.calls.enumerated().map { position, call in
            EvalCall(
                problem: trajectory.problem, sample: sample, position: position, role: call.role, n: call.n,
                model: call.model, action: call.action, finish: call.finish, inputTokens: call.usage.input,
                cachedInputTokens: call.usage.cachedInput, outputTokens: call.usage.output,
                reasoningTokens: call.usage.reasoning, seconds: call.seconds,
                costUSD: prices.cost(model: call.model, usage: call.usage))
        }
    }
}
