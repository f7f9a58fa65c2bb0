/// Two runs set side by side, on the problems that both have judged.
public struct RunComparison: Sendable, Codable, Equatable {
    /// A problem that one run solves and the other does not.
    public struct Flip: Sendable, Codable, Equatable {
        /// The problem's id.
        public var problem: String
        /// `easy`, `medium` or `hard`, when stated.
        public var difficulty: String?
        /// Accepted samples of the first run.
        public var firstAccepted: Int
        /// Judged samples of the first run.
        public var firstJudged: Int
        /// Accepted samples of the second run.
        public var secondAccepted: Int
        /// Judged samples of the second run.
        public var secondJudged: Int

        private enum CodingKeys: String, CodingKey {
            case problem, difficulty
            case firstAccepted = "first_accepted"
            case firstJudged = "first_judged"
            case secondAccepted = "second_accepted"
            case secondJudged = "second_judged"
        }
    }

    /// pass@k of both runs on the common problems, and what the second is above the first.
    public struct Score: Sendable, Codable, Equatable {
        /// How many samples are drawn.
        public var k: Int
        /// The first run's pass@k.
        public var first: Double
        /// The second run's pass@k.
        public var second: Double
        /// The second less the first; the interval is that of a paired bootstrap.
        public var difference: Estimate
    }

    /// What the first run is called.
    public var first: String
    /// What the second run is called.
    public var second: String
    /// Where the fingerprints differ.
    public var differences: [FingerprintDifference]
    /// Problems that both have judged: all that follows is about them.
    public var problems: Int
    /// Problems that only the first run has judged.
    public var onlyInFirst: Int
    /// Problems that only the second run has judged.
    public var onlyInSecond: Int
    /// pass@k for every k that both runs have enough samples for.
    public var scores: [Score]
    /// Problems that both solve.
    public var bothSolve: Int
    /// Problems that neither solves.
    public var neitherSolves: Int
    /// Problems that only the first run solves, by id.
    public var lost: [Flip]
    /// Problems that only the second run solves, by id.
    public var gained: [Flip]
    /// McNemar's exact test of `lost` against `gained`, two-sided.
    public var pValue: Double
    /// What a sample of the first run took in the mean, on the common problems.
    public var firstPerSample: ResourceUse?
    /// What a sample of the second run took in the mean, on the common problems.
    public var secondPerSample: ResourceUse?

    private enum CodingKeys: String, CodingKey {
        case first, second, differences, problems, scores, lost, gained
        case onlyInFirst = "only_in_first"
        case onlyInSecond = "only_in_second"
        case bothSolve = "both_solve"
        case neitherSolves = "neither_solves"
        case pValue = "mcnemar_p"
        case firstPerSample = "first_per_sample"
        case secondPerSample = "second_per_sample"
    }

    /// What a difference of the scores may come of alone: other data, limits or another grader.
    public var obstacles: [FingerprintDifference] { differences.filter(\.forbidsComparison) }

    /// Compares two runs.
    ///
    /// A run solves a problem if it has more accepted samples than others among the judged ones: with one sample, if that
    /// is accepted.
    ///
    /// - Parameters:
    ///   - first: What is compared with.
    ///   - second: What is compared.
    ///   - bootstrap: How problems are drawn again for intervals.
    public init(_ first: EvaluatedRun, _ second: EvaluatedRun, bootstrap: Bootstrap = .standard) {
        self.first = first.name
        self.second = second.name
        differences = first.fingerprint.differences(from: second.fingerprint)
        let tallies = Dictionary(
            uniqueKeysWithValues: SampleTally.byProblem(second.results).map { ($0.problem, $0.tally) })
        let ofFirst = SampleTally.byProblem(first.results)
        let pairs = ofFirst.compactMap { row in
            tallies[row.problem].map { (problem: row.problem, first: row.tally, second: $0) }
        }
        problems = pairs.count
        onlyInFirst = ofFirst.count - pairs.count
        onlyInSecond = tallies.count - pairs.count
        scores = Self.scores(pairs.map { ($0.first, $0.second) }, bootstrap)
        bothSolve = pairs.count { $0.first.isSolved && $0.second.isSolved }
        neitherSolves = pairs.count { !$0.first.isSolved && !$0.second.isSolved }
        let difficulties = Dictionary(
            (first.results + second.results).map { ($0.problem, $0.difficulty) }, uniquingKeysWith: { $0 ?? $1 })
        let flips = pairs.filter { $0.first.isSolved != $0.second.isSolved }.map { pair in
            Flip(
                problem: pair.problem, difficulty: difficulties[pair.problem] ?? nil,
                firstAccepted: pair.first.accepted, firstJudged: pair.first.judged,
                secondAccepted: pair.second.accepted, secondJudged: pair.second.judged)
        }
        lost = flips.filter { $0.firstAccepted * 2 > $0.firstJudged }
        gained = flips.filter { $0.firstAccepted * 2 <= $0.firstJudged }
        pValue = exactMcNemar(onlyFirst: lost.count, onlySecond: gained.count)
        let common = Set(pairs.map(\.problem))
        func use(_ run: EvaluatedRun) -> ResourceUse? {
            let results = run.results.filter { common.contains($0.problem) }
            return ResourceUse(results).divided(by: results.count)
        }
        firstPerSample = use(first)
        secondPerSample = use(second)
    }

    private static func scores(_ pairs: [(first: SampleTally, second: SampleTally)], _ bootstrap: Bootstrap) -> [Score]
    {
        func fewest(_ pair: (first: SampleTally, second: SampleTally)) -> Int {
            min(pair.first.judged, pair.second.judged)
        }
        guard let most = pairs.map(fewest).max() else { return [] }
        let groups = Dictionary(grouping: 1...most) { k in pairs.count { fewest($0) >= k } }
        return groups.values.flatMap { ks in
            let rows = pairs.filter { fewest($0) >= ks[0] }.map { pair in
                ks.map { k in
                    (
                        first: passAtK(accepted: pair.first.accepted, judged: pair.first.judged, drawing: k),
                        second: passAtK(accepted: pair.second.accepted, judged: pair.second.judged, drawing: k)
                    )
                }
            }
            let differences = bootstrap.pairedDifferences(rows.map { $0.map { $0.second - $0.first } })
            return ks.indices.map { column in
                Score(
                    k: ks[column], first: rows.reduce(0) { $0 + $1[column].first } / Double(rows.count),
                    second: rows.reduce(0) { $0 + $1[column].second } / Double(rows.count),
                    difference: differences[column])
            }
        }.sorted { $0.k < $1.k }
    }
}

extension SampleTally {
    /// Whether most of the judged samples are accepted.
    fileprivate var isSolved: Bool { accepted * 2 > judged }
}
