/// `atlas.yaml` in a problem's folder: what we judge by and the folder's own format has no words for.
///
/// Other tools pass it over. Its keys: `comparison`, `test_comparisons`, `checker`, `interactor`, `time_multipliers`, `scoring`,
/// `test_points`.
enum AtlasSettings {
    /// The file's name.
    static let file = "atlas.yaml"

    /// The comparisons that have a name.
    private static let comparisons: [(name: String, comparison: Comparison)] = [
        ("tokens", .tokens(TokenRule())), ("lines", .lines), ("every_line", .everyLine), ("exact", .exact),
        ("unordered_lines", .unordered(.lines)), ("unordered_token_lines", .unordered(.tokenLines)),
        ("unordered_tokens", .unordered(.tokens)), ("unordered_characters", .unordered(.characters)), ("lcb", .lcb),
    ]

    /// A comparison as `comparison` has it; nil for one that has no words here.
    static func text(of comparison: Comparison) -> String? {
        guard case .tokens(let rule) = comparison else {
            return comparisons.first { $0.comparison == comparison }?.name
        }
        var parts = ["name: tokens"]
        if !rule.caseSensitive { parts.append("case_sensitive: false") }
        if rule.spaceSensitive { parts.append("space_sensitive: true") }
        if rule.lineEnds != .space { parts.append("line_ends: \(rule.lineEnds.rawValue)") }
        if let tolerance = rule.absoluteTolerance { parts.append("absolute_tolerance: \(tolerance)") }
        if let tolerance = rule.relativeTolerance { parts.append("relative_tolerance: \(tolerance)") }
        return parts.count == 1 ? "tokens" : "{\(parts.joined(separator: ", "))}"
    }

    /// Whether a folder's settings name an interactor: what its public tests hold is then for that alone.
    ///
    /// - Throws: `ProblemError.malformed`, `.malformedYAML`, `.unreadable`.
    static func haveInteractor(_ folder: PackageFolder) throws(ProblemError) -> Bool {
        guard let text = try folder.text(file) else { return false }
        return try YAMLFile(text, path: folder.path(file)).place("interactor") != nil
    }

    /// Changes a problem as its folder's settings ask, if it has some.
    ///
    /// - Throws: `ProblemError.malformed`, `.malformedYAML`, `.unreadable`.
    static func apply(to problem: inout Problem, in folder: PackageFolder) throws(ProblemError) {
        guard let text = try folder.text(file) else { return }
        let settings = try YAMLFile(text, path: folder.path(file))
        let known = [
            "comparison", "test_comparisons", "checker", "interactor", "time_multipliers", "scoring", "test_points",
        ]
        try settings.check(keys: known)
        if let comparison = try comparison(settings) { problem.comparison = comparison }
        if let checker = try program("checker", settings, folder) {
            problem.comparison = .checker(checker)
            takePoints(of: checker, &problem)
        }
        if let interactor = try program("interactor", settings, folder) {
            problem.interactor = interactor
            takePoints(of: interactor, &problem)
            // What tests say was meant for the one of the folder's own format.
            for index in problem.publicTests.indices { problem.publicTests[index].interactorArguments = nil }
            for index in problem.privateTests.indices { problem.privateTests[index].interactorArguments = nil }
            if try settings.place("checker") == nil, try settings.place("comparison") == nil {
                problem.comparison = .interactor
            }
        }
        for entry in try settings.list("test_comparisons") ?? [] { try apply(entry, to: &problem) }
        try checkOutput(of: problem, settings)
        for (language, text) in try settings.texts(below: "time_multipliers") {
            guard let factor = Double(text), (0.01...1000).contains(factor) else {
                throw .malformed(
                    path: settings.path, place: try settings.place("time_multipliers.\(language)"),
                    found: "\"time_multipliers.\(language)\" is \"\(text.prefix(60))\"",
                    expected: "a number from 0.01 to 1000")
            }
            problem.limits.cpuMultipliers[language] = factor
        }
        // Which languages there are is known where programs are judged.
        problem.limits.multipliersPlace = try settings.location("time_multipliers")
        for (name, text) in try settings.texts(below: "test_points") {
            guard let index = problem.privateTests.firstIndex(where: { $0.name == name }),
                let points = Double(text), (0...1e9).contains(points)
            else {
                throw .malformed(
                    path: settings.path, place: try settings.place("test_points"),
                    found: "\"\(name.prefix(60))\" has \"\(text.prefix(60))\"",
                    expected: "a private test's name and a number from 0 to 1000000000")
            }
            problem.privateTests[index].points = points
        }
        switch try settings.text("scoring") {
        case nil: break
        case "pass_fail": problem.scoring = .passFail
        case "fraction": problem.scoring = .fraction
        default: throw try settings.wrong("scoring", expected: "pass_fail or fraction; subtasks are test groups")
        }
    }

    /// Other programs than the format's own may give points to any test.
    private static func takePoints(of program: JudgeProgram, _ problem: inout Problem) {
        guard case .subtasks(let root) = problem.scoring, program.convention != .icpc else { return }
        problem.scoring = .subtasks(root.takingAnyPoints())
    }

