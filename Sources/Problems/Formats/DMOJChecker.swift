/// DMOJ's checkers by name.
enum DMOJChecker {
    /// The arguments that each takes; those of `bridged` that only limit it do not matter here.
    private static let arguments: [String: [String]] = [
        "standard": [], "easy": [], "identical": ["pe_allowed"], "rstripped": ["filter_new_line"],
        "sorted": ["split_on"], "unordered": [], "floats": ["precision", "error_mode"], "floatsabs": ["precision"],
        "floatsrel": ["precision"],
        "bridged": ["type", "files", "lang", "time_limit", "memory_limit", "compiler_time_limit", "feedback"],
    ]
    /// Arguments of `bridged` that change what its checker is given.
    private static let bridgedOnly = ["flags", "args_format_string"]

    /// The comparison that does as the checker which `checker` of these settings names.
    ///
    /// - Throws: `ProblemError.unsupported`, `.malformed`, `.malformedYAML`.
    static func comparison(_ settings: YAMLFile, _ folder: PackageFolder) throws(ProblemError) -> Comparison {
        let isNested = try settings.isMapping("checker")
        guard let name = isNested ? try settings.text("checker.name") : try settings.text("checker") ?? "standard"
        else {
            throw try settings.wrong("checker.name", expected: "a checker's name")
        }
        guard let arguments = arguments[name] else {
            throw .unsupported(
                path: settings.path, place: try settings.place("checker"), feature: "the checker \"\(name)\"")
        }
        if isNested {
            try settings.check(keys: ["name", "args"], below: "checker")
            for key in settings.keys(below: "checker.args") where name == "bridged" && bridgedOnly.contains(key) {
                throw .unsupported(
                    path: settings.path, place: try settings.place("checker.args.\(key)"),
                    feature: "\"\(key)\" of bridged")
            }
            try settings.check(keys: arguments, below: "checker.args", of: name)
        }
        func argument(_ key: String) throws(ProblemError) -> String? {
            isNested ? try settings.text("checker.args.\(key)") : nil
        }
        switch name {
        case "standard": return .tokens(TokenRule(lineEnds: .counted))
        case "easy": return .unordered(.characters)
        case "identical": return .exact
        case "rstripped":
            guard ["false", "no", "off", "0", nil].contains(try argument("filter_new_line")?.lowercased()) else {
                throw .unsupported(
                    path: settings.path, place: try settings.place("checker.args.filter_new_line"),
                    feature: "\"filter_new_line\" of rstripped")
            }
            return .everyLine
        case "unordered": return .unordered(.tokens)
        case "sorted":
            switch try argument("split_on") {
            case nil, "lines": return .unordered(.tokenLines)
            case "whitespace": return .unordered(.tokens)
            default: throw try settings.wrong("checker.args.split_on", expected: "lines or whitespace")
            }
        case "bridged": return .checker(try testlib(settings, folder))
        default: return try numbers(name, settings, isNested, mode: try argument("error_mode"))
        }
    }

    private static func numbers(
        _ name: String, _ settings: YAMLFile, _ isNested: Bool, mode: String?
    ) throws(ProblemError) -> Comparison {
        let meaning = "a number of digits from 0 to 300"
        let digits = isNested ? try settings.number("checker.args.precision", in: 0...300, meaning: meaning) : nil
        guard let tolerance = Double("1e-\(Int(digits ?? 6))") else {
            throw try settings.wrong("checker.args.precision", expected: meaning)
        }
        var rule = TokenRule(lineEnds: .countedWithBlankLines)
        switch (name, mode) {
        case ("floatsabs", _), ("floats", "absolute"): rule.absoluteTolerance = tolerance
        case ("floatsrel", _), ("floats", "relative"): rule.relativeTolerance = tolerance
        case ("floats", nil), ("floats", "default"):
            rule.absoluteTolerance = tolerance
            rule.relativeTolerance = tolerance
        default: throw try settings.wrong("checker.args.error_mode", expected: "default, absolute or relative")
        }
        return .tokens(rule)
    }

    private static func testlib(_ settings: YAMLFile, _ folder: PackageFolder) throws(ProblemError) -> JudgeProgram {
        let place = try settings.place("checker")
        guard try settings.isMapping("checker"), try settings.text("checker.args.type") == "testlib",
            let files = try settings.words("checker.args.files"), let source = files.first
        else { throw .unsupported(path: settings.path, place: place, feature: "a bridged checker without testlib") }
        for file in files where try folder.kind(file, namedIn: settings.path, place: place) != .file {
            throw try settings.wrong("checker.args.files", expected: "files beside it")
        }
        var companions = Array(files.dropFirst())
        if try folder.kind("testlib.h") == .file, !companions.contains("testlib.h") { companions.append("testlib.h") }
        let needsHeader = (try folder.text(source) ?? "").contains("testlib.h")
        guard companions.contains("testlib.h") || !needsHeader else {
            throw .malformed(
                path: settings.path, place: place, found: "the checker \"\(source)\" but no testlib.h beside it",
                expected: "testlib.h, which DMOJ's judges bring themselves")
        }
        return JudgeProgram(
            path: folder.path(source), companions: companions.map(folder.path), convention: .testlib)
    }
}
