/// What a program gets for a problem, beside its verdict.
public enum Scoring: Sendable, Equatable {
    /// Nothing: it is accepted, or it is not.
    case passFail
    /// The share of the tests that are accepted, 0 to 1; every test counts the same.
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

    /// A name unique in the problem, such as `secret/group1`; the root's is `secret`.
    public var name: String
    /// The most points it gives; nil for no bound.
    public var maximumPoints: Double?
    /// How points are put together.
    public var aggregation: Aggregation
    /// Names of its own tests, in order; those of nested groups are not among them.
    ///
    /// An accepted test has its `TestCase.points`, times the multiplier that a checker gives; any other has none.
    public var tests: [String]
    /// The groups in it, in order.
    public var groups: [TestGroup]
    /// Names of groups that must be accepted, else this one is not judged and has no points.
    public var requiredGroups: [String]

    /// Describes a group.
    public init(
        name: String, maximumPoints: Double? = nil, aggregation: Aggregation, tests: [String] = [],
        groups: [TestGroup] = [], requiredGroups: [String] = []
    ) {
        self.name = name
        self.maximumPoints = maximumPoints
        self.aggregation = aggregation
        self.tests = tests
        self.groups = groups
        self.requiredGroups = requiredGroups
    }
}
