/// Points in the legacy format: every folder is a group, which a grader judges, and inherits what it does not say.
///
/// Sources: ICPC problem package format, legacy, "Test Data Groups" and "Default Grader Specification"; Kattis' problemtools
/// for what the specification leaves open: how far `on_reject` and `range` reach.
extension ICPCGroups {
    mutating func legacyPoints(of tests: [String]) throws(ProblemError) -> Points {
        var points = Points(root: TestGroup(name: "secret", aggregation: .sum))
        points.root = try legacyGroup("secret", tests, &points.tests)
        // Of the samples and the secret tests together only the verdict matters: samples give no points.
        let flags = try graderFlags("data")
        points.root.grader?.ignoresSamples = ["ignore_sample", "always_accept", "accept_if_any_accepted"].contains {
            flags.contains($0)
        }
        return points
    }

    private mutating func legacyGroup(
        _ name: String, _ tests: [String], _ points: inout [String: Double]
    ) throws(ProblemError) -> TestGroup {
        var group = try legacyGroup(name)
        var nested: [(name: String, tests: [String])] = []
        for test in tests {
            let rest = test.dropFirst(name.count + 1)
            guard let slash = rest.firstIndex(of: "/") else {
                group.tests.append(test)
                continue
            }
            let folder = "\(name)/\(rest[..<slash])"
            if nested.last?.name == folder {
                nested[nested.count - 1].tests.append(test)
            } else {
                nested.append((folder, [test]))
            }
        }
        let worth = manifest.hasValidatorScore ? .infinity : try number("accept_score", name) ?? 1
        for test in group.tests { points[test] = worth }
        for (folder, tests) in nested { group.groups.append(try legacyGroup(folder, tests, &points)) }
        return group
    }

    /// A group as the default grader sees it.
    private mutating func legacyGroup(_ name: String) throws(ProblemError) -> TestGroup {
        var group = TestGroup(
            name: name, aggregation: .sum, givenPoints: manifest.hasValidatorScore ? .upToTest : .none)
        var grader = TestGroup.Grader(breaks: try text("on_reject", name) != "continue")
        var acceptsAny = false
        for flag in try graderFlags("data/\(name)") {
            switch flag {
            case "sum", "min", "max": group.aggregation = TestGroup.Aggregation(rawValue: flag) ?? .sum
            case "avg": group.aggregation = .average
            case "worst_error", "first_error", "no_errors": grader.acceptance = .all
            case "always_accept": grader.acceptance = .always
            case "accept_if_any_accepted": acceptsAny = true
            case "ignore_sample": break
            default:
                throw .malformed(
                    path: package.path("data/\(name)"), place: nil, found: "\"grader_flags\" hold \"\(flag)\"",
                    expected: "sum, min, max, avg, worst_error, first_error, always_accept, accept_if_any_accepted "
                        + "or ignore_sample")
            }
        }
        if acceptsAny, grader.acceptance == .all { grader.acceptance = .any }
        group.grader = grader
        if let grading = try text("grading", name), grading != "default" {
            throw .unsupported(
                path: package.path("data/\(name)"), place: nil, feature: "a grader of the problem's own")
        }
        if let score = try number("reject_score", name), score != 0 {
            throw .unsupported(
                path: package.path("data/\(name)"), place: nil, feature: "a \"reject_score\" other than 0")
        }
        let range = try inherited(["range"], "data/\(name)") { file, key throws(ProblemError) in
            try file.place(key) == nil ? nil : try Self.range(file)
        }
        if let most = range?.upperBound, most.isFinite { group.maximumPoints = most }
        return group
    }

    private mutating func graderFlags(_ folder: String) throws(ProblemError) -> [String] {
        try inherited(["grader_flags"], folder) { file, key throws(ProblemError) in try file.words(key) } ?? []
    }

    private mutating func number(_ key: String, _ group: String) throws(ProblemError) -> Double? {
        try inherited([key], "data/\(group)") { file, key throws(ProblemError) in
            try file.number(key, in: -1e9...1e9, meaning: "a number")
        }
    }

    private mutating func text(_ key: String, _ group: String) throws(ProblemError) -> String? {
        try inherited([key], "data/\(group)") { file, key throws(ProblemError) in try file.text(key) }
    }
}
