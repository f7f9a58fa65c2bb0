import FoundationEssentials

/// A package that Codeforces' Polygon makes: `problem.xml`, tests in files, testlib checkers and interactors.
///
/// The full package is wanted: the standard one leaves out tests that a generator makes. The checker and interactor are
/// compiled with the `testlib.h` in the package. Source: the descriptors that Polygon writes.
enum PolygonPackage: ProblemFormat {
    static func recognises(_ folder: PackageFolder) throws(ProblemError) -> Bool {
        try folder.kind("problem.xml") == .file
    }

    static func read(_ folder: PackageFolder) throws(ProblemError) -> Problem {
        let descriptor = try PolygonDescriptor(folder)
        let tests = try descriptor.tests()
        let publicTests = tests.filter(\.isSample).map { $0.test("sample/\($0.name)", .public, points: 0) }
        let (scoring, privateTests) = try descriptor.scoring(of: tests)
        guard !privateTests.isEmpty else { throw .noTests(problem: folder.path) }
        var statement = try PolygonStatement.read(folder, language: descriptor.language)
        let interactor = try descriptor.program("interactor")
        if interactor == nil {
            try statement.addSamples(publicTests)
        } else {
            try statement.addConversations(PolygonStatement.examples(folder, language: descriptor.language))
        }
        let comparison = try descriptor.comparison()
        return Problem(
            id: descriptor.root.attributes["short-name"] ?? folder.name, title: descriptor.title ?? folder.name,
            statement: statement.text, limits: try descriptor.limits(), comparison: comparison,
            interactor: interactor, scoring: scoring,
            publicTests: publicTests, privateTests: privateTests, submissions: try descriptor.submissions(),
            platform: "codeforces")
    }
}

/// The statement's parts, which Polygon keeps as LaTeX, one file each.
private enum PolygonStatement {
    private static let parts =
        [
            ("legend", nil), ("input", "Input"), ("output", "Output"), ("interaction", "Interaction"),
            ("scoring", "Scoring"), ("notes", "Notes"),
        ] as [(String, String?)]

    static func read(_ folder: PackageFolder, language: String) throws(ProblemError) -> Statement {
        let sections = "statement-sections/\(language)"
        if try folder.kind(sections) == .folder {
            var text = ""
            if let name = try folder.text("\(sections)/name.tex") { text += "# \(name.trimming(\.isWhitespace))\n\n" }
            for (part, heading) in parts {
                guard let body = try folder.text("\(sections)/\(part).tex")?.trimming(\.isWhitespace), !body.isEmpty
                else { continue }
                text += (heading.map { "## \($0)\n\n" } ?? "") + body + "\n\n"
            }
            return try Statement(text, path: folder.path(sections))
        }
        if let text = try folder.text("statement.md") { return try Statement(text, path: folder.path("statement.md")) }
        throw .unreadable(
            path: folder.path(sections), reason: "there is no statement; expected legend.tex, input.tex, output.tex")
    }

    /// What a statement shows of conversations: `example.01` what the interactor says, `example.01.a` the program's part.
    static func examples(
        _ folder: PackageFolder, language: String
    ) throws(ProblemError) -> [(heading: String, path: String)] {
        let sections = "statement-sections/\(language)"
        guard try folder.kind(sections) == .folder else { return [] }
        let names = try folder.entries(sections).filter { $0.kind == .file }.map(\.name)
        var examples: [(heading: String, path: String)] = []
        for (index, name) in names.filter({ $0.wholeMatch(of: /example\.[0-9]+/) != nil }).enumerated() {
            examples.append(("Sample Input \(index + 1)", folder.path("\(sections)/\(name)")))
            guard names.contains("\(name).a") else { continue }
            examples.append(("Sample Output \(index + 1)", folder.path("\(sections)/\(name).a")))
        }
        return examples
    }
}

