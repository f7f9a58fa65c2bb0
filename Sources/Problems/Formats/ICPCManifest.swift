/// What `problem.yaml` says, checked.
///
/// Source: ICPC problem package format, legacy and 2023-07, "Problem Metadata".
struct ICPCManifest {
    /// What kind of problem it is, beside reading stdin and writing stdout once.
    struct Traits: OptionSet {
        let rawValue: Int
        /// Points are given.
        static let scoring = Traits(rawValue: 1)
        /// The validator talks to the program.
        static let interactive = Traits(rawValue: 2)
        /// The program is run several times on a test.
        static let multiPass = Traits(rawValue: 4)
    }

    /// Whether it is in the legacy format.
    let isLegacy: Bool
    /// What kind of problem it is.
    let traits: Traits
    /// The title; nil when none is given.
    let title: String?
    /// Limits, ours where none are given.
    let limits: ProblemLimits
    /// The most passes of a multi-pass problem; 1 for any other.
    let passes: Int
    /// Whether outputs go to a validator of the problem's own; nil when the validator's folder decides (2023-07).
    let hasOwnValidator: Bool?
    /// Whether the validator gives the points of every test (legacy, `validation: custom score`).
    let hasValidatorScore: Bool
    /// Arguments for whatever compares outputs.
    let validatorFlags: [String]
    /// `easy`, `medium` or `hard`, when it is a keyword.
    let difficulty: String?

    /// What `problem_format_version` may be: the last ones are the format's later names for the same.
    private static let versions = ["legacy", "legacy-icpc", "2023-07", "2023-07-draft", "draft", "2025-09"]

    /// Reads the package's `problem.yaml` and `.timelimit`.
    ///
    /// - Throws: `ProblemError.malformed`; `.malformedYAML`, also for a format's version that is not known; `.unsupported` for submit-answer problems.
    init(_ package: PackageFolder) throws(ProblemError) {
        let file = try YAMLFile(try package.text("problem.yaml") ?? "", path: package.path("problem.yaml"))
        let version = try file.text("problem_format_version") ?? "legacy"
        guard Self.versions.contains(version) else {
            throw try file.wrong("problem_format_version", expected: Self.versions.joined(separator: ", "))
        }
        isLegacy = version.hasPrefix("legacy")
        let validation = isLegacy ? try Self.validation(file) : nil
        // Names in the statement, in programs and in settings that stand for values.
        if !isLegacy, let constant = file.keys(below: "constants").first {
            throw .unsupported(
                path: file.path, place: try file.place("constants"), feature: "the constant \"\(constant)\"")
        }
        if try package.kind("include") == .folder, let first = try package.entries("include").first {
            throw .unsupported(
                path: package.path("include/\(first.name)"), place: nil, feature: "files that go with every submission")
        }
        traits = try Self.types(file).union(validation?.traits ?? [])
        title = try Self.title(file)
        limits = try Self.limits(file, package)
        let passes = try file.number("limits.validation_passes", in: 2...100, meaning: "a number from 2 to 100")
        self.passes = traits.contains(.multiPass) ? Int(passes ?? 2) : 1
        hasOwnValidator = validation?.isCustom
        hasValidatorScore = validation?.traits.contains(.scoring) ?? false
        validatorFlags = try file.words("validator_flags") ?? []
        difficulty = try file.words("keywords")?.first { Problem.difficulties.contains($0) }
    }

    private static func types(_ file: YAMLFile) throws(ProblemError) -> Traits {
        var traits: Traits = []
        let words = try file.words("type") ?? []
        for type in words {
            switch type {
            case "pass-fail": break
            case "scoring": traits.insert(.scoring)
            case "interactive": traits.insert(.interactive)
            case "multi-pass": traits.insert(.multiPass)
            case "submit-answer":
                throw .unsupported(path: file.path, place: try file.place("type"), feature: "a problem of type \(type)")
            default: throw try file.wrong("type", expected: "pass-fail, scoring, interactive or multi-pass")
            }
        }
        if words.contains("pass-fail"), traits.contains(.scoring) {
            throw .malformed(
                path: file.path, place: try file.place("type"), found: "\"type\" is both pass-fail and scoring",
                expected: "one of them")
        }
        return traits
    }

    /// `validation: default`, or `custom` with words that say what else the validator does (legacy).
    private static func validation(_ file: YAMLFile) throws(ProblemError) -> (isCustom: Bool, traits: Traits) {
        let words = try file.words("validation") ?? ["default"]
        var traits: Traits = []
        for word in words.dropFirst() where words[0] == "custom" {
            switch word {
            case "interactive": traits.insert(.interactive)
            case "multi-pass", "multipass": traits.insert(.multiPass)
            case "score": traits.insert(.scoring)
            default: throw try file.wrong("validation", expected: "custom with score, interactive or multi-pass")
            }
        }
        guard let first = words.first, first == "custom" || (first == "default" && words.count == 1) else {
            throw try file.wrong("validation", expected: "default or custom")
        }
        return (first == "custom", traits)
    }

    /// `name: text`, or one text per language, English first.
    private static func title(_ file: YAMLFile) throws(ProblemError) -> String? {
        guard try file.isMapping("name") else { return try file.text("name") }
        let titles = try file.texts(below: "name")
        return (titles.first { $0.key == "en" } ?? titles.first)?.text
    }

    private static func limits(_ file: YAMLFile, _ package: PackageFolder) throws(ProblemError) -> ProblemLimits {
        var limits = ProblemLimits()
        let time = "a number of seconds from 0.001 to 3600"
        if let seconds = try file.number("limits.time_limit", in: 0.001...3_600, meaning: time) {
            limits.cpuMilliseconds = Int((seconds * 1_000).rounded())
        } else if let (word, place) = try timeBeside(package) {
            guard let seconds = Double(word), (0.001...3_600).contains(seconds) else {
                throw .malformed(path: place, place: nil, found: "\"\(word.prefix(60))\"", expected: time)
            }
            limits.cpuMilliseconds = Int((seconds * 1_000).rounded())
        }
        let size = "a number of MiB from 1 to 1048576"
        if let mebibytes = try file.number("limits.memory", in: 1...1_048_576, meaning: size) {
            limits.memoryKiB = Int(mebibytes * 1_024)
        }
        if let mebibytes = try file.number("limits.output", in: 1...1_048_576, meaning: size) {
            limits.outputBytes = Int(mebibytes * 1_048_576)
        }
        return limits
    }

    /// The time limit that Kattis' tools leave in `.timelimit`, or DOMjudge's in its own settings file.
    private static func timeBeside(_ package: PackageFolder) throws(ProblemError) -> (word: Substring, place: String)? {
        if let text = try package.text(".timelimit") {
            return (text.trimming(\.isWhitespace), package.path(".timelimit"))
        }
        for line in (try package.text("domjudge-problem.ini") ?? "").split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimming(\.isWhitespace) }
            if parts.count == 2, parts[0] == "timelimit" {
                return (parts[1].trimming { "'\"".contains($0) }, package.path("domjudge-problem.ini"))
            }
        }
        return nil
    }
}
