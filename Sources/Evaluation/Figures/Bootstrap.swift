/// Intervals of means over problems, by drawing problems again with replacement.
///
/// All samples of a problem stay together: they are not independent of each other, and an interval that takes them for
/// so is too narrow. Percentile method: Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13;
/// clustered: Davison and Hinkley 1997, section 3.8; for evaluations of models: Miller 2024, arXiv 2411.00640.
public struct Bootstrap: Sendable {
    /// How often the problems are drawn anew.
    public var resamples: Int
    /// Where the sequence of pseudo-random numbers starts.
    public var seed: UInt64

    /// The setting of every published figure.
    public static let standard = Bootstrap(resamples: 10_000, seed: 2107_03374)

    /// Chooses other settings.
    public init(resamples: Int, seed: UInt64) {
        self.resamples = resamples
        self.seed = seed
    }

    /// 95 % intervals of the means of several columns that are drawn together.
    ///
    /// - Parameter rows: A row for each problem, all of one length; at least one row.
    /// - Returns: An interval for each column: the 2.5th and 97.5th percentiles of its means over the resamples.
    public func intervals(_ rows: [[Double]]) -> [Interval] {
        let columns = rows[0].count
        let flat = rows.flatMap { $0 }
        var means = [Double](repeating: 0, count: columns * resamples)
        var generator = SplitMix64(seed: seed)
        flat.withUnsafeBufferPointer { values in
            means.withUnsafeMutableBufferPointer { means in
                for resample in 0..<resamples {
                    let sums = resample * columns
                    for _ in rows.indices {
                        let row = generator.below(rows.count) * columns
                        for column in 0..<columns { means[sums + column] += values[row + column] }
                    }
                    for column in 0..<columns { means[sums + column] /= Double(rows.count) }
                }
            }
        }
        return (0..<columns).map { column in
            let sorted = (0..<resamples).map { means[$0 * columns + column] }.sorted()
            return Interval(low: quantile(sorted, 0.025), high: quantile(sorted, 0.975))
        }
    }

    /// A quantile of sorted values, linear between them: type 7 of Hyndman and Fan 1996, NumPy's default.
    private func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let position = share * Double(sorted.count - 1)
        let below = Int(position)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (position - Double(below))
    }
}

extension Bootstrap {
    /// Within this values are equal: 0.3 − 0.1 and 0.2 − 0 differ in the last digit that a number has.
    private static let rounding = 1e-9

    /// Means over problems, each column with its interval.
    ///
    /// Where all rows agree in a column nothing varies and drawing again shows nothing; the interval is then Wilson's,
    /// with problems as trials.
    ///
    /// - Parameter rows: A row for each problem, all of one length, values 0 to 1; at least one row.
    /// - Returns: An estimate for each column.
    func estimates(ofShares rows: [[Double]]) -> [Estimate] {
        estimates(rows) { wilsonInterval(share: $0, trials: rows.count) }
    }

    /// Means over problems, each column with its interval; `constant` gives that of a column in which all rows agree.
    func estimates(_ rows: [[Double]], constant: (Double) -> Interval) -> [Estimate] {
        let intervals = intervals(rows)
        return rows[0].indices.map { column in
            let first = rows[0][column]
            guard rows.contains(where: { abs($0[column] - first) > Self.rounding }) else {
                return Estimate(value: first, interval: constant(first), method: .wilson, problems: rows.count)
            }
            return Estimate(
                value: rows.reduce(0) { $0 + $1[column] } / Double(rows.count), interval: intervals[column],
                method: .bootstrap, problems: rows.count)
        }
    }
}