    /// Only an interactor of testlib's leaves an output that something else can judge.
    private static func checkOutput(of problem: Problem, _ settings: YAMLFile) throws(ProblemError) {
        guard let interactor = problem.interactor, !interactor.convention.isTestlib else { return }
        for key in ["comparison", "test_comparisons", "checker"] {
            guard let place = try settings.place(key) else { continue }
            throw .malformed(
                path: settings.path, place: place, found: "\"\(key)\" beside an interactor that alone decides",
                expected: "an interactor of convention testlib: what it writes to its output is judged")
        }
    }

    /// `{test: secret/01, comparison: exact}`.
    private static func apply(_ entry: YAMLFile, to problem: inout Problem) throws(ProblemError) {
        try entry.check(keys: ["test", "comparison"], of: "a row of \"test_comparisons\"")
        guard let comparison = try comparison(entry) else {
            throw try entry.wrong("comparison", expected: "how the test's output is compared")
        }
        let name = try entry.text("test")
        if let index = problem.privateTests.firstIndex(where: { $0.name == name }) {
            problem.privateTests[index].comparison = comparison
        } else if let index = problem.publicTests.firstIndex(where: { $0.name == name }) {
            problem.publicTests[index].comparison = comparison
        } else {
            throw try entry.wrong("test", expected: "the name of one of the problem's tests")
        }
    }

    /// `lines`, or for tokens `{name: tokens, line_ends: counted, absolute_tolerance: 1e-6}`; nil when the key is absent.
    private static func comparison(_ settings: YAMLFile) throws(ProblemError) -> Comparison? {
        let key = "comparison"
        guard try settings.isMapping(key) else {
            guard let name = try settings.text(key) else { return nil }
            guard let comparison = comparisons.first(where: { $0.name == name })?.comparison else {
                throw try settings.wrong(key, expected: comparisons.map(\.name).joined(separator: ", "))
            }
            return comparison
        }
        let known = [
            "name", "case_sensitive", "space_sensitive", "line_ends", "absolute_tolerance", "relative_tolerance",
        ]
        try settings.check(keys: known, below: key)
        guard try settings.text("\(key).name") == "tokens" else {
            throw try settings.wrong("\(key).name", expected: "tokens; no other comparison has settings")
        }
        var rule = TokenRule()
        rule.caseSensitive = try settings.flag("\(key).case_sensitive") ?? true
        rule.spaceSensitive = try settings.flag("\(key).space_sensitive") ?? false
        if let word = try settings.text("\(key).line_ends") {
            guard let ends = TokenRule.LineEnds(rawValue: word) else {
                throw try settings.wrong(
                    "\(key).line_ends",
                    expected: TokenRule.LineEnds.allCases.map(\.rawValue).joined(separator: ", "))
            }
            rule.lineEnds = ends
        }
        let limits = 0...Double.greatestFiniteMagnitude
        rule.absoluteTolerance = try settings.number(
            "\(key).absolute_tolerance", in: limits, meaning: "a number such as 1e-6")
        rule.relativeTolerance = try settings.number(
            "\(key).relative_tolerance", in: limits, meaning: "a number such as 1e-6")
        return .tokens(rule)
    }

    /// `{source: check.cpp, convention: testlib, files: [testlib.h], arguments: [...]}`; nil when the key is absent.
    private static func program(
        _ key: String, _ settings: YAMLFile, _ folder: PackageFolder
    ) throws(ProblemError) -> JudgeProgram? {
        guard try settings.place(key) != nil else { return nil }
        try settings.check(keys: ["source", "convention", "files", "arguments"], below: key)
        guard let source = try settings.text("\(key).source") else {
            throw try settings.wrong("\(key).source", expected: "the path of its source in the problem's folder")
        }
        let word = try settings.text("\(key).convention") ?? "icpc"
        guard let convention = JudgeProgram.Convention(rawValue: word), convention != .python || key == "checker" else {
            throw try settings.wrong(
                "\(key).convention",
                expected: key == "checker"
                    ? "icpc, testlib, testlib_percent or python" : "icpc, testlib or testlib_percent")
        }
        let arguments = try settings.words("\(key).arguments") ?? []
        guard arguments.isEmpty || convention != .python else {
            throw .malformed(
                path: settings.path, place: try settings.place("\(key).arguments"),
                found: "\"\(key).arguments\" of a checker in Python", expected: "none, as check(…) takes three values")
        }
        let files = try settings.words("\(key).files") ?? []
        let place = try settings.place(key)
        for file in [source] + files where try folder.kind(file, namedIn: settings.path, place: place) != .file {
            throw .malformed(
                path: settings.path, place: place, found: "\"\(file)\" is not there",
                expected: "a file in the problem's folder")
        }
        return JudgeProgram(
            path: folder.path(source), companions: files.map(folder.path), convention: convention,
            arguments: arguments)
    }
}
