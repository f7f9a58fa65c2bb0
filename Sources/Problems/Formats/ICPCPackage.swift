/// The ICPC (Kattis) problem package format, legacy and 2023-07, as far as pass-fail problems go.
///
/// `data/sample` is public, `data/secret` private; test groups are folders in a test's name.
/// Source: https://icpc.io/problem-package-format/
enum ICPCPackage: ProblemFormat {
    static func recognises(_ folder: PackageFolder) throws(ProblemError) -> Bool {
        try folder.kind("problem.yaml") == .file
    }

    static func read(_ folder: PackageFolder) throws(ProblemError) -> Problem {
        let manifest = try ICPCManifest(folder)
        var publicTests: [TestCase] = []
        var privateTests: [TestCase] = []
        var testFolders = Set<String>()
        for (part, group) in [("sample", TestCase.Group.public), ("secret", .private)] {
            for pair in try TestPairs(package: folder, answerEndings: [".ans"]).pairs(in: "data/\(part)") {
                let path = "data/\(part)/\(pair.name)"
                try checkExtras(of: path, folder)
                testFolders.insert(String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]))
                let test = pair.test(named: "\(part)/\(pair.name)", in: group)
                if group == .public { publicTests.append(test) } else { privateTests.append(test) }
            }
        }
        if privateTests.isEmpty {
            if publicTests.isEmpty { throw .noTests(problem: folder.path) }
            throw .malformed(
                path: folder.path("data/secret"), place: nil, found: "there are no secret tests",
                expected: "at least one .in with its .ans")
        }
        let validation = ICPCValidation(package: folder, manifest: manifest)
        var statement = try statement(folder)
        let title = manifest.title ?? statement.heading ?? folder.name
        try statement.addSamples(publicTests)
        return Problem(
            id: folder.name, title: title, statement: statement.text, limits: manifest.limits,
            comparison: try validation.comparison(forTestsIn: testFolders), publicTests: publicTests,
            privateTests: privateTests, submissions: try SubmissionLabels.submissions(in: folder),
            difficulty: manifest.difficulty)
    }

    /// Refuses tests that are more than an input and an answer: running them without the rest would judge wrongly.
    private static func checkExtras(of test: String, _ package: PackageFolder) throws(ProblemError) {
        for ending in [".args", ".files"] where try package.kind(test + ending) != nil {
            throw .unsupported(path: package.path(test + ending), place: nil, feature: "a test with arguments or files")
        }
        guard let text = try package.text(test + ".yaml") else { return }
        let file = try YAMLFile(text, path: package.path(test + ".yaml"))
        for key in ["args", "files", "output_validator_args"] {
            if let place = try file.place(key) {
                throw .unsupported(path: file.path, place: place, feature: "a test with \"\(key)\" of its own")
            }
        }
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
            reason: "there is no statement; expected problem_statement/problem.en.md or statement/problem.en.md")
    }
}
