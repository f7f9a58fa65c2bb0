/// Wilson's score interval, 95 %, without continuity correction.
///
/// Source: Wilson 1927, J. Am. Stat. Assoc. 22, 209–212; recommended over the textbook interval, which is wrong near 0
/// and 1, by Brown, Cai and DasGupta 2001, Statistical Science 16(2).
///
/// - Parameters:
///   - share: The share of successes, 0 to 1.
///   - trials: How many independent trials there were, at least 1.
/// - Returns: The interval, within 0 and 1.
public func wilsonInterval(share: Double, trials: Int) -> Interval {
    let n = Double(trials)
    let z2 = standardNormal975 * standardNormal975
    let centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    let half =
        standardNormal975 / (1 + z2 / n) * (share * (1 - share) / n + z2 / (4 * n * n)).squareRoot()
    return Interval(low: share == 0 ? 0 : max(0, centre - half), high: share == 1 ? 1 : min(1, centre + half))
}

/// The 97.5th percentile of the standard normal distribution.
private let standardNormal975 = 1.959963984540054
