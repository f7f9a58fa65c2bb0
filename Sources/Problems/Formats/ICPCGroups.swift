/// The tests of a problem package by the folders they are in, with what `testdata.yaml` (legacy) and `test_group.yaml`
/// (2023-07) say of each folder.
///
/// Sources: ICPC problem package format, legacy, "Test Data Groups" and "Graders"; 2023-07, "Test Data Groups".
struct ICPCGroups {
    let package: PackageFolder
    let isLegacy: Bool
    private var files: [String: [YAMLFile]] = [:]

    init(package: PackageFolder, isLegacy: Bool) {
        self.package = package
        self.isLegacy = isLegacy
    }

    /// Arguments for the output validator on tests in a folder: the folder's own, else its nearest parent's.
    ///
    /// - Throws: `ProblemError.malformed`.
    mutating func validatorFlags(in folder: String) throws(ProblemError) -> [String] {
        try inherited(["output_validator_flags", "output_validator_args"], folder) { file, key throws(ProblemError) in
            try file.words(key)
        } ?? []
    }

    /// The tree of groups below `data/secret`, and the points of each test.
    ///
    /// - Parameter tests: The private tests, named `secret/…`.
    /// - Returns: The tree, and the points by test.
    /// - Throws: `ProblemError.malformed`; `.unsupported` for what we cannot add up.
    mutating func scoring(of tests: [TestCase]) throws(ProblemError) -> (root: TestGroup, points: [String: Double]) {
        var points: [String: Double] = [:]
        let root = try group("secret", tests.map(\.name), maximum: isLegacy ? nil : 100, into: &points)
        try checkRequirements(root)
        return (root, points)
    }

    /// A group may only require one that comes before it, or the samples: others can never have been passed by then.
    private mutating func checkRequirements(_ root: TestGroup) throws(ProblemError) {
        var known: Set = ["sample"]
        for group in root.groups {
            if let unknown = group.requiredGroups.first(where: { !known.contains($0) }),
                let file = try ownFiles("data/\(group.name)").first
            {
                let names = known.sorted().joined(separator: ", ")
                throw try file.wrong("require_pass", expected: "groups that come before it (\(names)), not \(unknown)")
            }
            known.insert(group.name)
            try checkRequirements(group)
        }
    }

    private mutating func group(
        _ name: String, _ tests: [String], maximum: Double?, into points: inout [String: Double]
    ) throws(ProblemError) -> TestGroup {
        var own: [String] = []
        var nested: [(name: String, tests: [String])] = []
        for test in tests {
            let rest = test.dropFirst(name.count + 1)
            guard let slash = rest.firstIndex(of: "/") else {
                own.append(test)
                continue
            }
            let folder = "\(name)/\(rest[..<slash])"
            if nested.last?.name == folder {
                nested[nested.count - 1].tests.append(test)
            } else {
                nested.append((folder, [test]))
            }
        }
        var group = isLegacy ? try legacyGroup(name) : try recentGroup(name, maximum)
        group.tests = own
        let worth: Double
        if isLegacy {
            worth = try number("accept_score", name) ?? 1
        } else if group.aggregation == .sum {
            worth = (group.maximumPoints ?? 0) / Double(max(1, own.count))
        } else {
            worth = group.maximumPoints ?? 1
        }
        for test in own { points[test] = worth }
        for (folder, tests) in nested {
            group.groups.append(try self.group(folder, tests, maximum: nil, into: &points))
        }
        return group
    }

