extension Estimate {
    /// This figure less another one over other problems, with an interval made of the two intervals.
    ///
    /// Source: Newcombe 1998, Statistics in Medicine 17, 873–890, method 10, for Wilson's intervals; for any intervals
    /// Zou and Donner 2008, Statistics in Medicine 27, 1693–1702.
    func difference(from other: Estimate) -> Estimate {
        let difference = value - other.value
        let below = Self.length(value - interval.low, other.interval.high - other.value)
        let above = Self.length(interval.high - value, other.value - other.interval.low)
        return Estimate(
            value: difference, interval: Interval(low: difference - below, high: difference + above),
            method: .squareAndAdd, problems: problems + other.problems)
    }

    private static func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
}
