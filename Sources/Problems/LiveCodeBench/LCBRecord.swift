import FoundationEssentials

/// One record of a LiveCodeBench `code_generation` file, its tests not decoded yet.
///
/// Source: LiveCodeBench, `lcb_runner/benchmarks/code_generation.py`, and the fields of the published data.
public struct LCBRecord: Sendable {
    /// `question_id`.
    public let id: String
    /// `question_title`, or the id where it is empty.
    public let title: String
    /// `easy`, `medium` or `hard`, when stated.
    public let difficulty: String?
    /// `leetcode`, `atcoder`, `codeforces`, …, when stated.
    public let platform: String?
    /// The day of the contest, `YYYY-MM-DD`, when stated.
    public let contestDate: String?
    /// `contest_id`; empty when it is not stated.
    public let contestID: String
    /// `question_content`: the statement.
    public let statement: String
    /// `starter_code`; empty when there is none.
    public let starterCode: String
    /// The file it was read from.
    public let path: String
    /// Its line there, counted from 1.
    public let line: Int

    private let metadata: LCBFields.Metadata
    /// As they are written: escapes are not decoded.
    private let publicTests: [UInt8]
    private let privateTests: [UInt8]

    /// Reads a record's fields.
    ///
    /// - Throws: `ProblemError.malformed`, naming the line and the field.
    init(_ json: Data, path: String, line: Int) throws(ProblemError) {
        let fields = try LCBFields(json, path: path, line: line)
        self.path = path
        self.line = line
        id = try fields.required("question_id")
        statement = try fields.required("question_content")
        title = try fields.text("question_title") ?? id
        difficulty = try fields.text("difficulty")
        platform = try fields.text("platform")
        contestID = try fields.text("contest_id") ?? ""
        starterCode = try fields.text("starter_code") ?? ""
        metadata = try fields.metadata()
        contestDate = try fields.contestDate()
        publicTests = try fields.written("public_test_cases")
        privateTests = try fields.written("private_test_cases")
        if let difficulty, !Problem.difficulties.contains(difficulty) {
            throw fields.wrong("difficulty", "\"\(difficulty.prefix(60))\"", expected: LCBFields.difficultyExpected)
        }
    }

    /// The problem, with all its tests decoded: much work and memory for a large record, so once is enough.
    ///
    /// The limits are LiveCodeBench's 6 s and ours; the comparison is LiveCodeBench's own.
    ///
    /// - Throws: `ProblemError.malformed` for tests that cannot be decoded, `.noTests` when there are none.
    public func problem() throws(ProblemError) -> Problem {
        let shown = try decode("public_test_cases", publicTests)
        let hidden = try decode("private_test_cases", privateTests)
        guard let first = shown.first ?? hidden.first else { throw .noTests(problem: "\(path)#\(id)") }
        let isFunctional = first.testtype != .stdin
        guard (shown + hidden).allSatisfy({ $0.testtype == first.testtype }) else {
            throw malformed("tests of several types", expected: "one type")
        }
        if first.testtype == .asserts, (shown + hidden).contains(where: { !$0.output.isEmpty }) {
            throw malformed("tests of type asserts with an output", expected: "an empty output: the asserts decide")
        }
        if isFunctional, metadata.func_name == nil {
            throw malformed("functional tests, but \"metadata\" has no func_name", expected: "the name of the method")
        }
        if isFunctional, let name = metadata.func_name, !Self.isName(name) {
            throw malformed("\"metadata\" has the func_name \"\(name.prefix(60))\"", expected: "the name of a method")
        }
        let comparison: Comparison =
            switch first.testtype {
            case .asserts: .asserts
            case .functional where metadata.tuples == "lists": .json
            case .functional, .stdin: .lcb
            }
        return Problem(
            id: id, title: title, statement: statement,
            interface: isFunctional
                ? .functional(name: metadata.func_name ?? "", starterCode: starterCode) : .standardStreams,
            comparison: comparison,
            publicTests: LCBTests.cases(shown, .public), privateTests: LCBTests.cases(hidden, .private),
            difficulty: difficulty, platform: platform, contestDate: contestDate)
    }

    private static func isName(_ text: String) -> Bool {
        text.first.map { $0.isLetter || $0 == "_" } == true
            && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    private func decode(_ field: String, _ written: [UInt8]) throws(ProblemError) -> [LCBTest] {
        let text = try text(field, written)
        do {
            return try LCBTests.decode(text)
        } catch {
            throw malformed("\"\(field)\" is \(error)", expected: LCBTests.expected)
        }
    }

    /// A field's text as UTF-8; base64, which has no escapes and is checked where it is decoded, as it is written.
    private func text(_ field: String, _ written: [UInt8]) throws(ProblemError) -> Data {
        let isPlain = written.first != UInt8(ascii: "[") && !written.contains { $0 == 92 || $0 >= 128 }
        if isPlain { return Data(written) }
        guard let text = RecordScanner.decoded(written) else {
            throw malformed("\"\(field)\" is \(LCBFields.whyNotText(written))", expected: "text in UTF-8")
        }
        return Data(text.utf8)
    }

    private func malformed(_ found: String, expected: String) -> ProblemError {
        .malformed(path: path, place: "line \(line)", found: found, expected: expected)
    }
}
