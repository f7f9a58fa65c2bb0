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
}
