import Files
import FoundationEssentials
import Glibc

/// Writes a problem into a folder of its own, in one of our two forms: a problem package (2023-07), or for a functional
/// problem `problem.jsonl`, with `atlas.yaml` for what the format has no words for.
public struct PackageWriter: Sendable {
    private let problem: Problem
    private let folder: String

    /// Writes a problem; the folder appears whole or not at all.
    ///
    /// - Parameters:
    ///   - problem: The problem.
    ///   - folder: Where it goes; there must be nothing yet.
    /// - Throws: `ProblemError.unreadable` when the folder is there, cannot be written, or a test cannot be read;
    ///   `.notExportable` for what neither form can say.
    public static func write(_ problem: Problem, to folder: String) throws(ProblemError) {
        guard access(folder, F_OK) != 0 else {
            throw .unreadable(path: folder, reason: "it is there already; name another folder with -o, or remove it")
        }
        let scratch = try ScratchFolder(in: parent(of: folder), mode: 0o755)
        do throws(ProblemError) {
            try PackageWriter(problem: problem, folder: scratch.path).write()
            guard rename(scratch.path, folder) == 0 else {
                throw ProblemError.unreadable(path: folder, reason: FileContents.reason(errno))
            }
        } catch {
            scratch.remove()
            throw error.mapped { $0.replacing(scratch.path, with: folder) }
        }
    }

    private static func parent(of folder: String) -> String {
        let parts = folder.split(separator: "/")
        let parent = parts.dropLast().joined(separator: "/")
        if folder.hasPrefix("/") { return "/\(parent)" }
        return parent.isEmpty ? "." : parent
    }

    private func write() throws(ProblemError) {
        switch problem.interface {
        case .functional:
            var plain = problem
            if plain.comparison != .lcb, plain.comparison != .asserts { plain.comparison = .json }
            plain.interactor = nil
            try put(LCBWriter().line(for: plain), "problem.jsonl")
        case .standardStreams:
            try put(Data(manifest.utf8), "problem.yaml")
            try put(Data(problem.statement.utf8), "statement/problem.en.md")
            try writeTests()
        }
        try writeSettings()
        try writeSubmissions()
    }

    /// `problem.yaml`.
    private var manifest: String {
        var types = [problem.isScored ? "scoring" : "pass-fail"]
        if problem.interactor?.convention == .icpc { types.append("interactive") }
        if problem.passes > 1 { types.append("multi-pass") }
        var limits = [
            "  time_limit: \(Double(problem.limits.cpuMilliseconds) / 1000)",
            "  memory: \(max(1, problem.limits.memoryKiB / 1024))",
            "  output: \(max(1, problem.limits.outputBytes >> 20))",
        ]
        if problem.passes > 1 { limits.append("  validation_passes: \(problem.passes)") }
        return """
            problem_format_version: 2023-07
            name: \(JSONText.quoted(problem.title))
            type: [\(types.joined(separator: ", "))]
            limits:
            \(limits.joined(separator: "\n"))
            \(problem.difficulty.map { "keywords: [\($0)]\n" } ?? "")
            """
    }

    private func writeTests() throws(ProblemError) {
        for test in problem.allTests {
            let name = writtenName(of: test)
            try put(test.input, "data/\(name).in")
            try put(test.expected, "data/\(name).ans")
            if let arguments = test.interactorArguments {
                try put(Self.validatorSettings(arguments), "data/\(name).yaml")
            }
        }
        if case .subtasks(let root) = problem.scoring { try writeGroup(root, isRoot: true) }
        if case .tokens(let rule) = problem.comparison {
            var flags: [String] = rule.caseSensitive ? ["case_sensitive"] : []
            if rule.spaceSensitive { flags.append("space_change_sensitive") }
            if let tolerance = rule.absoluteTolerance { flags += ["float_absolute_tolerance", "\(tolerance)"] }
            if let tolerance = rule.relativeTolerance { flags += ["float_relative_tolerance", "\(tolerance)"] }
            try put(Data("output_validator_args: [\(flags.joined(separator: ", "))]\n".utf8), "data/test_group.yaml")
        }
    }

    private func writtenName(of test: TestCase) -> String {
        let part = test.group == .public ? "sample" : "secret"
        return test.name.hasPrefix(part + "/") ? test.name : "\(part)/\(test.name)"
    }

