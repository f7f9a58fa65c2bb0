import FoundationEssentials

/// One record of LiveCodeBench's `test_generation` data: a function described in words, and an input to predict its result for.
///
/// Source: LiveCodeBench, `lcb_runner/benchmarks/test_output_prediction.py`.
public struct LCBTestOutput: Sendable, Equatable, Selectable {
    /// `question_id` and `test_id` as `ID#TEST`: a question has several tests.
    public var id: String { "\(questionID)#\(testID)" }
    /// `question_id`.
    public let questionID: String
    /// `test_id`: which test of the question it is.
    public let testID: Int
    /// `question_title`.
    public let title: String
    /// `question_content`: the statement.
    public let statement: String
    /// `contest_id`.
    public let contestID: String
    /// The day of the contest, `YYYY-MM-DD`.
    public let contestDate: String?
    /// `easy`, `medium` or `hard`.
    public let difficulty: String?
    /// `starter_code`: the method's signature in its class.
    public let starterCode: String
    /// `function_name`.
    public let functionName: String
    /// The arguments, one Python literal a line.
    public let input: String
    /// The expected result, as JSON.
    public let output: String
    /// The data has no platform.
    public var platform: String? { nil }

    private struct Fields: Decodable {
        let question_title, question_content, question_id, contest_id, contest_date, difficulty: String
        let test, starter_code, function_name: String
        let test_id: Int
    }

    private struct Test: Decodable {
        let input, output: String
    }

    /// Reads a file of such records, in the official order: by question, then by test.
    ///
    /// - Throws: `ProblemError.unreadable`; `.malformed`, naming the line, also for two records of one id.
    public static func read(_ path: String) throws(ProblemError) -> [LCBTestOutput] {
        try LCBLines.read(path) { json, line throws(ProblemError) in
            try LCBTestOutput(json, path: path, line: line)
        }.sorted { ($0.questionID, $0.testID) < ($1.questionID, $1.testID) }
    }

    private init(_ json: Data, path: String, line: Int) throws(ProblemError) {
        let fields: Fields = try LCBLines.decode(
            json, path: path, line: line, form: "a record of LiveCodeBench's test_generation")
        let tests = try? JSONDecoder().decode([Test].self, from: Data(fields.test.utf8))
        guard let test = tests?.first else {
            throw LCBFields.wrong(
                "test", "\"\(fields.test.prefix(60))\"", expected: "a JSON list of one test in a text", path: path,
                line: line)
        }
        questionID = fields.question_id
        testID = fields.test_id
        title = fields.question_title
        statement = fields.question_content
        contestID = fields.contest_id
        contestDate = try LCBLines.day(fields.contest_date, path: path, line: line)
        difficulty = fields.difficulty
        starterCode = fields.starter_code
        functionName = fields.function_name
        input = test.input
        output = test.output
    }
}
