import Judging
import Problems

/// All figures of a run, as `docs/figures.md` defines them.
///
/// They depend on the results alone and not on their order: the same results give the same figures, to the last digit.
public struct EvalFigures: Sendable, Codable, Equatable {
    /// Samples that ended one way.
    public struct Ending: Sendable, Codable, Equatable {
        /// One of `EvalResult.endings`.
        public var name: String
        /// How many samples.
        public var samples: Int
    }

    /// All problems.
    public var all: GroupFigures
    /// By difficulty, where it is stated: easy, medium, hard.
    public var byDifficulty: [GroupFigures]
    /// By platform, where it is stated, in alphabetical order.
    public var byPlatform: [GroupFigures]
    /// By the month of the contest, `YYYY-MM`, where it is stated, in order.
    public var byMonth: [GroupFigures]
    /// The score before and after a model's cut-off date; nil unless one was given.
    public var cutoff: CutoffFigures?
    /// majority@k for every k from 2; empty where no problem has two judged samples.
    public var majorityAtK: [PassAtKFigure]
    /// The score by the errata; nil where they concern no problem of the run.
    public var errata: ErrataFigures?
    /// What it took.
    public var resources: ResourceFigures
    /// Why samples stopped.
    public var stops: StopFigures
    /// How samples ended, in the order of `EvalResult.endings`; those that occur.
    public var endings: [Ending]

    private enum CodingKeys: String, CodingKey {
        case all, cutoff, errata, resources, stops, endings
        case byDifficulty = "by_difficulty"
        case byPlatform = "by_platform"
        case byMonth = "by_month"
        case majorityAtK = "majority_at_k"
    }

    /// Computes the figures.
    ///
    /// - Parameters:
    ///   - results: The results of a run, one for each sample, in any order.
    ///   - problems: The run's problems: some titles tell that the errata concern them.
    ///   - cutoff: The day on which a model's training data end, `YYYY-MM-DD`; nil for no such figures.
    ///   - bootstrap: How problems are drawn again for intervals.
    public init(
        _ results: [EvalResult], problems: [EvalProblem] = [], cutoff: String? = nil, bootstrap: Bootstrap = .standard
    ) {
        func groups(
            _ property: (EvalResult) -> String?, order: (Set<String>) -> [String] = { $0.sorted() }
        ) -> [GroupFigures] {
            let byName = Dictionary(grouping: results.filter(\.isJudged), by: property)
            return order(Set(byName.keys.compactMap(\.self))).map { name in
                GroupFigures(name: name, byName[name] ?? [], bootstrap: bootstrap)
            }
        }
        all = GroupFigures(name: "all", results, bootstrap: bootstrap)
        byDifficulty = groups(\.difficulty, order: Problem.sortedDifficulties)
        byPlatform = groups(\.platform)
        byMonth = groups { $0.contestDate.map { String($0.prefix(7)) } }
        self.cutoff = cutoff.map { CutoffFigures(date: $0, results, bootstrap: bootstrap) }
        majorityAtK = majorityAtKFigures(results, bootstrap: bootstrap)
        errata = ErrataFigures(results, problems: problems, bootstrap: bootstrap)
        resources = ResourceFigures(results)
        stops = StopFigures(results)
        let byEnding = Dictionary(grouping: results, by: \.ending)
        endings = EvalResult.endings.compactMap { name in
            byEnding[name].map { Ending(name: name, samples: $0.count) }
        }
    }
}
