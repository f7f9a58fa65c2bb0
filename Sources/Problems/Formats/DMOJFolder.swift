import FoundationEssentials

/// A problem as DMOJ's judge keeps it: `init.yml` with cases and batches, the tests in files or in an archive.
///
/// DMOJ keeps statements and limits elsewhere: a `statement.md` is wanted beside it. Cases in an archive are read by
/// `problems import`, which unpacks it. Sources: https://docs.dmoj.ca/#/judge/problem_format, and DMOJ's judge where that
/// is silent.
enum DMOJFolder: ProblemFormat {
    static func recognises(_ folder: PackageFolder) throws(ProblemError) -> Bool {
        try folder.kind("init.yml") == .file
    }

    static func read(_ folder: PackageFolder) throws(ProblemError) -> Problem {
        try read(folder, unpacked: nil)
    }

    /// The archive that holds the tests; nil when they are files of the folder.
    static func archive(_ folder: PackageFolder) throws(ProblemError) -> String? {
        let settings = try settings(folder)
        guard let name = try settings.text("archive") else { return nil }
        let place = try settings.place("archive")
        guard try folder.kind(name, namedIn: settings.path, place: place) == .file else {
            throw .malformed(
                path: settings.path, place: place,
                found: "\"\(name)\" is not there", expected: "the archive beside it")
        }
        return folder.path(name)
    }

    /// Reads a problem whose archive, if it has one, was unpacked into a folder.
    ///
    /// - Throws: `ProblemError`.
    static func read(_ folder: PackageFolder, unpacked: PackageFolder?) throws(ProblemError) -> Problem {
        let settings = try settings(folder)
        try DMOJKeys.check(settings, .root)
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
        var (root, tests) = try DMOJTests(folder: folder, unpacked: unpacked, settings: settings).read()
        guard let first = tests.first?.comparison else { throw .noTests(problem: folder.path) }
        // A test has a comparison of its own only where it is not that of the problem.
        let areAlike = tests.allSatisfy { $0.comparison == first }
        let comparison = areAlike ? first : try DMOJChecker.comparison(settings, folder)
        for index in tests.indices where tests[index].comparison == comparison { tests[index].comparison = nil }
        let statement = try Statement(text, path: folder.path("statement.md"))
        return Problem(
            id: folder.name, title: statement.heading ?? folder.name, statement: statement.text,
            limits: try limits(settings), comparison: comparison, scoring: .subtasks(root), privateTests: tests,
            submissions: try SubmissionLabels.submissions(in: folder))
    }

    private static func limits(_ settings: YAMLFile) throws(ProblemError) -> ProblemLimits {
        var limits = ProblemLimits()
        let meaning = "a number of bytes that is a whole number of MiB"
        if let bytes = try settings.number("output_limit_length", in: 1...0x1p40, meaning: meaning) {
            // A package has no other sizes.
            guard bytes.truncatingRemainder(dividingBy: 0x1p20) == 0 else {
                throw try settings.wrong("output_limit_length", expected: meaning)
            }
            limits.outputBytes = Int(bytes)
        }
        return limits
    }

    private static func settings(_ folder: PackageFolder) throws(ProblemError) -> YAMLFile {
        try YAMLFile(try folder.text("init.yml") ?? "", path: folder.path("init.yml"))
    }
}

/// The keys of `init.yml`: what is not known here may change how DMOJ judges, and is named.
enum DMOJKeys {
    /// Where keys stand.
    enum Level: String {
        case root = "the root"
        case batch = "a batch"
        case testCase = "a case"
    }

    /// What cannot be judged, wherever it stands.
    private static let unsupported = [
        "generator", "generator_args", "generator_in", "interactive", "custom_judge", "signature_grader", "grader",
        "communication", "file_io", "io_redirects", "pretest_test_cases", "symlinks",
    ]
    /// What no verdict depends on, or the judge alone.
    private static let idle = [
        "output_prefix_length", "wall_time_factor", "short_circuit", "hints", "unbuffered", "validator",
    ]

    /// Refuses keys that are not known.
    ///
    /// - Throws: `ProblemError.unsupported`, `.malformedYAML`.
    static func check(_ settings: YAMLFile, _ level: Level) throws(ProblemError) {
        var known = ["points", "checker", "binary_data"]
        switch level {
        case .root: known += ["test_cases", "archive", "output_limit_length"]
        case .batch: known += ["batched", "dependencies", "in", "out"]
        case .testCase: known += ["in", "out"]
        }
        for key in unsupported + ["output_limit_length"] where settings.keys.contains(key) && !known.contains(key) {
            throw .unsupported(
                path: settings.path, place: try settings.place(key), feature: "\"\(key)\" of \(level.rawValue)")
        }
        try settings.check(keys: known + idle, of: level.rawValue)
    }
}