    private func writeGroup(_ group: TestGroup, isRoot: Bool) throws(ProblemError) {
        let words: [TestGroup.Aggregation: String] = [.sum: "sum", .minimum: "min", .passFail: "pass-fail"]
        guard let word = words[group.aggregation] else {
            throw .notWritable(
                problem: problem.id, reason: "group \(group.name) takes the \(group.aggregation.rawValue)")
        }
        if isRoot {
            guard word == "sum" else { throw .notWritable(problem: problem.id, reason: "its groups do not add up") }
            guard group.tests.isEmpty || group.groups.isEmpty else {
                throw .notWritable(problem: problem.id, reason: "it has tests beside groups")
            }
            guard group.grader == nil || givesPointsByGroups(group) else {
                throw .notWritable(problem: problem.id, reason: "2023-07 has no words for how it is graded (legacy)")
            }
        } else if !group.groups.isEmpty {
            throw .notWritable(problem: problem.id, reason: "group \(group.name) has groups of its own")
        }
        // The format shares a sum's points evenly among tests: other shares need a group for each test.
        let points = Set(problem.privateTests.filter { group.tests.contains($0.name) }.map(\.points))
        if group.aggregation == .sum, points.count > 1 {
            throw .notWritable(problem: problem.id, reason: "the tests of group \(group.name) have different points")
        }
        let most = total(group)
        let text = """
            max_score: \(most.isFinite ? "\(most)" : "unbounded")
            score_aggregation: \(word)
            require_pass: [\(group.requiredGroups.map(JSONText.quoted).joined(separator: ", "))]

            """
        try put(Data(text.utf8), "data/\(group.name)/test_group.yaml")
        for nested in group.groups { try writeGroup(nested, isRoot: false) }
    }

    private func total(_ group: TestGroup) -> Double {
        if let most = group.maximumPoints { return most }
        let own = problem.privateTests.filter { group.tests.contains($0.name) }.map(\.points)
        return group.points(of: own + group.groups.map(total), isAccepted: true)
    }

    /// Whether a legacy problem's points are the same without its graders: those of its groups, each all or nothing.
    private func givesPointsByGroups(_ root: TestGroup) -> Bool {
        guard let grader = root.grader, grader.acceptance != .all, !grader.breaks,
            grader.ignoresSamples || problem.publicTests.isEmpty
        else { return false }
        return root.groups.allSatisfy { $0.aggregation == .minimum && $0.grader?.acceptance == .all }
    }

    /// `atlas.yaml`, and the programs it names.
    private func writeSettings() throws(ProblemError) {
        var lines: [String] = []
        switch problem.comparison {
        case .json, .asserts, .interactor: break
        // Flags of the default validator say all of it, but of what an interactor wrote.
        case .tokens(let rule) where rule.lineEnds == .space && problem.interactor == nil: break
        case .checker(let checker) where checker.convention == .icpc && problem.interface == .standardStreams:
            try copy(checker, to: "output_validator")
        case .checker(let checker): lines.append("checker: \(try setting(checker, "checker"))")
        case let comparison:
            if case .functional = problem.interface, comparison == .lcb { break }
            if let text = AtlasSettings.text(of: comparison) { lines.append("comparison: \(text)") }
        }
        lines += try testComparisons()
        if let interactor = problem.interactor {
            if interactor.convention == .icpc {
                try copy(interactor, to: "output_validator")
            } else {
                lines.append("interactor: \(try setting(interactor, "interactor"))")
            }
        }
        if !problem.limits.cpuMultipliers.isEmpty {
            let factors = problem.limits.cpuMultipliers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            lines.append("time_multipliers: {\(factors.joined(separator: ", "))}")
        }
        if problem.scoring == .fraction { lines.append("scoring: fraction") }
        lines += testPoints()
        if !lines.isEmpty { try put(Data((lines.joined(separator: "\n") + "\n").utf8), AtlasSettings.file) }
    }

    /// The tests that are compared otherwise than the problem says.
    private func testComparisons() throws(ProblemError) -> [String] {
        var lines: [String] = []
        for test in problem.allTests {
            guard let comparison = test.comparison, comparison != problem.comparison else { continue }
            guard let text = AtlasSettings.text(of: comparison) else {
                throw .notWritable(
                    problem: problem.id,
                    reason: "test \(test.name) is compared otherwise than the others, by a program")
            }
            lines.append("- {test: \(JSONText.quoted(writtenName(of: test))), comparison: \(text)}")
        }
        return lines.isEmpty ? [] : ["test_comparisons:"] + lines
    }

    /// What a checker that gives points measures them by in groups that give all or nothing: the format says of these only
    /// what they are worth as a whole.
    private func testPoints() -> [String] {
        guard case .subtasks(let root) = problem.scoring, case .checker(let checker) = problem.comparison,
            checker.convention.isTestlib
        else { return [] }
        let lines = root.groups.filter { $0.aggregation == .passFail }.flatMap { group in
            problem.privateTests.filter { group.tests.contains($0.name) && $0.points != group.maximumPoints }
                .map { "  \(JSONText.quoted(writtenName(of: $0))): \($0.points)" }
        }
        return lines.isEmpty ? [] : ["test_points:"] + lines
    }

