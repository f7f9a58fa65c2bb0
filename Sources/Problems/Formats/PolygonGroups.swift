/// A test as a Polygon package lists it.
struct PolygonTest {
    /// Its number, from `01`.
    let name: String
    /// Whether it is in the statement.
    let isSample: Bool
    /// The group's name; nil for a test in none.
    let group: String?
    /// What it is worth.
    var points: Double
    let input: TestData
    let expected: TestData

    /// The test under a name of ours.
    func test(_ name: String, _ group: TestCase.Group, points: Double) -> TestCase {
        TestCase(name: name, group: group, input: input, expected: expected, points: points)
    }
}

/// The groups of a Polygon package as groups of ours, in folders that are in an order in which each may require those it depends on.
///
/// Samples count in Polygon's groups as any test does: one that matters to its group's points is a private test there, too.
struct PolygonGroups {
    /// A group as the package lists it; the tests without one are a group without a name.
    struct Group {
        var name: String?
        /// Whether it gives all of its points or none.
        var isWhole = false
        /// What the package says that it is worth.
        var points: Double?
        /// The names of groups that must be accepted.
        var dependencies: [String] = []
        /// Where the package describes it.
        var line: Int?
        var tests: [PolygonTest] = []

        /// What it is worth: a sum where it is not given as a whole.
        var worth: Double {
            if isWhole, let points, points > 0 { return points }
            return tests.reduce(0) { $0 + $1.points }
        }

        /// Whether each of some tests is worth the same.
        static func isEven(_ tests: [PolygonTest]) -> Bool { Set(tests.map(\.points)).count <= 1 }
    }

    private let groups: [Group]
    private let path: String
    private let sampleCount: Int

    /// Puts tests into their groups.
    ///
    /// - Parameters:
    ///   - described: The groups that the package describes, each name once.
    ///   - tests: All tests, samples too.
    ///   - path: The package's descriptor, for errors.
    init(_ described: [Group], tests: [PolygonTest], path: String) {
        self.path = path
        sampleCount = tests.count(where: \.isSample)
        var groups = described
        for test in tests {
            if let index = groups.firstIndex(where: { $0.name == test.group }) {
                groups[index].tests.append(test)
            } else {
                groups.append(Group(name: test.group, tests: [test]))
            }
        }
        for index in groups.indices where !groups[index].isWhole && groups[index].worth == 0 {
            let share = (groups[index].points ?? 0) / Double(max(1, groups[index].tests.count))
            for test in groups[index].tests.indices { groups[index].tests[test].points = share }
        }
        self.groups = groups
    }

    /// The groups and the private tests.
    ///
    /// - Throws: `ProblemError.malformed` for a dependency on no group, and for those that lead in a circle.
    func read() throws(ProblemError) -> (TestGroup, [TestCase]) {
        var root = TestGroup(name: "secret", aggregation: .sum)
        var privateTests: [TestCase] = []
        let depended = Set(groups.flatMap(\.dependencies))
        // What must be accepted where a group is depended on.
        var requirements: [String: [String]] = [:]
        for group in try inOrder() {
            var required: [String] = []
            for name in group.dependencies.flatMap({ requirements[$0] ?? [] }) where !required.contains(name) {
                required.append(name)
            }
            let isSamples =
                group.worth == 0 && !group.tests.isEmpty && group.tests.count == sampleCount
                && group.tests.allSatisfy(\.isSample)
            let isRequired = group.name.map(depended.contains) ?? false
            let tests = group.tests.filter { test in
                guard test.isSample, test.points == 0 else { return true }
                return !isSamples && (isRequired || group.isWhole && group.worth > 0)
            }
            if groups.count == 1, group.name == nil, Group.isEven(tests) {
                privateTests = tests.map { $0.test("secret/\($0.name)", .private, points: $0.points) }
                root.tests = privateTests.map(\.name)
                return (root, privateTests)
            }
            let first = root.groups.count
            for (label, part) in Self.parts(of: group, tests) {
                let number = root.groups.count < 9 ? "0\(root.groups.count + 1)" : "\(root.groups.count + 1)"
                let folder = "secret/\(number)-\(label)"
                let worth = group.isWhole ? group.worth : part.reduce(0) { $0 + $1.points }
                // A test's own points are what its checker's are measured by.
                let members = part.map {
                    $0.test(
                        "\(folder)/\($0.name)", .private, points: group.isWhole && $0.points == 0 ? worth : $0.points)
                }
                root.groups.append(
                    TestGroup(
                        name: folder, maximumPoints: worth, aggregation: group.isWhole ? .passFail : .sum,
                        tests: members.map(\.name), requiredGroups: required))
                privateTests += members
            }
            guard let name = group.name else { continue }
            let own = root.groups[first...].map(\.name)
            requirements[name] = own.isEmpty ? (isSamples ? ["sample"] : []) + required : own
        }
        return (root, privateTests)
    }

    /// The folders of a group: a sum's points are shared evenly there, so that tests of other worth have one each.
    private static func parts(of group: Group, _ tests: [PolygonTest]) -> [(label: String, tests: [PolygonTest])] {
        if tests.isEmpty { return [] }
        let label = group.name.map { name in
            "group-" + name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
        }
        if group.isWhole || Group.isEven(tests) { return [(label ?? "tests", tests)] }
        return tests.map { ((label.map { $0 + "-" } ?? "") + "test-\($0.name)", [$0]) }
    }

    /// The groups, each behind those that it depends on, else as they are listed.
    private func inOrder() throws(ProblemError) -> [Group] {
        let known = Set(groups.compactMap(\.name))
        for group in groups {
            guard let unknown = group.dependencies.first(where: { !known.contains($0) }) else { continue }
            throw wrong(group, "depends on \"\(unknown)\"", known.sorted().joined(separator: ", "))
        }
        var (rest, ordered, done) = (groups, [Group](), Set<String>())
        while !rest.isEmpty {
            guard let next = rest.firstIndex(where: { $0.dependencies.allSatisfy(done.contains) }) else {
                throw circle(in: rest)
            }
            ordered.append(rest.remove(at: next))
            if let name = ordered.last?.name { done.insert(name) }
        }
        return ordered
    }

    /// The error for groups of which each depends on another of them.
    private func circle(in rest: [Group]) -> ProblemError {
        let byName = Dictionary(rest.map { ($0.name ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        var (group, way) = (rest[0], [String]())
        while let name = group.name, !way.contains(name) {
            way.append(name)
            guard let next = group.dependencies.lazy.compactMap({ byName[$0] }).first else { break }
            group = next
        }
        let circle = way.drop { $0 != group.name } + [group.name ?? ""]
        return wrong(group, "depends on itself (\(circle.joined(separator: ", ")))", "dependencies without a circle")
    }

    private func wrong(_ group: Group, _ found: String, _ expected: String) -> ProblemError {
        .malformed(
            path: path, place: group.line.map { "line \($0)" }, found: "group \"\(group.name ?? "")\" \(found)",
            expected: expected)
    }
}
