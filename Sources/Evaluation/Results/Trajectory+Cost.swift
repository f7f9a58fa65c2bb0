import Models
import Orchestration

extension Trajectory {
    /// USD of all calls; nil when a model's price is not known, or its server told no counts.
    public func costUSD(_ prices: PriceTable) -> Double? {
        var sum = 0.0
        for call in calls {
            guard let cost = prices.cost(model: call.model, usage: call.usage) else { return nil }
            sum += cost
        }
        return sum
    }

    /// USD that caches of prompts saved, writing to them paid; nil where the cost is.
    public func savedUSD(_ prices: PriceTable) -> Double? {
        guard costUSD(prices) != nil else { return nil }
        return calls.reduce(0) { $0 + (prices.price(of: $1.model)?.saving($1.usage) ?? 0) }
    }
}
