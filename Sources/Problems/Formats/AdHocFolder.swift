/// The least a problem needs: `statement.md`, and `tests/` with `.in` and `.ans` (or `.out`) files.
///
/// Tests in `tests/public/`, and those whose file name begins with `sample`, are public; tests in `tests/private/` and
/// all others are private. These names may be in capitals. Limits are those of `ProblemLimits()`; outputs are compared as exact tokens.
enum AdHocFolder: ProblemFormat {
    static func recognises(_ folder: PackageFolder) throws(ProblemError) -> Bool {
        if try folder.kind("statement.md") == .file { return true }
        return try folder.kind("tests") == .folder
    }

    static func read(_ folder: PackageFolder) throws(ProblemError) -> Problem {
        guard let text = try folder.text("statement.md") else {
            throw .unreadable(
                path: folder.path("statement.md"), reason: "there is no statement; expected its text in this file")
        }
        var statement = try Statement(text, path: folder.path("statement.md"))
        var publicTests: [TestCase] = []
        var privateTests: [TestCase] = []
        for pair in try TestPairs(package: folder, answerEndings: [".ans", ".out"]).pairs(in: "tests") {
            if isPublic(pair.name) {
                publicTests.append(pair.test(named: pair.name, in: .public))
            } else {
                privateTests.append(pair.test(named: pair.name, in: .private))
            }
        }
        guard !publicTests.isEmpty || !privateTests.isEmpty else { throw .noTests(problem: folder.path) }
        let title = statement.heading ?? folder.name
        if try !AtlasSettings.haveInteractor(folder) { try statement.addSamples(publicTests) }
        return Problem(
            id: folder.name, title: title, statement: statement.text, publicTests: publicTests,
            privateTests: privateTests, submissions: try SubmissionLabels.submissions(in: folder))
    }

    /// A folder decides; where none does, the file's name.
    private static func isPublic(_ name: String) -> Bool {
        let parts = name.lowercased().split(separator: "/")
        for folder in parts.dropLast() {
            if folder == "public" { return true }
            if folder == "private" { return false }
        }
        return parts.last?.hasPrefix("sample") == true
    }
}
