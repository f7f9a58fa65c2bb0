import Models
import Orchestration

extension Trajectory {
    /// USD of all calls; nil when a model's price is not known.
    public func costUSD(_ prices: PriceTable) -> Double? {
        var sum = 0.0
        for call in calls {
            guard let cost = prices.cost(model: call.model, usage: call.usage) else { return nil }
            sum += cost
        }
        return sum
    }

    /// USD that caches of prompts saved, writing to them paid; 0 where no price is known.
    public func savedUSD(_ prices: PriceTable) -> Double {
        calls.reduce(0) { $0 + (prices.price(of: $1.model)?.saving($1.usage) ?? 0) }
    }
}
