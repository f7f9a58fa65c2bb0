/// pass@k for one k.
public struct PassAtKFigure: Sendable, Codable, Equatable {
    /// How many samples are drawn.
    public var k: Int
    /// The mean over the problems that have at least `k` judged samples.
    public var estimate: Estimate
}

/// pass@k for every k up to the most judged samples that a problem has.
///
/// A problem with fewer than `k` judged samples has no pass@k and is not in that mean; `estimate.problems` says how many
/// are. Intervals: Wilson's where each problem has one judged sample, else by the bootstrap.
///
/// - Parameters:
///   - tallies: One for each problem; those without a judged sample are passed over.
///   - ks: Which k are wanted; nil for all.
///   - bootstrap: How problems are drawn again.
/// - Returns: The figures, by k; none where nothing was judged.
public func passAtKFigures(
    _ tallies: [SampleTally], ks: [Int]? = nil, bootstrap: Bootstrap = .standard
) -> [PassAtKFigure] {
    let judged = tallies.filter { $0.judged > 0 }
    guard let most = judged.map(\.judged).max() else { return [] }
    let wanted = (ks ?? Array(1...most)).filter { (1...most).contains($0) }
    if most == 1 {
        let share = Double(judged.count { $0.accepted == 1 }) / Double(judged.count)
        let estimate = Estimate(
            value: share, interval: wilsonInterval(share: share, trials: judged.count), method: .wilson,
            problems: judged.count)
        return wanted.map { PassAtKFigure(k: $0, estimate: estimate) }
    }
    // Problems are drawn once for all k that have the same problems.
    let groups = Dictionary(grouping: wanted) { k in judged.count { $0.judged >= k } }
    let figures = groups.values.flatMap { ks in
        let rows = judged.filter { $0.judged >= ks[0] }.map { tally in
            ks.map { k in passAtK(accepted: tally.accepted, judged: tally.judged, drawing: k) }
        }
        return zip(ks, bootstrap.estimates(ofShares: rows)).map { PassAtKFigure(k: $0, estimate: $1) }
    }
    return figures.sorted { $0.k < $1.k }
}
