extension Bootstrap {
    /// The mean over problems of what one run's figure is above the other's, on the same problems.
    ///
    /// Problems are drawn with both their figures, so that what makes a problem hard for both runs cancels out. Where
    /// all differences are equal nothing varies, and the interval reaches as far to both sides as Wilson's upper end for
    /// 0 of so many problems.
    ///
    /// - Parameter rows: For each problem the differences, all rows of one length, values -1 to 1; at least one row.
    /// - Returns: An estimate for each column.
    func pairedDifferences(_ rows: [[Double]]) -> [Estimate] {
        let intervals = intervals(rows)
        return rows[0].indices.map { column in
            let first = rows[0][column]
            guard rows.contains(where: { $0[column] != first }) else {
                let reach = wilsonInterval(share: 0, trials: rows.count).high
                return Estimate(
                    value: first, interval: Interval(low: max(-1, first - reach), high: min(1, first + reach)),
                    method: .wilson, problems: rows.count)
            }
            return Estimate(
                value: rows.reduce(0) { $0 + $1[column] } / Double(rows.count), interval: intervals[column],
                method: .bootstrap, problems: rows.count)
        }
    }
}