/// What `problem.xml` says, checked.
private struct PolygonDescriptor {
    /// The verdicts that a solution's tag promises.
    private static let tags: [String: (label: String, verdicts: [String])] = [
        "main": ("accepted", ["AC"]), "accepted": ("accepted", ["AC"]),
        "wrong-answer": ("wrong_answer", ["WA"]), "presentation-error": ("wrong_answer", ["WA"]),
        "time-limit-exceeded": ("time_limit_exceeded", ["TLE"]),
        "memory-limit-exceeded": ("memory_limit_exceeded", ["MLE", "RTE"]),
        "runtime-error": ("run_time_error", ["RTE"]),
        "time-limit-exceeded-or-accepted": ("brute_force", ["TLE", "AC"]),
        "time-limit-exceeded-or-memory-limit-exceeded": ("brute_force", ["TLE", "MLE"]),
        "rejected": ("rejected", ["WA", "TLE", "RTE", "MLE", "OLE"]), "failed": ("run_time_error", ["RTE"]),
    ]
    /// testlib's own checkers that compare as we do, where a package has no testlib.h.
    ///
    /// `lcmp` and `fcmp` are not among them: how lines of white space and the end count is their own.
    private static let standard: [String: Comparison] = [
        "wcmp": .tokens(TokenRule()), "ncmp": .tokens(TokenRule()), "icmp": .tokens(TokenRule()),
        "hcmp": .tokens(TokenRule()),
        "yesno": .tokens(TokenRule(caseSensitive: false)), "nyesno": .tokens(TokenRule(caseSensitive: false)),
        "rcmp": .tokens(TokenRule(absoluteTolerance: 1.5e-6 + slack)), "rcmp4": close(1e-4), "rcmp6": close(1e-6),
        "rcmp9": close(1e-9),
    ]
    /// What testlib adds to each tolerance.
    private static let slack = 1e-15

    private static func close(_ tolerance: Double) -> Comparison {
        .tokens(TokenRule(absoluteTolerance: tolerance + slack, relativeTolerance: tolerance + slack))
    }

    /// Endings of what a checker or an interactor may include.
    private static let includedEndings = [
        ".h", ".hh", ".hpp", ".hxx", ".inc", ".inl", ".ipp", ".tpp", ".c", ".cc", ".cpp", ".cxx",
    ]

    let root: XMLElement
    private let folder: PackageFolder
    private let testset: XMLElement
    private var path: String { folder.path("problem.xml") }

    init(_ folder: PackageFolder) throws(ProblemError) {
        self.folder = folder
        root = try XMLFile.root(try folder.text("problem.xml") ?? "", path: folder.path("problem.xml"))
        let testsets = root.first("judging")?.all("testset") ?? []
        guard let testset = testsets.first(where: { $0.attributes["name"] == "tests" }) ?? testsets.first else {
            throw .malformed(
                path: folder.path("problem.xml"), place: "line \(root.line)", found: "no judging.testset",
                expected: "one, such as Polygon writes")
        }
        self.testset = testset
        if let judging = root.first("judging"), let runs = judging.attributes["run-count"], runs != "1" {
            throw .unsupported(
                path: folder.path("problem.xml"), place: "line \(judging.line)",
                feature: "a problem whose programs are run \(runs) times on a test")
        }
        try Self.checkPrograms(root, path: folder.path("problem.xml"))
        for (name, stream) in [("input-file", "stdin"), ("output-file", "stdout")] {
            guard let judging = root.first("judging"), let file = judging.attributes[name], !file.isEmpty else {
                continue
            }
            throw .unsupported(
                path: folder.path("problem.xml"), place: "line \(judging.line)",
                feature: "a problem whose programs use the file \(file) in place of \(stream)")
        }
    }

    /// Refuses programs that take part in judging and that we do not know how to use.
    private static func checkPrograms(_ root: XMLElement, path: String) throws(ProblemError) {
        if let scorer = root.first("assets", "scorer") {
            throw .unsupported(path: path, place: "line \(scorer.line)", feature: "a scorer of the problem's own")
        }
        for file in root.first("files", "resources")?.all("file") ?? [] {
            let assets = file.first("assets")?.all("asset") ?? []
            guard assets.contains(where: { $0.attributes["name"]?.lowercased() == "solution" }) else { continue }
            let name = file.attributes["path"] ?? ""
            throw .unsupported(
                path: path, place: "line \(file.line)",
                feature: "\"\(name)\", which is compiled with every submission,")
        }
    }

    /// The statement's language: English if there is one.
    var language: String {
        let languages = root.first("names")?.all("name").compactMap { $0.attributes["language"] } ?? []
        return languages.contains("english") ? "english" : languages.first ?? "english"
    }

    var title: String? {
        root.first("names")?.all("name").first { $0.attributes["language"] == language }?.attributes["value"]
    }

