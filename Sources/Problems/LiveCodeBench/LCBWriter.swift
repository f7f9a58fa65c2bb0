import FoundationEssentials

/// Writes a problem as one record of LiveCodeBench's format, for other tools and for `atlas eval`.
public struct LCBWriter: Sendable {
    /// How private tests are written.
    public enum PrivateTests: Sendable {
        /// Base64 of zlib of a pickle, as LiveCodeBench publishes them.
        case packed
        /// Plain JSON, which LiveCodeBench reads as well.
        case json
    }

    private let privateTests: PrivateTests

    /// Chooses how private tests are written.
    public init(privateTests: PrivateTests = .packed) {
        self.privateTests = privateTests
    }

    /// The record's line, with its line feed.
    ///
    /// The format has no field for limits, tolerances and validators. A problem that needs one of the latter two is
    /// refused, since it would be judged wrongly; limits are left out, and `differences` tells what else is judged
    /// otherwise. Difficulty, platform and date are empty where
    /// the problem has none, which LiveCodeBench's own loader does not take.
    ///
    /// - Throws: `ProblemError.notExportable`, also for a line longer than is read; `.unreadable` for a test's file.
    public func line(for problem: Problem) throws(ProblemError) -> Data {
        let kind: LCBTest.Kind
        var metadata = "{}"
        var starterCode = ""
        switch problem.interface {
        case .standardStreams: kind = .stdin
        case .functional(let name, let code):
            kind = problem.comparison == .asserts ? .asserts : .functional
            // LiveCodeBench's own rule counts a tuple as a list at the top alone.
            let tuples = problem.comparison == .json ? ", \"tuples\": \"lists\"" : ""
            metadata = "{\"func_name\": \(JSONText.quoted(name))\(tuples)}"
            starterCode = code
        }
        guard !problem.allTests.isEmpty else { throw .noTests(problem: problem.id) }
        let shown = try tests(problem.publicTests, kind, problem)
        let hidden = try tests(problem.privateTests, kind, problem)
        try check(problem, shown + hidden)
        let fields: [(name: String, value: String)] = [
            ("question_title", problem.title), ("question_content", problem.statement),
            ("platform", problem.platform ?? ""), ("question_id", problem.id), ("contest_id", ""),
            ("contest_date", problem.contestDate.map { "\($0)T00:00:00" } ?? ""), ("starter_code", starterCode),
            ("difficulty", problem.difficulty ?? ""),
            ("public_test_cases", String(decoding: LCBTests.json(shown), as: UTF8.self)),
            ("private_test_cases", try privateText(hidden, problem)), ("metadata", metadata),
        ]
        let members = fields.map { "\"\($0.name)\": \(JSONText.quoted($0.value))" }
        let line = Data("{\(members.joined(separator: ", "))}\n".utf8)
        guard line.count <= LCBFile.longestLine else {
            throw .notExportable(
                problem: problem.id,
                reason: "its record has \(line.count) bytes; at most \(LCBFile.longestLine) are read")
        }
        return line
    }

    /// How LiveCodeBench's rule judges some outputs otherwise than a problem that compares tokens: a record has no words for it.
    ///
    /// Its rule compares line by line, and lines of nothing but decimal numbers by their values.
    ///
    /// - Returns: Each difference as a clause that says what counts there; none for a problem that is judged alike.
    /// - Throws: `ProblemError.unreadable` for a test's file.
    public func differences(of problem: Problem) throws(ProblemError) -> [String] {
        guard case .tokens(let rule) = problem.comparison else { return [] }
        var hasTokensInARow = false
        var hasLinesInARow = false
        var hasNumbers = false
        for test in problem.allTests {
            let answer = String(decoding: try test.expected.load(), as: UTF8.self)
            let lines = answer.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace) }
                .filter { !$0.isEmpty }
            if lines.count > 1 || lines.contains(where: { $0.count > 1 }) { hasTokensInARow = true }
            if lines.count > 1 { hasLinesInARow = true }
            if lines.contains(where: { $0.allSatisfy { Double($0) != nil } }) { hasNumbers = true }
        }
        var differences: [String] = []
        if hasTokensInARow, rule.lineEnds == .space {
            differences.append("what a program prints must be cut into lines as the answer is")
        }
        if hasLinesInARow, rule.lineEnds == .counted {
            differences.append("empty lines between those of the answer count")
        }
        if hasNumbers { differences.append("a line of numbers is right by their values: 3.0 for 3") }
        return differences
    }

    private func privateText(_ tests: [LCBTest], _ problem: Problem) throws(ProblemError) -> String {
        switch privateTests {
        case .json: return String(decoding: LCBTests.json(tests), as: UTF8.self)
        case .packed:
            do {
                return try LCBTests.packed(tests)
            } catch {
                throw .notExportable(problem: problem.id, reason: error.description)
            }
        }
    }

    private func tests(
        _ tests: [TestCase], _ kind: LCBTest.Kind, _ problem: Problem
    ) throws(ProblemError) -> [LCBTest] {
        var written: [LCBTest] = []
        for test in tests {
            guard let input = String(validating: try test.input.load(), as: UTF8.self),
                let output = String(validating: try test.expected.load(), as: UTF8.self)
            else { throw .notExportable(problem: problem.id, reason: "test \(test.name) is not UTF-8") }
            written.append(LCBTest(input: input, output: output, testtype: kind))
        }
        return written
    }

    /// Refuses what LiveCodeBench's comparison would judge otherwise.
    private func check(_ problem: Problem, _ tests: [LCBTest]) throws(ProblemError) {
        let reason: String
        switch problem.comparison {
        case _ where problem.allTests.contains { $0.comparison != nil }:
            reason = "its tests are not all compared alike, and the format has one comparison"
        case _ where problem.interactor != nil: reason = "it is interactive, and the format has no interactor"
        case .interactor: reason = "it is interactive, and the format has no interactor"
        case _ where problem.passes > 1: reason = "a program is run on a test several times, and the format has one run"
        case .lcb, .json, .asserts: return
        case .checker: reason = "it has a checker of its own, and the format has none"
        case .lines, .everyLine, .exact: reason = "white space counts in it, and the format ignores some"
        case .unordered(.lines), .unordered(.tokenLines):
            reason = "its lines may come in any order, and the format has them in one"
        case .unordered: reason = "what it prints may come in any order, and the format has it in one"
        case .tokens(let rule):
            if rule.absoluteTolerance != nil || rule.relativeTolerance != nil {
                reason = "it tolerates differences between numbers, and the format does not"
            } else if rule.spaceSensitive {
                reason = "white space counts in it, and the format ignores some"
            } else if !rule.caseSensitive, tests.contains(where: { $0.output.contains(where: \.isLetter) }) {
                reason = "it ignores case, and the format does not"
            } else {
                return
            }
        }
        throw .notExportable(problem: problem.id, reason: reason)
    }
}