    /// A group as the default grader of the legacy format sees it.
    private mutating func legacyGroup(_ name: String) throws(ProblemError) -> TestGroup {
        var group = TestGroup(name: name, aggregation: .sum)
        let flags = try inherited(["grader_flags"], "data/\(name)") { file, key throws(ProblemError) in
            try file.words(key)
        }
        for flag in flags ?? [] {
            switch flag {
            case "sum", "min", "max": group.aggregation = TestGroup.Aggregation(rawValue: flag) ?? .sum
            case "avg": group.aggregation = .average
            case "worst_error", "first_error", "ignore_sample", "accept_if_any_accepted", "always_accept": break
            default:
                throw .malformed(
                    path: package.path("data/\(name)"), place: nil, found: "\"grader_flags\" hold \"\(flag)\"",
                    expected: "sum, min, max, avg and flags for the verdict")
            }
        }
        if let grading = try text("grading", name), grading != "default" {
            throw .unsupported(
                path: package.path("data/\(name)"), place: nil, feature: "a grader of the problem's own")
        }
        if let score = try number("reject_score", name), score != 0 {
            throw .unsupported(
                path: package.path("data/\(name)"), place: nil, feature: "a \"reject_score\" other than 0")
        }
        if let most = try own("range", name).map(Self.range)?.upperBound, most.isFinite { group.maximumPoints = most }
        return group
    }

    /// A group of the 2023-07 format: `secret` adds up, others are all or nothing, unless they say otherwise.
    private mutating func recentGroup(_ name: String, _ maximum: Double?) throws(ProblemError) -> TestGroup {
        var group = TestGroup(name: name, maximumPoints: maximum, aggregation: name == "secret" ? .sum : .passFail)
        guard let file = try ownFiles("data/\(name)").first else { return group }
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
        group.requiredGroups = (try file.words("require_pass") ?? []).map { word in
            word == "sample" || word.hasPrefix("secret") ? word : "secret/\(word)"
        }
        return group
    }

    /// Finds values that have no meaning, also where this kind of problem does not need them.
    private static func check(_ file: YAMLFile) throws(ProblemError) {
        if let word = try file.text("on_reject"), !["break", "continue"].contains(word) {
            throw try file.wrong("on_reject", expected: "break or continue")
        }
        if try file.place("range") != nil { _ = try range(file) }
    }

    /// The least and the most points of a legacy group, which may be infinite.
    private static func range(_ file: YAMLFile) throws(ProblemError) -> ClosedRange<Double> {
        let numbers = (try file.words("range") ?? []).map { Double($0) ?? .nan }
        guard numbers.count == 2, numbers[0] <= numbers[1] else {
            throw try file.wrong("range", expected: "the least and the most points, such as 0 100 or -inf +inf")
        }
        return numbers[0]...numbers[1]
    }

    private mutating func number(_ key: String, _ group: String) throws(ProblemError) -> Double? {
        try inherited([key], "data/\(group)") { file, key throws(ProblemError) in
            try file.number(key, in: -1e9...1e9, meaning: "a number")
        }
    }

    private mutating func text(_ key: String, _ group: String) throws(ProblemError) -> String? {
        try inherited([key], "data/\(group)") { file, key throws(ProblemError) in try file.text(key) }
    }

    /// The folder's own file that has a key.
    private mutating func own(_ key: String, _ group: String) throws(ProblemError) -> YAMLFile? {
        for file in try ownFiles("data/\(group)") where try file.place(key) != nil { return file }
        return nil
    }

    /// The value of the first of some keys that a folder's files have, else its parent's.
    private mutating func inherited<Value>(
        _ keys: [String], _ folder: String, _ read: (YAMLFile, String) throws(ProblemError) -> Value?
    ) throws(ProblemError) -> Value? {
        for file in try ownFiles(folder) {
            for key in keys {
                if let value = try read(file, key) { return value }
            }
        }
        guard let slash = folder.lastIndex(of: "/") else { return nil }
        return try inherited(keys, String(folder[..<slash]), read)
    }

    private mutating func ownFiles(_ folder: String) throws(ProblemError) -> [YAMLFile] {
        if let known = files[folder] { return known }
        var found: [YAMLFile] = []
        for name in ["test_group.yaml", "testdata.yaml"] {
            if let text = try package.text("\(folder)/\(name)") {
                let file = try YAMLFile(text, path: package.path("\(folder)/\(name)"))
                if isLegacy { try Self.check(file) }
                found.append(file)
            }
        }
        files[folder] = found
        return found
    }
}
