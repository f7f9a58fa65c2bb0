/// What `problem.yaml` says, checked.
///
/// Source: ICPC problem package format, legacy and 2023-07, "Problem Metadata".
struct ICPCManifest {
    /// The title; nil when none is given.
    let title: String?
    /// Limits, ours where none are given.
    let limits: ProblemLimits
    /// Whether outputs go to a validator of the problem's own; nil when the validator's folder decides (2023-07).
    let hasOwnValidator: Bool?
    /// Arguments for whatever compares outputs.
    let validatorFlags: [String]
    /// `easy`, `medium` or `hard`, when it is a keyword.
    let difficulty: String?

    /// Reads the package's `problem.yaml` and `.timelimit`.
    ///
    /// - Throws: `ProblemError.malformed`; `.unsupported` for interactive, multi-pass and scoring problems.
    init(_ package: PackageFolder) throws(ProblemError) {
        let file = try YAMLFile(try package.text("problem.yaml") ?? "", path: package.path("problem.yaml"))
        let version = try file.text("problem_format_version") ?? "legacy"
        try Self.checkType(file)
        title = try Self.title(file)
        limits = try Self.limits(file, package)
        hasOwnValidator = version.hasPrefix("legacy") ? try Self.isCustom(file) : nil
        validatorFlags = try file.words("validator_flags") ?? []
        difficulty = try file.words("keywords")?.first { Problem.difficulties.contains($0) }
    }

    private static func checkType(_ file: YAMLFile) throws(ProblemError) {
        for type in try file.words("type") ?? [] where type != "pass-fail" {
            guard ["scoring", "interactive", "multi-pass", "submit-answer"].contains(type) else {
                throw try file.wrong("type", expected: "pass-fail")
            }
            throw .unsupported(path: file.path, place: try file.place("type"), feature: "a problem of type \(type)")
        }
    }

    /// `validation: default`, or `custom` with words that say what else the validator does (legacy).
    private static func isCustom(_ file: YAMLFile) throws(ProblemError) -> Bool {
        let words = try file.words("validation") ?? ["default"]
        guard let first = words.first, ["default", "custom"].contains(first) else {
            throw try file.wrong("validation", expected: "default or custom")
        }
        if let feature = words.dropFirst().first {
            throw .unsupported(
                path: file.path, place: try file.place("validation"), feature: "\"validation: custom \(feature)\"")
        }
        return first == "custom"
    }

    /// `name: text`, or one text per language, English first.
    private static func title(_ file: YAMLFile) throws(ProblemError) -> String? {
        guard let titles = try file.texts(below: "name") else { return try file.text("name") }
        return (titles.first { $0.key == "en" } ?? titles.first)?.text
    }

    private static func limits(_ file: YAMLFile, _ package: PackageFolder) throws(ProblemError) -> ProblemLimits {
        var limits = ProblemLimits()
        let time = "a number of seconds from 0.001 to 3600"
        if let seconds = try file.number("limits.time_limit", in: 0.001...3_600, meaning: time) {
            limits.cpuMilliseconds = Int((seconds * 1_000).rounded())
        } else if let text = try package.text(".timelimit") {
            let word = text.trimming(\.isWhitespace)
            guard let seconds = Double(word), (0.001...3_600).contains(seconds) else {
                throw .malformed(
                    path: package.path(".timelimit"), place: nil, found: "\"\(word.prefix(60))\"", expected: time)
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
}
