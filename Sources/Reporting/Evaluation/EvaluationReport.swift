import Evaluation

/// Everything that `atlas report` says of one or more runs, whatever the format.
public struct EvaluationReport: Sendable {
    /// A run with its figures.
    public struct Run: Sendable {
        /// The run.
        public let run: EvaluatedRun
        /// Its figures.
        public let figures: EvalFigures
        /// A short name that no other run of the report has.
        public let label: String
    }

    /// The runs, in the order they were named.
    public let runs: [Run]
    /// Each run but the first compared with the first.
    public let comparisons: [RunComparison]

    /// Computes the figures.
    ///
    /// - Parameters:
    ///   - runs: At least one.
    ///   - cutoff: The day on which a model's training data end, `YYYY-MM-DD`; nil for no such figures.
    public init(_ runs: [EvaluatedRun], cutoff: String? = nil) {
        let labels = Self.labels(runs.map(\.name))
        self.runs = zip(runs, labels).map { run, label in
            let figures = EvalFigures(run.results, problems: run.problems, cutoff: cutoff)
            return Run(run: run, figures: figures, label: label)
        }
        comparisons = runs.dropFirst().map { RunComparison(runs[0], $0) }
    }

    /// The last part of each path, or the whole of all where that tells two apart no longer.
    private static func labels(_ names: [String]) -> [String] {
        let short = names.map { name in name.split(separator: "/").last.map(String.init) ?? name }
        return Set(short).count == short.count ? short : names
    }
}