    func limits() throws(ProblemError) -> ProblemLimits {
        var limits = ProblemLimits()
        if let milliseconds = try number("time-limit", in: 1...3_600_000) { limits.cpuMilliseconds = milliseconds }
        if let bytes = try number("memory-limit", in: 1 << 20...1 << 40) { limits.memoryKiB = bytes / 1024 }
        return limits
    }

    private func number(_ name: String, in range: ClosedRange<Int>) throws(ProblemError) -> Int? {
        guard let element = testset.first(name) else { return nil }
        let word = element.text.trimming(\.isWhitespace)
        guard let number = Int(word), range.contains(number) else {
            throw wrong(
                element, "\"\(name)\" is \"\(word.prefix(60))\"",
                "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The tests, in order.
    func tests() throws(ProblemError) -> [PolygonTest] {
        let inputs = testset.first("input-path-pattern")?.text ?? "tests/%02d"
        let answers = testset.first("answer-path-pattern")?.text ?? "tests/%02d.a"
        var tests: [PolygonTest] = []
        for (index, element) in (testset.first("tests")?.all("test") ?? []).enumerated() {
            let input = try Self.file(inputs, index + 1, element, self)
            let answer = try Self.file(answers, index + 1, element, self)
            guard try kind(input, element) == .file else {
                throw .malformed(
                    path: folder.path(input), place: nil, found: "this test is not there",
                    expected: "the full package, in which Polygon puts generated tests, too")
            }
            guard try kind(answer, element) == .file else { throw .missingAnswer(input: folder.path(input)) }
            tests.append(
                PolygonTest(
                    name: index < 9 ? "0\(index + 1)" : "\(index + 1)",
                    isSample: element.attributes["sample"] == "true", group: element.attributes["group"],
                    points: try points(element) ?? 0, input: .file(path: folder.path(input)),
                    expected: .file(path: folder.path(answer))))
        }
        if let count = try number("test-count", in: 0...1_000_000), count != tests.count,
            let element = testset.first("test-count")
        {
            throw wrong(
                element, "\"test-count\" is \(count), but there are \(tests.count) tests", "as many <test> elements")
        }
        return tests
    }

    /// Points of groups where tests have groups or points, and the private tests.
    func scoring(of tests: [PolygonTest]) throws(ProblemError) -> (Scoring, [TestCase]) {
        let elements = testset.first("groups")?.all("group") ?? []
        guard !elements.isEmpty || tests.contains(where: { $0.points > 0 }) else {
            let hidden = tests.filter { !$0.isSample }
            return (.passFail, hidden.map { $0.test("secret/\($0.name)", .private, points: 0) })
        }
        var groups: [PolygonGroups.Group] = []
        for element in elements {
            let name = element.attributes["name"] ?? ""
            guard !groups.contains(where: { $0.name == name }) else {
                throw wrong(element, "a second group \"\(name)\"", "groups that differ by name")
            }
            groups.append(
                PolygonGroups.Group(
                    name: name, isWhole: element.attributes["points-policy"] == "complete-group",
                    points: try points(element),
                    dependencies: (element.first("dependencies")?.all("dependency") ?? []).compactMap {
                        $0.attributes["group"]
                    }, line: element.line))
        }
        let (root, privateTests) = try PolygonGroups(groups, tests: tests, path: path).read()
        return (.subtasks(root), privateTests)
    }

    /// What a test or a group is worth; nil where it does not say.
    private func points(_ element: XMLElement) throws(ProblemError) -> Double? {
        guard let word = element.attributes["points"] else { return nil }
        guard let points = Double(word), (0...1e9).contains(points) else {
            throw wrong(element, "\"points\" is \"\(word.prefix(60))\"", "a number from 0 to 1000000000")
        }
        return points
    }

    /// What is at a path that an element names.
    private func kind(_ file: String, _ element: XMLElement) throws(ProblemError) -> PackageFolder.Kind? {
        try folder.kind(file, namedIn: path, place: "line \(element.line)")
    }

    /// A checker or interactor; nil when there is none.
    func program(_ kind: String) throws(ProblemError) -> JudgeProgram? {
        guard let source = root.first("assets", kind, "source"), let file = source.attributes["path"] else {
            return nil
        }
        guard try self.kind(file, source) == .file else {
            throw wrong(source, "\"\(file)\" is not there", "the \(kind)'s source")
        }
        let isPercent = root.first("judging")?.attributes["treat-points-from-checker-as-percent"] == "true"
        return JudgeProgram(
            path: folder.path(file), companions: try included(beside: file).map(folder.path),
            convention: isPercent ? .testlibPercent : .testlib)
    }

    /// What a checker or an interactor includes: testlib.h, and those of the package's resources that are code and that it, or
    /// one of them, names.
    private func included(beside source: String) throws(ProblemError) -> [String] {
        var files: [String] = []
        // All of them lie in one folder when it is compiled.
        var names: Set = [Self.lastPart(source)]
        for header in ["files/testlib.h", "testlib.h"] where try folder.kind(header) == .file {
            if names.insert(Self.lastPart(header)).inserted { files.append(header) }
        }
        var resources: [String] = []
        for element in root.first("files", "resources")?.all("file") ?? [] {
            guard let file = element.attributes["path"], Self.includedEndings.contains(where: file.hasSuffix),
                try kind(file, element) == .file
            else { continue }
            resources.append(file)
        }
        var unread = resources.isEmpty ? [] : [source]
        while let file = unread.popLast() {
            let text = String(decoding: try TestData.file(path: folder.path(file)).load(), as: UTF8.self)
            for resource in resources where text.contains(Self.lastPart(resource)) {
                guard names.insert(Self.lastPart(resource)).inserted else { continue }
                files.append(resource)
                unread.append(resource)
            }
        }
        return files
    }

    private static func lastPart(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }

    func comparison() throws(ProblemError) -> Comparison {
        guard let checker = root.first("assets", "checker") else {
            throw .malformed(
                path: path, place: "line \(root.line)", found: "no assets.checker",
                expected: "one, such as Polygon writes")
        }
        if let program = try program("checker"),
            program.companions.contains(where: { Self.lastPart($0) == "testlib.h" })
        {
            return .checker(program)
        }
        let name = checker.attributes["name"] ?? ""
        if name.hasPrefix("std::"), let known = Self.standard[String(name.dropFirst(5).prefix { $0 != "." })] {
            return known
        }
        throw .malformed(
            path: path, place: "line \(checker.line)",
            found: "the checker \(name.isEmpty ? "" : "\"\(name)\" ")but no testlib.h in the package",
            expected: "files/testlib.h")
    }

    func submissions() throws(ProblemError) -> [LabelledSubmission] {
        var submissions: [LabelledSubmission] = []
        for element in root.first("assets", "solutions")?.all("solution") ?? [] {
            guard let tag = element.attributes["tag"], let file = element.first("source")?.attributes["path"] else {
                continue
            }
            // What such a one would get nobody says.
            if tag == "do-not-run" { continue }
            guard try kind(file, element) == .file else {
                throw wrong(element, "\"\(file)\" is not there", "a solution's source")
            }
            guard let promise = Self.tags[tag] else {
                // Nothing but a check of the labels needs it.
                let known = Self.tags.keys.sorted().joined(separator: ", ")
                submissions.append(
                    LabelledSubmission(
                        path: folder.path(file), label: Self.folderName(tag), expectedVerdicts: [],
                        fault: wrong(element, "\"\(file)\" has the tag \"\(tag.prefix(60))\"", known)))
                continue
            }
            submissions.append(
                LabelledSubmission(path: folder.path(file), label: promise.label, expectedVerdicts: promise.verdicts))
        }
        return submissions
    }

    private func wrong(_ element: XMLElement, _ found: String, _ expected: String) -> ProblemError {
        .malformed(path: path, place: "line \(element.line)", found: found, expected: expected)
    }

    /// `tests/%02d.a` with a number put in.
    private static func file(
        _ pattern: String, _ number: Int, _ element: XMLElement, _ descriptor: PolygonDescriptor
    ) throws(ProblemError) -> String {
        let pattern = pattern.trimming(\.isWhitespace)
        guard let start = pattern.firstIndex(of: "%"), let end = pattern[start...].firstIndex(of: "d"),
            let width = Int("0" + pattern[pattern.index(after: start)..<end]), width < 10
        else { throw descriptor.wrong(element, "the path pattern \"\(pattern)\"", "one such as tests/%02d") }
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        return "\(pattern[..<start])\(zeros)\(digits)\(pattern[pattern.index(after: end)...])"
    }

    /// A tag as a folder's name.
    private static func folderName(_ tag: String) -> String {
        tag.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
    }
}
