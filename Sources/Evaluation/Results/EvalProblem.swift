import Judging
import Problems

/// A problem of a run: a row of the table `problems`.
public struct EvalProblem: Sendable, Codable, Equatable {
    /// The problem's id.
    public var id: String
    /// The title for people.
    public var title: String
    /// Where it was set, when stated.
    public var platform: String?
    /// The day of the contest, `YYYY-MM-DD`, when stated.
    public var contestDate: String?
    /// `easy`, `medium` or `hard`, when stated.
    public var difficulty: String?
    /// Why the errata of the data set would not count it; nil for one that they do not name.
    public var excluded: String?
    /// How many samples are meant, where that is not the run's number: of self-repair, its programs; of an import, its
    /// answers; 0 for a problem that was left out.
    public var samples: Int?

    /// Whether the errata say that it has several right answers.
    var hasSeveralAnswers: Bool { LCBErrata.hasSeveralAnswers(Problem(id: id, title: title, statement: "")) }

    private enum CodingKeys: String, CodingKey {
        case id, title, platform, difficulty, excluded, samples
        case contestDate = "contest_date"
    }

    /// Describes a problem; `excluded` is what LiveCodeBench's errata say of it.
    public init(
        id: String, title: String, platform: String? = nil, contestDate: String? = nil, difficulty: String? = nil
    ) {
        self.id = id
        self.title = title
        self.platform = platform
        self.contestDate = contestDate
        self.difficulty = difficulty
        excluded = LCBErrata.exclusion(of: Problem(id: id, title: title, statement: ""))
    }

    /// Describes a record whose tests are not read.
    public init(_ entry: LCBIndex.Entry) {
        self.init(
            id: entry.id, title: entry.title, platform: entry.platform, contestDate: entry.contestDate,
            difficulty: entry.difficulty)
    }

    /// Describes a problem that was read.
    public init(_ problem: Problem) {
        self.init(
            id: problem.id, title: problem.title, platform: problem.platform, contestDate: problem.contestDate,
            difficulty: problem.difficulty)
    }
}
