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
    /// How an output is compared with the expected one, where a test does not say otherwise.
    public var comparison: Comparison
    /// Whether the statement says that several answers are right while nothing here can check one: then an output that is not the
    /// expected one says little.
    public var hasUncheckedAnswers = false
    /// The program that a candidate talks to; nil for a problem that is not interactive.
    ///
    /// The candidate's stdout is the interactor's stdin and the reverse; the test's input goes to the interactor alone.
    public var interactor: JudgeProgram?
    /// The most times that a candidate is run on one test; 1 unless the problem is a multi-pass one.
    ///
    /// A run whose checker or interactor accepts and leaves `nextpass.in` in its feedback folder is followed by one with that
    /// file as input; the feedback folder stays. A run that leaves none is the last.
    public var passes: Int
    /// What a program gets beside its verdict.
    public var scoring: Scoring
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
        interactor: JudgeProgram? = nil, passes: Int = 1, scoring: Scoring = .passFail,
        publicTests: [TestCase] = [], privateTests: [TestCase] = [], submissions: [LabelledSubmission] = [],
        difficulty: String? = nil, platform: String? = nil, contestDate: String? = nil
    ) {
        self.id = id
        self.title = title
        self.statement = statement
        self.interface = interface
        self.limits = limits
        self.comparison = comparison
        self.interactor = interactor
        self.passes = passes
        self.scoring = scoring
        self.publicTests = publicTests
        self.privateTests = privateTests
        self.submissions = submissions
        self.difficulty = difficulty
        self.platform = platform
        self.contestDate = contestDate
    }

    /// What `difficulty` may be.
    public static let difficulties = ["easy", "medium", "hard"]

    /// Difficulties from easy to hard; any that are none of these come last, by name.
    public static func sortedDifficulties(_ stated: Set<String>) -> [String] {
        difficulties.filter(stated.contains) + stated.subtracting(difficulties).sorted()
    }

    /// Public tests, then private ones.
    public var allTests: [TestCase] { publicTests + privateTests }

    /// Whether a program talks to another one while it runs, so that no text alone is its input.
    public var isConversation: Bool { interactor != nil || comparison == .asserts }

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

    /// What the starter code defines before the function, as HumanEval's prompts do; empty where that is nothing.
    public var helpers: String {
        guard case .functional(let name, let code) = self else { return "" }
        return code.firstRange(of: "def \(name)(").map { String(code[..<$0.lowerBound]) } ?? ""
    }
}

/// What one test of a problem may use.
public struct ProblemLimits: Sendable, Equatable {
    /// CPU time of one test, in ms, for languages that `cpuMultipliers` does not name.
    public var cpuMilliseconds: Int
    /// By how much a language's CPU time is multiplied, by the language's id (`python`, `java`, …).
    public var cpuMultipliers: [String: Double]
    /// Where the multipliers are written, as `FILE:LINE`; nil when they are in no file.
    public var multipliersPlace: String?
    /// Memory of one test, in KiB.
    public var memoryKiB: Int
    /// Size of stdout, in bytes.
    public var outputBytes: Int

    /// Makes a set of limits; the defaults are for problems that state none.
    public init(
        cpuMilliseconds: Int = 6_000, memoryKiB: Int = 1024 * 1024, outputBytes: Int = 64 * 1024 * 1024,
        cpuMultipliers: [String: Double] = [:], multipliersPlace: String? = nil
    ) {
        self.cpuMilliseconds = cpuMilliseconds
        self.cpuMultipliers = cpuMultipliers
        self.multipliersPlace = multipliersPlace
        self.memoryKiB = memoryKiB
        self.outputBytes = outputBytes
    }

    /// CPU time of one test in a language, in ms: never below 1.
    public func cpuMilliseconds(language: String) -> Int {
        max(1, Int((Double(cpuMilliseconds) * (cpuMultipliers[language] ?? 1)).rounded()))
    }
}
