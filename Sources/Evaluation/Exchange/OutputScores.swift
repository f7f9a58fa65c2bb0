import Problems

/// The figures of a graded file of outputs.
public struct OutputScores: Sendable, Equatable {
    /// Figures of the questions of one difficulty, or of all.
    public struct Group: Sendable, Equatable {
        /// `all`, or a difficulty.
        public let name: String
        /// Questions with at least one graded answer.
        public let questions: Int
        /// Graded answers.
        public let answers: Int
        /// Right ones.
        public let accepted: Int
        /// Pass@k for each k of the official harness that every question has answers for.
        public let passAt: [(k: Int, value: Double)]

        init(_ name: String, _ graded: [GradedOutput], isAccepted: (GradedOutput) -> Bool) {
            let tallies = SampleTally.byProblem(graded, problem: \.question, isAccepted: isAccepted).map(\.tally)
            self.name = name
            questions = tallies.count
            answers = tallies.judged
            accepted = tallies.accepted
            let least = tallies.map(\.judged).min() ?? 0
            passAt = OfficialFiles.ks.filter { $0 <= least }.compactMap { k in
                tallies.meanPassAt(k).map { (k: k, value: $0) }
            }
        }

        /// Equal in all figures.
        public static func == (left: Group, right: Group) -> Bool {
            (left.name, left.questions, left.answers, left.accepted)
                == (right.name, right.questions, right.answers, right.accepted)
                && left.passAt.elementsEqual(right.passAt) { $0 == $1 }
        }
    }

    /// All questions, then those of each difficulty.
    public let groups: [Group]
    /// The questions that the errata of the data set count, by them; nil where they change nothing.
    public let corrected: Group?
    /// Answers that the grader failed on: in no figure above.
    public let failed: Int
    /// How many answers the file has grades of.
    public let published: Int
    /// Answers that the file grades otherwise.
    public let differences: [GradedOutput]

    /// Computes the figures.
    public init(_ graded: [GradedOutput]) {
        let judged = graded.filter { !$0.isFailed }
        groups =
            [Group("all", judged, isAccepted: \.isAccepted)]
            + Problem.sortedDifficulties(Set(judged.compactMap(\.difficulty))).map { name in
                Group(name, judged.filter { $0.difficulty == name }, isAccepted: \.isAccepted)
            }
        let changes = judged.contains { $0.excluded != nil || $0.corrected != nil && $0.corrected != $0.verdict }
        let counted = judged.filter { $0.excluded == nil }
        corrected =
            changes ? Group("by the errata", counted) { ($0.corrected ?? $0.verdict) == .accepted } : nil
        failed = graded.count - judged.count
        published = judged.count { $0.published != nil }
        differences = judged.filter(\.differs)
    }
}
