/// The ICPC (Kattis) problem package format, legacy and 2023-07.
///
/// `data/sample` is public, `data/secret` private; test groups are folders in a test's name.
/// Source: https://icpc.io/problem-package-format/
enum ICPCPackage: ProblemFormat {
    static func recognises(_ folder: PackageFolder) throws(ProblemError) -> Bool {
        try folder.kind("problem.yaml") == .file
    }

    static func read(_ folder: PackageFolder) throws(ProblemError) -> Problem {
        let manifest = try ICPCManifest(folder)
        let validation = try ICPCValidation(package: folder, manifest: manifest)
        var groups = ICPCGroups(package: folder, manifest: manifest)
        var publicTests = try tests(folder, .public, validation, &groups)
        var privateTests = try tests(folder, .private, validation, &groups)
        if privateTests.isEmpty {
            guard !publicTests.isEmpty else {
                throw .malformed(
                    path: folder.path("data"), place: nil, found: "there are no tests",
                    expected: "data/sample and data/secret, as a folder with a problem.yaml has them")
            }
            throw .malformed(
                path: folder.path("data/secret"), place: nil, found: "there are no secret tests",
                expected: "at least one .in with its .ans")
        }
        var scoring = Scoring.passFail
        if manifest.traits.contains(.scoring) {
            let points = try groups.scoring(of: privateTests)
            scoring = .subtasks(points.root)
            for index in privateTests.indices {
                privateTests[index].points = points.tests[privateTests[index].name] ?? 0
            }
            for index in publicTests.indices { publicTests[index].points = 0 }
        }
        let flags = try groups.validatorFlags(in: "data/secret")
        let comparison = try validation.comparison(flags: flags)
        let interactor = validation.interactor(flags: flags)
        publicTests = publicTests.map { $0.without(comparison, interactor) }
        privateTests = privateTests.map { $0.without(comparison, interactor) }
        var statement = try statement(folder)
        let title = manifest.title ?? statement.heading ?? folder.name
        let conversations = try conversations(folder)
        // What an interactor reads is no input of the program, and may be what it has to find out.
        if validation.isInteractive {
            try statement.addConversations(conversations)
        } else if try !AtlasSettings.haveInteractor(folder) {
            try statement.addSamples(publicTests)
        }
        return Problem(
            id: folder.name, title: title, statement: statement.text, limits: manifest.limits,
            comparison: comparison, interactor: interactor, passes: manifest.passes, scoring: scoring,
            publicTests: publicTests, privateTests: privateTests,
            submissions: try SubmissionLabels.submissions(in: folder), difficulty: manifest.difficulty)
    }

    /// The tests in `data/sample` or `data/secret`, each with the comparison that its group's flags ask for, or with these
    /// for the interactor.
    private static func tests(
        _ folder: PackageFolder, _ group: TestCase.Group, _ validation: ICPCValidation, _ groups: inout ICPCGroups
    ) throws(ProblemError) -> [TestCase] {
        let part = group == .public ? "sample" : "secret"
        var tests: [TestCase] = []
        for pair in try TestPairs(package: folder, answerEndings: [".ans"]).pairs(in: "data/\(part)") {
            let path = "data/\(part)/\(pair.name)"
            var test = pair.test(named: "\(part)/\(pair.name)", in: group)
            let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
            let inherited = try groups.validatorFlags(in: parent)
            let words = try flags(of: path, folder) ?? inherited
            test.comparison = try validation.comparison(flags: words)
            test.interactorArguments = validation.interactor(flags: words)?.arguments
            tests.append(test)
        }
        return tests
    }

    /// What the package shows of conversations: `data/sample/NAME.interaction`.
    private static func conversations(
        _ package: PackageFolder
    ) throws(ProblemError) -> [(heading: String, path: String)] {
        guard try package.kind("data/sample") == .folder else { return [] }
        let files = try package.entries("data/sample").filter { $0.kind == .file && $0.name.hasSuffix(".interaction") }
        return files.enumerated().map { index, file in
            (heading: "\(Statement.conversation) \(index + 1)", path: package.path("data/sample/\(file.name)"))
        }
    }

    /// What a test's own file may say; the first is what legacy packages call the second.
    private static let testKeys =
        ICPCGroups.validatorFlagKeys + [
            "args", "input_validator_flags", "input_validator_args", "input_visualizer_args", "output_visualizer_args",
            "full_feedback", "hint", "description",
        ]

    /// The validator's arguments for one test, when it has some of its own.
    ///
    /// Refuses tests that are more than an input and an answer: running them without the rest would judge wrongly.
    private static func flags(of test: String, _ package: PackageFolder) throws(ProblemError) -> [String]? {
        for ending in [".args", ".files"] where try package.kind(test + ending) != nil {
            throw .unsupported(path: package.path(test + ending), place: nil, feature: "a test with arguments or files")
        }
        guard let text = try package.text(test + ".yaml") else { return nil }
        let file = try YAMLFile(text, path: package.path(test + ".yaml"))
        try file.check(keys: testKeys, of: "a test")
        if let words = try file.words("args"), !words.isEmpty {
            throw .unsupported(
                path: file.path, place: try file.place("args"), feature: "a test with \"args\" of its own")
        }
        for key in ICPCGroups.validatorFlagKeys {
            if let words = try file.words(key) { return words }
        }
        return nil
    }

    /// The statement: English before no language before any other, Markdown before LaTeX (taken as it is).
    private static func statement(_ package: PackageFolder) throws(ProblemError) -> Statement {
        let folders = ["problem_statement", "statement"]
        for folder in folders where try package.kind(folder) == .folder {
            let names = try package.entries(folder).filter { $0.kind == .file && $0.name.hasPrefix("problem.") }
                .map(\.name)
            for ending in [".md", ".tex"] {
                let candidates = names.filter { $0.hasSuffix(ending) }
                let preferred = ["problem.en\(ending)", "problem\(ending)"].first(where: candidates.contains)
                guard let name = preferred ?? candidates.first else { continue }
                let text = try package.text("\(folder)/\(name)") ?? ""
                // 2023-07 marks where samples go; ours follow the text.
                let shown = text.replacing("{{nextsample}}", with: "").replacing("{{remainingsamples}}", with: "")
                return try Statement(shown, path: package.path("\(folder)/\(name)"))
            }
        }
        throw .unreadable(
            path: package.path,
            reason:
                "there is no statement; expected problem_statement/problem.en.md or statement/problem.en.md, or one "
                + "given with \"atlas problems import --statement\"")
    }
}

extension TestCase {
    /// The same test, without what it has as the whole problem has it.
    fileprivate func without(_ comparison: Comparison, _ interactor: JudgeProgram?) -> TestCase {
        var test = self
        if test.comparison == comparison { test.comparison = nil }
        if test.interactorArguments == interactor?.arguments { test.interactorArguments = nil }
        return test
    }
}
