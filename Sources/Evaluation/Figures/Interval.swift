/// A two-sided 95 % interval.
public struct Interval: Sendable, Codable, Equatable {
    /// The lower end.
    public var low: Double
    /// The upper end.
    public var high: Double

    /// Makes an interval.
    public init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }
}

/// How an interval was found.
public enum IntervalMethod: String, Sendable, Codable {
    /// Wilson's score interval.
    case wilson
    /// Percentiles of means over problems drawn again with replacement.
    case bootstrap
    /// The square-and-add combination of two independent intervals.
    case squareAndAdd = "square_and_add"
}

/// A figure with its interval.
public struct Estimate: Sendable, Codable, Equatable {
    /// The figure.
    public var value: Double
    /// Its 95 % interval.
    public var interval: Interval
    /// How the interval was found.
    public var method: IntervalMethod
    /// How many problems it is a mean over.
    public var problems: Int

    /// Makes an estimate.
    public init(value: Double, interval: Interval, method: IntervalMethod, problems: Int) {
        self.value = value
        self.interval = interval
        self.method = method
        self.problems = problems
    }
}
