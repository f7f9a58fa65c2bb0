import FoundationEssentials

/// A problem as DMOJ's judge keeps it: `init.yml` with cases and batches, the tests in files or in an archive.
///
/// DMOJ keeps statements and limits elsewhere: a `statement.md` is wanted beside it. Cases in an archive are read by
/// `problems import`, which unpacks it. Source: https://docs.dmoj.ca/#/judge/problem_format.
enum DMOJFolder: ProblemFormat {
    static func recognises(_ folder: PackageFolder) throws(ProblemError) -> Bool {
        try folder.kind("init.yml") == .file
    }

    static func read(_ folder: PackageFolder) throws(ProblemError) -> Problem {
        try read(folder, unpacked: nil)
    }

    /// The archive that holds the tests; nil when they are files of the folder.
    static func archive(_ folder: PackageFolder) throws(ProblemError) -> String? {
        guard let name = try settings(folder).text("archive") else { return nil }
        guard try folder.kind(name) == .file else {
            throw .malformed(
                path: folder.path("init.yml"), place: try settings(folder).place("archive"),
                found: "\"\(name)\" is not there", expected: "the archive beside it")
        }
        return folder.path(name)
    }

    /// Reads a problem whose archive, if it has one, was unpacked into a folder.
    ///
    /// - Throws: `ProblemError`.
    static func read(_ folder: PackageFolder, unpacked: PackageFolder?) throws(ProblemError) -> Problem {
        let settings = try settings(folder)
        for key in ["generator", "interactive", "custom_judge", "signature_grader", "grader", "communication"] {
            if let place = try settings.place(key) {
                throw .unsupported(path: settings.path, place: place, feature: "\"\(key)\"")
            }
        }
        if unpacked == nil, let place = try settings.place("archive") {
            throw .malformed(
                path: settings.path, place: place, found: "tests in an archive",
                expected: "\"atlas problems import\" to unpack them")
        }
        guard let text = try folder.text("statement.md") else {
            throw .unreadable(
                path: folder.path("statement.md"),
                reason: "there is no statement; DMOJ keeps it elsewhere: expected its text in this file")
        }
        var reader = DMOJCases(files: unpacked ?? folder, settings: settings)
        let (root, tests) = try reader.read()
        guard !tests.isEmpty else { throw .noTests(problem: folder.path) }
        let statement = try Statement(text, path: folder.path("statement.md"))
        return Problem(
            id: folder.name, title: statement.heading ?? folder.name, statement: statement.text,
            comparison: try DMOJChecker.comparison(settings, folder), scoring: .subtasks(root), privateTests: tests,
            submissions: try SubmissionLabels.submissions(in: folder))
    }

    private static func settings(_ folder: PackageFolder) throws(ProblemError) -> YAMLFile {
        try YAMLFile(try folder.text("init.yml") ?? "", path: folder.path("init.yml"))
    }
}

/// The cases and batches that `init.yml` lists.
private struct DMOJCases {
    let files: PackageFolder
    let settings: YAMLFile
    private var tests: [TestCase] = []

    init(files: PackageFolder, settings: YAMLFile) {
        self.files = files
        self.settings = settings
    }

    /// A batch gives its points when all its cases are accepted; each other case is a group of its own.
    mutating func read() throws(ProblemError) -> (TestGroup, [TestCase]) {
        guard let cases = try settings.list("test_cases") else {
            throw .unsupported(path: settings.path, place: nil, feature: "a problem without a list of \"test_cases\"")
        }
        var root = TestGroup(name: "secret", aggregation: .sum)
        var places: [String: String] = [:]
        for (index, entry) in cases.enumerated() {
            let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
            let points = try entry.number("points", in: 0...1e9, meaning: "a number of points") ?? 1
            var group = TestGroup(name: "secret/\(number)", maximumPoints: points, aggregation: .passFail)
            let batch = try entry.list("batched")
            for (index, entry) in (batch ?? [entry]).enumerated() {
                group.tests.append(try add(entry, "\(group.name)/\(index < 9 ? "0" : "")\(index + 1)", points))
            }
            if batch != nil { places["\(places.count + 1)"] = group.name }
            for word in try entry.words("dependencies") ?? [] {
                guard let place = places[word], place != group.name else {
                    throw try entry.wrong("dependencies", expected: "numbers of batches that come before it")
                }
                group.requiredGroups.append(place)
            }
            root.groups.append(group)
        }
        return (root, tests)
    }

    private mutating func add(_ entry: YAMLFile, _ name: String, _ points: Double) throws(ProblemError) -> String {
        var paths: [String] = []
        for key in ["in", "out"] {
            guard let file = try entry.text(key) else { throw try entry.wrong(key, expected: "a file's name") }
            guard try files.kind(file) == .file else {
                throw .malformed(
                    path: settings.path, place: try entry.place(key), found: "\"\(file)\" is not there",
                    expected: "a file in \(files.path)")
            }
            try FileContents.check(files.size(file), files.path(file), atMost: TestData.largestBytes)
            paths.append(files.path(file))
        }
        tests.append(
            TestCase(
                name: name, group: .private, input: .file(path: paths[0]), expected: .file(path: paths[1]),
                points: points))
        return name
    }
}

/// DMOJ's checkers by name.
private enum DMOJChecker {
    static func comparison(_ settings: YAMLFile, _ folder: PackageFolder) throws(ProblemError) -> Comparison {
        let isNested = try settings.isMapping("checker")
        let name = isNested ? try settings.text("checker.name") : try settings.text("checker")
        switch name {
        case nil, "standard": return .tokens(TokenRule())
        case "easy": return .tokens(TokenRule(caseSensitive: false))
        case "identical": return .exact
        case "rstripped": return .lines
        case "sorted":
            let split = isNested ? try settings.text("checker.args.split_on") ?? "lines" : "lines"
            guard split == "lines" else { throw try settings.wrong("checker.args.split_on", expected: "lines") }
            return .unorderedLines
        case "floats", "floatsabs", "floatsrel":
            let digits =
                isNested
                ? try settings.number("checker.args.precision", in: 0...15, meaning: "a number of digits from 0 to 15")
                : nil
            var tolerance = 1.0
            for _ in 0..<Int(digits ?? 6) { tolerance /= 10 }
            let mode = isNested ? try settings.text("checker.args.error_mode") ?? "default" : "default"
            return .tokens(
                TokenRule(
                    absoluteTolerance: name == "floatsrel" || mode == "relative" ? nil : tolerance,
                    relativeTolerance: name == "floatsabs" || mode == "absolute" ? nil : tolerance))
        case "bridged":
            guard try settings.text("checker.args.type") == "testlib",
                let file = try settings.words("checker.args.files")?.first
            else {
                throw .unsupported(
                    path: settings.path, place: try settings.place("checker"),
                    feature: "a bridged checker without testlib")
            }
            guard try folder.kind(file) == .file else {
                throw try settings.wrong("checker.args.files", expected: "a file beside it")
            }
            let headers = try folder.kind("testlib.h") == .file ? [folder.path("testlib.h")] : []
            return .checker(JudgeProgram(path: folder.path(file), companions: headers, convention: .testlib))
        case let name?:
            throw .unsupported(
                path: settings.path, place: try settings.place("checker"), feature: "the checker \"\(name)\"")
        }
    }
}
