/// What a program gets for a problem, beside its verdict.
public enum Scoring: Sendable, Equatable {
    /// Nothing: it is accepted, or it is not.
    case passFail
    /// The share of the tests that are accepted, 0 to 1; every test counts the same, and as much as a checker that
    /// gives shares says.
    case fraction
    /// Points of groups of tests, as this tree of groups adds them up.
    case subtasks(TestGroup)
}

/// A group of tests that gives points together: a subtask, or what holds subtasks.
///
/// Sources: ICPC problem package format, legacy and 2023-07, "Test Data Groups"; DMOJ's batches; Polygon's groups.
public struct TestGroup: Sendable, Equatable {
    /// How a group's points come from its members': its tests' points and its groups' points.
    public enum Aggregation: String, Sendable, Codable {
        /// `maximumPoints` when every member is accepted, else none.
        case passFail = "pass_fail"
        /// The sum.
        case sum
        /// The least.
        case minimum = "min"
        /// The largest.
        case maximum = "max"
        /// The mean.
        case average
    }

    /// Which points an output validator may give the tests of a group.
    public enum GivenPoints: Sendable {
        /// Any: what is more than a test's own, or than the group's maximum, is cut.
        case any
        /// At most a test's own; more than that, or than the group's maximum, is the validator's failure.
        case upToTest
        /// None: to give any is the validator's failure.
        case none
    }

    /// What the legacy format's default grader makes of the members' verdicts.
    public struct Grader: Sendable, Equatable {
        /// Which members must be accepted for the group to be.
        public enum Acceptance: Sendable {
            /// All of them.
            case all
            /// One of them.
            case any
            /// None of them.
            case always
        }

        /// When the group is accepted.
        public var acceptance: Acceptance
        /// Whether the members after the first that is not accepted do not count (`on_reject: break`).
        public var breaks: Bool
        /// Whether a submission may fail on samples; of the root only.
        public var ignoresSamples: Bool

        /// Describes a grader.
        public init(acceptance: Acceptance = .all, breaks: Bool = true, ignoresSamples: Bool = false) {
            self.acceptance = acceptance
            self.breaks = breaks
            self.ignoresSamples = ignoresSamples
        }
    }

    /// A name unique in the problem, such as `secret/group1`; the root's is `secret`.
    public var name: String
    /// The most points it gives; nil for no bound.
    public var maximumPoints: Double?
    /// How points are put together.
    public var aggregation: Aggregation
    /// Names of its own tests, in order; those of nested groups are not among them.
    ///
    /// An accepted test has its `TestCase.points`, or what a checker gives of them; one whose answer is wrong has what a
    /// checker gives it nevertheless, any other has none.
    public var tests: [String]
    /// The groups in it, in order.
    public var groups: [TestGroup]
    /// Names of groups that must be accepted, else this one has no points; `sample` are the public tests.
    public var requiredGroups: [String]
    /// Which points a validator may give its own tests.
    public var givenPoints: GivenPoints
    /// How the verdict comes about, without which there are no points; nil where points count whatever the verdict.
    public var grader: Grader?

    /// Describes a group.
    public init(
        name: String, maximumPoints: Double? = nil, aggregation: Aggregation, tests: [String] = [],
        groups: [TestGroup] = [], requiredGroups: [String] = [], givenPoints: GivenPoints = .any,
        grader: Grader? = nil
    ) {
        self.givenPoints = givenPoints
        self.grader = grader
        self.name = name
        self.maximumPoints = maximumPoints
        self.aggregation = aggregation
        self.tests = tests
        self.groups = groups
        self.requiredGroups = requiredGroups
    }
}

extension TestGroup {
    /// The same groups, for a checker that may give any points.
    func takingAnyPoints() -> TestGroup {
        var group = self
        group.givenPoints = .any
        group.groups = groups.map { $0.takingAnyPoints() }
        return group
    }

    /// Puts the points of its members together, without a look at its maximum.
    package func points(of parts: [Double], isAccepted: Bool) -> Double {
        switch aggregation {
        case .passFail: isAccepted ? maximumPoints ?? parts.reduce(0, +) : 0
        case .sum: parts.reduce(0, +)
        case .minimum: parts.min() ?? 0
        case .maximum: parts.max() ?? 0
        case .average: parts.isEmpty ? 0 : parts.reduce(0, +) / Double(parts.count)
        }
    }

    /// By how much a sum of shares may exceed a number of points and still be meant to be it.
    package static func roundingError(of points: Double) -> Double { 1e-9 * max(1, points) }
}
