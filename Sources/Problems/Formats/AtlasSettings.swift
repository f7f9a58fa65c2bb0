/// `atlas.yaml` in a problem's folder: what we judge by and the folder's own format has no words for.
///
/// Other tools pass it over. Its keys: `comparison`, `checker`, `interactor`, `time_multipliers`, `scoring`.
enum AtlasSettings {
    /// The file's name.
    static let file = "atlas.yaml"

    /// The comparisons that have a name.
    static let comparisons: [(name: String, comparison: Comparison)] = [
        ("tokens", .tokens(TokenRule())), ("lines", .lines), ("exact", .exact), ("unordered_lines", .unorderedLines),
        ("lcb", .lcb),
    ]

    /// Changes a problem as its folder's settings ask, if it has some.
    ///
    /// - Throws: `ProblemError.malformed`, `.unreadable`.
    static func apply(to problem: inout Problem, in folder: PackageFolder) throws(ProblemError) {
        guard let text = try folder.text(file) else { return }
        let settings = try YAMLFile(text, path: folder.path(file))
        let known = ["comparison", "checker", "interactor", "time_multipliers", "scoring"]
        for key in settings.keys where !known.contains(key) {
            throw .malformed(
                path: settings.path, place: try settings.place(key), found: "\"\(key)\" is no setting",
                expected: known.joined(separator: ", "))
        }
        if let name = try settings.text("comparison") {
            guard let comparison = comparisons.first(where: { $0.name == name })?.comparison else {
                throw try settings.wrong("comparison", expected: comparisons.map(\.name).joined(separator: ", "))
            }
            problem.comparison = comparison
        }
        if let checker = try program("checker", settings, folder) {
            problem.comparison = .checker(checker)
            // Other checkers than the format's own may give points to any test.
            if case .subtasks(let root) = problem.scoring, checker.convention != .icpc {
                problem.scoring = .subtasks(root.takingAnyPoints())
            }
        }
        if let interactor = try program("interactor", settings, folder) {
            problem.interactor = interactor
            if try settings.place("checker") == nil { problem.comparison = .interactor }
        }
        for (language, text) in try settings.texts(below: "time_multipliers") ?? [] {
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
        switch try settings.text("scoring") {
        case nil: break
        case "pass_fail": problem.scoring = .passFail
        case "fraction": problem.scoring = .fraction
        default: throw try settings.wrong("scoring", expected: "pass_fail or fraction; subtasks are test groups")
        }
    }

    /// `{source: check.cpp, convention: testlib, files: [testlib.h], arguments: [...]}`; nil when the key is absent.
    private static func program(
        _ key: String, _ settings: YAMLFile, _ folder: PackageFolder
    ) throws(ProblemError) -> JudgeProgram? {
        guard try settings.place(key) != nil else { return nil }
        guard let source = try settings.text("\(key).source") else {
            throw try settings.wrong("\(key).source", expected: "the path of its source in the problem's folder")
        }
        let word = try settings.text("\(key).convention") ?? "icpc"
        guard let convention = JudgeProgram.Convention(rawValue: word) else {
            throw try settings.wrong("\(key).convention", expected: "icpc, testlib or python")
        }
        let files = try settings.words("\(key).files") ?? []
        for file in [source] + files where try folder.kind(file) != .file {
            throw .malformed(
                path: settings.path, place: try settings.place(key), found: "\"\(file)\" is not there",
                expected: "a file in the problem's folder")
        }
        return JudgeProgram(
            path: folder.path(source), companions: files.map(folder.path), convention: convention,
            arguments: try settings.words("\(key).arguments") ?? [])
    }
}
