import Spelling

/// The tests of a problem package by the folders they are in, with what `testdata.yaml` (legacy) and `test_group.yaml`
/// (2023-07) say of each folder.
///
/// Sources: ICPC problem package format, legacy, "Test Data Groups" and "Graders"; 2023-07, "Test Data Groups".
struct ICPCGroups {
    let package: PackageFolder
    let manifest: ICPCManifest
    private var files: [String: [YAMLFile]] = [:]

    init(package: PackageFolder, manifest: ICPCManifest) {
        self.package = package
        self.manifest = manifest
    }

    /// The points of a scoring problem.
    struct Points {
        /// The tree of groups below `data/secret`.
        var root: TestGroup
        /// What each test is worth, by its name.
        var tests: [String: Double] = [:]
    }

    /// Arguments for the output validator on tests in a folder: the folder's own, else its nearest parent's.
    ///
    /// - Throws: `ProblemError.malformed`, `.malformedYAML`; `.unsupported` for arguments of the submission.
    mutating func validatorFlags(in folder: String) throws(ProblemError) -> [String] {
        try inherited(Self.validatorFlagKeys, folder) { file, key throws(ProblemError) in
            try file.words(key)
        } ?? []
    }

    /// What a group's or a test's file calls the arguments for the output validator: legacy, 2023-07.
    static let validatorFlagKeys = ["output_validator_flags", "output_validator_args"]

    /// The tree of groups below `data/secret`, and the points of each test.
    ///
    /// - Parameter tests: The private tests, named `secret/…`.
    /// - Returns: The tree, and the points by test.
    /// - Throws: `ProblemError.malformed`, `.malformedYAML`; `.unsupported` for what we cannot add up.
    mutating func scoring(of tests: [TestCase]) throws(ProblemError) -> Points {
        let names = tests.map(\.name)
        let points = manifest.isLegacy ? try legacyPoints(of: names) : try recentPoints(of: names)
        _ = try checkMaximum(points.root, points.tests)
        return points
    }

    /// Refuses a group that would give more than its maximum: the format calls that an error of the package.
    ///
    /// - Returns: The most points that the group gives.
    private mutating func checkMaximum(
        _ group: TestGroup, _ points: [String: Double]
    ) throws(ProblemError) -> Double {
        var parts = group.tests.map { points[$0] ?? 0 }
        for inner in group.groups { parts.append(try checkMaximum(inner, points)) }
        guard let maximum = group.maximumPoints else { return group.points(of: parts, isAccepted: true) }
        let most = group.points(of: parts, isAccepted: true)
        // What a validator gives is known when it has given it.
        guard most.isFinite, most > maximum + TestGroup.roundingError(of: maximum) else { return min(most, maximum) }
        let key = manifest.isLegacy ? "range" : "max_score"
        let (bound, sum) = (Self.text(maximum), Self.text(most))
        guard let file = try owner(of: key, "data/\(group.name)") else {
            throw .malformed(
                path: package.path("data/\(group.name)"), place: nil,
                found: "its groups give \(sum) points, more than the \(bound) that it gives by default",
                expected: "max_score: \(sum) in its test_group.yaml, or groups of fewer points")
        }
        throw .malformed(
            path: file.path, place: try file.place(key),
            found: "\"\(key)\" allows \"\(group.name)\" \(bound) points, but what is in it gives \(sum)",
            expected: "at least as many as there are to get")
    }

    static func text(_ points: Double) -> String {
        points == points.rounded() && points.magnitude < 1e15 ? "\(Int(points))" : "\(points)"
    }

    // MARK: Files

    /// A folder's own files, checked: `test_group.yaml` before `testdata.yaml`.
    mutating func ownFiles(_ folder: String) throws(ProblemError) -> [YAMLFile] {
        if let known = files[folder] { return known }
        var found: [YAMLFile] = []
        for name in ["test_group.yaml", "testdata.yaml"] {
            if let text = try package.text("\(folder)/\(name)") {
                let file = try YAMLFile(text, path: package.path("\(folder)/\(name)"))
                try check(file)
                found.append(file)
            }
        }
        files[folder] = found
        return found
    }

    private static let commonKeys =
        validatorFlagKeys + ["input_validator_flags", "input_validator_args", "on_reject"]
    private static let legacyKeys = ["grading", "grader_flags", "accept_score", "reject_score", "range"]
    private static let recentKeys = [
        "max_score", "score_aggregation", "static_validation_score", "require_pass", "args", "static_validator_args",
        "input_visualizer_args", "output_visualizer_args", "full_feedback",
    ]

    /// Finds keys that are not known and values that have no meaning, also where this kind of problem does not need them.
    private func check(_ file: YAMLFile) throws(ProblemError) {
        // Where no points are given, what the other version of the format says of them does no harm.
        let isScoring = manifest.traits.contains(.scoring)
        let known =
            Self.commonKeys + (manifest.isLegacy || !isScoring ? Self.legacyKeys : [])
            + (!manifest.isLegacy || !isScoring ? Self.recentKeys : [])
        try file.check(keys: known, of: "a group of tests in this version of the format")
        if let words = try file.words("args"), !words.isEmpty {
            throw .unsupported(path: file.path, place: try file.place("args"), feature: "tests with arguments")
        }
        if let word = try file.text("on_reject"), !["break", "continue"].contains(word) {
            throw try file.wrong("on_reject", expected: "break or continue")
        }
        if try file.place("range") != nil { _ = try Self.range(file) }
    }

    /// The least and the most points of a legacy group, which may be infinite.
    static func range(_ file: YAMLFile) throws(ProblemError) -> ClosedRange<Double> {
        let numbers = (try file.words("range") ?? []).map { Double($0) ?? .nan }
        guard numbers.count == 2, numbers[0] <= numbers[1] else {
            throw try file.wrong("range", expected: "the least and the most points, such as 0 100 or -inf +inf")
        }
        return numbers[0]...numbers[1]
    }

    /// The file that says a key of a folder: its own, in the legacy format else its nearest parent's.
    private mutating func owner(of key: String, _ folder: String) throws(ProblemError) -> YAMLFile? {
        for file in try ownFiles(folder) where try file.place(key) != nil { return file }
        guard manifest.isLegacy, let slash = folder.lastIndex(of: "/") else { return nil }
        return try owner(of: key, String(folder[..<slash]))
    }

    /// The value of the first of some keys that a folder's files have, else its parent's.
    mutating func inherited<Value>(
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
}
