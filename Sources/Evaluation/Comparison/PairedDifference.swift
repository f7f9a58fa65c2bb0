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
        let reach = wilsonInterval(share: 0, trials: rows.count).high
        return estimates(rows) { Interval(low: max(-1, $0 - reach), high: min(1, $0 + reach)) }
    }
}