    private func setting(_ program: JudgeProgram, _ name: String) throws(ProblemError) -> String {
        try copy(program, to: name)
        let files = program.companions.map { JSONText.quoted("\(name)/\(Self.lastPart($0))") }
        let arguments = program.arguments.map(JSONText.quoted)
        return "{source: \(JSONText.quoted("\(name)/\(Self.lastPart(program.path))")), "
            + "convention: \(program.convention.rawValue), files: [\(files.joined(separator: ", "))], "
            + "arguments: [\(arguments.joined(separator: ", "))]}"
    }

    private func copy(_ program: JudgeProgram, to place: String) throws(ProblemError) {
        for path in [program.path] + program.companions {
            try put(.file(path: path), "\(place)/\(Self.lastPart(path))")
        }
        if !program.arguments.isEmpty, program.convention == .icpc, problem.interface == .standardStreams {
            try put(Self.validatorSettings(program.arguments), "data/test_group.yaml")
        }
    }

    /// What a group's or a test's own file says of the arguments for its validator.
    private static func validatorSettings(_ arguments: [String]) -> Data {
        Data("output_validator_args: [\(arguments.map(JSONText.quoted).joined(separator: ", "))]\n".utf8)
    }

    /// A submission whose verdicts are not those of its folder says so itself.
    private func writeSubmissions() throws(ProblemError) {
        for submission in problem.submissions {
            let name = Self.lastPart(submission.path)
            let place = submission.label.isEmpty ? "submissions/\(name)" : "submissions/\(submission.label)/\(name)"
            if Paths.isFolder(submission.path) {
                for file in try files(of: submission) { try put(.file(path: file.path), "\(place)/\(file.name)") }
                continue
            }
            var source = try TestData.file(path: submission.path).load()
            let byFolder = SubmissionLabels.folders.first { $0.label == submission.label }?.verdicts
            if submission.fault == nil, byFolder != submission.expectedVerdicts,
                source.firstRange(of: Data(SubmissionLabels.tag.utf8)) == nil
            {
                let results = submission.expectedVerdicts.joined(separator: ", ")
                let comment = [".py", ".rb", ".sh"].contains(where: name.hasSuffix) ? "#" : "//"
                source = Data("\(comment) \(SubmissionLabels.tag) \(results)\n".utf8) + source
            }
            try put(source, place)
        }
    }

    /// The files of a submission that is a folder; none of one that is at fault and cannot be copied whole, as its links lead elsewhere.
    private func files(of submission: LabelledSubmission) throws(ProblemError) -> [(path: String, name: String)] {
        // Its reader has seen that these are the problem's own, wherever their links lead.
        if let program = submission.program {
            return ([program.path] + program.companions).map {
                (path: $0, name: Self.lastPart($0))
            }
        }
        do throws(ProblemError) {
            return try Self.files(in: PackageFolder(submission.path), "", depth: 0)
        } catch {
            guard submission.fault != nil else { throw error }
            return []
        }
    }

    /// How deep folders of a submission are followed: more means a link that leads in a circle.
    private static let deepest = 8

    private static func files(
        in folder: PackageFolder, _ place: String, depth: Int
    ) throws(ProblemError) -> [(path: String, name: String)] {
        guard depth < deepest else {
            throw .malformed(
                path: folder.path(place), place: nil, found: "folders nested more than \(deepest) deep",
                expected: "sources nearer to the top, and no link that leads in a circle")
        }
        var files: [(path: String, name: String)] = []
        for entry in try folder.entries(place) {
            let name = place.isEmpty ? entry.name : "\(place)/\(entry.name)"
            switch entry.kind {
            case .file: files.append((folder.path(name), name))
            case .folder: files += try Self.files(in: folder, name, depth: depth + 1)
            }
        }
        return files
    }

    private func put(_ contents: TestData, _ place: String) throws(ProblemError) {
        try put(try contents.load(), place)
    }

    private func put(_ bytes: Data, _ place: String) throws(ProblemError) {
        let file = URL(filePath: "\(folder)/\(place)")
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try bytes.write(to: file)
        } catch {
            throw .unreadable(path: "\(folder)/\(place)", reason: "cannot be written: \(FileContents.reason(errno))")
        }
    }

    private static func lastPart(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}

extension Problem {
    /// Whether it gives points by groups.
    fileprivate var isScored: Bool { if case .subtasks = scoring { true } else { false } }
}
