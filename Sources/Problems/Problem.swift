/// A competitive-programming problem, whatever format it came in.
public struct Problem: Sendable {
    /// A short name, unique in its data set: a folder's name, or LiveCodeBench's `question_id`.
    public var id: String
    /// The title for people.
    public var title: String
    /// The statement shown to models, in Markdown.
    ///
    /// Never holds a private test.
    public var statement: String
    /// How a program gets its input and gives its output.
    public var interface: ProgramInterface
    /// What one test may use.
    public var limits: ProblemLimits
    /// How an output is compared with the expected one.
    public var comparison: Comparison
    /// The tests in the statement: models may see them.
    public var publicTests: [TestCase]
    /// The tests for grading alone: no model ever sees them, nor anything derived from them.
    public var privateTests: [TestCase]
    /// Programs that come with the problem, labelled with the verdict they must get.
    public var submissions: [LabelledSubmission]
    /// `easy`, `medium` or `hard`, when stated.
    public var difficulty: String?
    /// Where it was set (`leetcode`, `atcoder`, `codeforces`, …), when stated.
    public var platform: String?
    /// The day of the contest, `YYYY-MM-DD`, when stated.
    public var contestDate: String?

    /// Describes a problem.
    public init(
        id: String, title: String, statement: String, interface: ProgramInterface = .standardStreams,
        limits: ProblemLimits = ProblemLimits(), comparison: Comparison = .tokens(TokenRule()),
        publicTests: [TestCase] = [], privateTests: [TestCase] = [], submissions: [LabelledSubmission] = [],
        difficulty: String? = nil, platform: String? = nil, contestDate: String? = nil
    ) {
        self.id = id
        self.title = title
        self.statement = statement
        self.interface = interface
        self.limits = limits
        self.comparison = comparison
        self.publicTests = publicTests
        self.privateTests = privateTests
        self.submissions = submissions
        self.difficulty = difficulty
        self.platform = platform
        self.contestDate = contestDate
    }

    /// What `difficulty` may be.
    static let difficulties = ["easy", "medium", "hard"]

    /// Public tests, then private ones.
    public var allTests: [TestCase] { publicTests + privateTests }

    /// The same problem with nothing in it that a model must not see.
    ///
    /// Whatever talks to models is given this one: private tests are gone, and so are the problem's own submissions,
    /// which would give the solution away. What is left (statement, limits, comparison, public tests) may be shown.
    public var withoutPrivateTests: Problem {
        var problem = self
        problem.privateTests = []
        problem.submissions = []
        return problem
    }
}

/// How a program gets its input and gives its output.
public enum ProgramInterface: Sendable, Equatable {
    /// Reads stdin, writes stdout.
    case standardStreams
    /// A method `name` of a class `Solution`, called with the test's arguments; `starterCode` is shown to the model.
    case functional(name: String, starterCode: String)
}

/// What one test of a problem may use.
public struct ProblemLimits: Sendable, Equatable {
    /// CPU time of one test, in ms.
    public var cpuMilliseconds: Int
    /// Memory of one test, in KiB.
    public var memoryKiB: Int
    /// Size of stdout, in bytes.
    public var outputBytes: Int

    /// Makes a set of limits; the defaults are for problems that state none.
    public init(cpuMilliseconds: Int = 6_000, memoryKiB: Int = 1024 * 1024, outputBytes: Int = 64 * 1024 * 1024) {
        self.cpuMilliseconds = cpuMilliseconds
        self.memoryKiB = memoryKiB
        self.outputBytes = outputBytes
    }
}
