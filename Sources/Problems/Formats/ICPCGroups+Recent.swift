/// Points in the 2023-07 format: `secret` has tests, or it has groups, which are the folders with a `test_group.yaml`.
///
/// Source: ICPC problem package format, 2023-07 (2025-09), "Test Data Groups" and "Result Aggregation".
extension ICPCGroups {
    mutating func recentPoints(of tests: [String]) throws(ProblemError) -> Points {
        var points = Points(root: try recentGroup("secret", in: nil))
        let folders = try groupFolders(of: tests)
        if folders.isEmpty {
            points.root.tests = tests
            let worth = Self.worth(points.root)
            for test in tests { points.tests[test] = worth }
        }
        var known: Set = ["sample"]
        try checkRequirements(points.root, known)
        for folder in folders {
            var group = try recentGroup("secret/\(folder)", in: points.root)
            try checkRequirements(group, known)
            known.insert(group.name)
            group.tests = tests.filter { $0.hasPrefix("\(group.name)/") }
            let worth = Self.worth(group)
            for test in group.tests { points.tests[test] = worth }
            points.root.groups.append(group)
        }
        return points
    }

    /// What each test of a group is worth.
    private static func worth(_ group: TestGroup) -> Double {
        let points = group.maximumPoints ?? .infinity
        return group.aggregation == .sum ? points / Double(max(1, group.tests.count)) : points
    }

    /// The folders that are groups, in order: all of those in `data/secret`, or none.
    private mutating func groupFolders(of tests: [String]) throws(ProblemError) -> [String] {
        var folders: [String] = []
        for test in tests {
            let parts = test.split(separator: "/")
            if parts.count > 2, folders.last != String(parts[1]) { folders.append(String(parts[1])) }
        }
        var (groups, others): ([String: YAMLFile], [String]) = ([:], [])
        for entry in try package.entries("data/secret") where entry.kind == .folder {
            if let file = try ownFiles("data/secret/\(entry.name)").first {
                groups[entry.name] = file
                guard folders.contains(entry.name) else {
                    throw .malformed(
                        path: file.path, place: nil, found: "a group without tests", expected: "tests beside it")
                }
            } else if folders.contains(entry.name) {
                others.append(entry.name)
            }
        }
        guard let example = groups.keys.min() else { return [] }
        if let other = others.first {
            throw .malformed(
                path: package.path("data/secret/\(other)"), place: nil,
                found: "it has no test_group.yaml, as data/secret/\(example) has",
                expected: "one in every folder of data/secret, or in none")
        }
        if let test = tests.first(where: { $0.split(separator: "/").count == 2 }) {
            throw .malformed(
                path: package.path("data/\(test).in"), place: nil,
                found: "a test beside groups, such as data/secret/\(example)", expected: "each test in a group")
        }
        for test in tests {
            let parts = test.split(separator: "/")
            for depth in stride(from: 3, to: parts.count, by: 1) {
                if let file = try ownFiles("data/" + parts[..<depth].joined(separator: "/")).first {
                    throw .malformed(
                        path: file.path, place: nil, found: "a group in a group",
                        expected: "groups in data/secret itself only")
                }
            }
        }
        return folders
    }

    /// What a group's file says: `secret` adds up, others are all or nothing, unless they say otherwise.
    private mutating func recentGroup(_ name: String, in root: TestGroup?) throws(ProblemError) -> TestGroup {
        var group = TestGroup(
            name: name, maximumPoints: root == nil ? 100 : nil, aggregation: root == nil ? .sum : .passFail)
        let file = try ownFiles("data/\(name)").first
        if let file {
            if let place = try file.place("static_validation_score") {
                throw .unsupported(path: file.path, place: place, feature: "\"static_validation_score\"")
            }
            if let word = try file.text("score_aggregation") {
                let known: [String: TestGroup.Aggregation] = ["sum": .sum, "min": .minimum, "pass-fail": .passFail]
                guard let aggregation = known[word] else {
                    throw try file.wrong("score_aggregation", expected: "sum, min or pass-fail")
                }
                group.aggregation = aggregation
            }
            if try file.text("max_score") == "unbounded" {
                group.maximumPoints = nil
            } else if let most = try file.number(
                "max_score", in: 0...1e9, meaning: "a number from 0 to 1000000000 or unbounded")
            {
                group.maximumPoints = most
            }
            group.requiredGroups = (try file.words("require_pass") ?? []).map(Self.required)
        }
        group.givenPoints = group.aggregation == .passFail ? .none : .upToTest
        if let root, root.aggregation == .passFail {
            // Then only all of them together give points.
            guard group.aggregation == .passFail else {
                throw try wrong("score_aggregation", file, expected: "pass-fail, as data/secret has it")
            }
            group.maximumPoints = group.maximumPoints ?? 0
        } else if group.maximumPoints == nil {
            if let most = root?.maximumPoints {
                throw try wrong(
                    "max_score", file, expected: "a number, as data/secret gives \(Self.text(most)) points at most")
            }
            if group.aggregation == .passFail {
                throw try wrong(
                    "max_score", file, expected: "a number, as a group that is pass-fail gives all or nothing")
            }
        }
        return group
    }

    private func wrong(_ key: String, _ file: YAMLFile?, expected: String) throws(ProblemError) -> ProblemError {
        guard let file else {
            return .malformed(
                path: package.path("data/secret"), place: nil, found: "\"\(key)\" is missing", expected: expected)
        }
        return try file.wrong(key, expected: expected)
    }

    /// A group may only require one that comes before it, or the samples: others can never have been passed by then.
    private mutating func checkRequirements(_ group: TestGroup, _ known: Set<String>) throws(ProblemError) {
        guard let file = try ownFiles("data/\(group.name)").first,
            let unknown = try file.words("require_pass")?.first(where: { !known.contains(Self.required($0)) })
        else { return }
        let names = known.sorted().joined(separator: ", ")
        throw try file.wrong("require_pass", word: unknown, expected: "groups that come before it (\(names))")
    }

    /// A group's name as ours, whose file names it from `data` or from `data/secret`.
    private static func required(_ word: String) -> String {
        word == "sample" || word.hasPrefix("secret") ? word : "secret/\(word)"
    }
}
