import FoundationEssentials

/// One record of LiveCodeBench's `execution-v2` data: a Python function, a call, and what the call returns.
///
/// Source: LiveCodeBench, `lcb_runner/benchmarks/code_execution.py`.
public struct LCBExecution: Sendable, Equatable, Selectable {
    /// `id`, such as `sample_12`.
    public let id: String
    /// `question_id`.
    public let questionID: String
    /// `problem_id`.
    public let problemID: String
    /// `contest_id`.
    public let contestID: String
    /// The day of the contest, `YYYY-MM-DD`.
    public let contestDate: String?
    /// `easy`, `medium` or `hard`.
    public let difficulty: String?
    /// `function_name`.
    public let functionName: String
    /// `code`: the function.
    public let code: String
    /// `input`: a call of it.
    public let input: String
    /// `output`: what it returns, as a Python literal.
    public let output: String
    /// `output` as JSON in which tuples, sets and dictionaries with other keys than texts are objects that say so.
    public let expectedJSON: String
    /// `numsteps`: how many steps the call takes.
    public let steps: Int
    /// The data has no platform.
    public var platform: String? { nil }

    /// The number in `id`, by which the official harness sorts.
    public var number: Int { id.split(separator: "_").dropFirst().first.flatMap { Int($0) } ?? 0 }

    private struct Fields: Decodable {
        let question_id, contest_id, contest_date, difficulty, function_name, code, input, output: String
        let id, problem_id: String
        let numsteps: Int
    }

    /// Reads a file of such records, in the official order: by the number in their ids.
    ///
    /// - Throws: `ProblemError.unreadable`; `.malformed`, naming the line, also for two records of one id.
    public static func read(_ path: String) throws(ProblemError) -> [LCBExecution] {
        try LCBLines.read(path) { json, line throws(ProblemError) in
            try LCBExecution(json, path: path, line: line)
        }.sorted { $0.number < $1.number }
    }

    private init(_ json: Data, path: String, line: Int) throws(ProblemError) {
        let fields: Fields = try LCBLines.decode(
            json, path: path, line: line, form: "a record of LiveCodeBench's execution-v2")
        let parts = fields.id.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, Int(parts[1]) != nil else {
            throw LCBFields.wrong(
                "id", "\"\(fields.id.prefix(60))\"", expected: "an id such as sample_12", path: path, line: line)
        }
        id = fields.id
        questionID = fields.question_id
        problemID = fields.problem_id
        contestID = fields.contest_id
        contestDate = try LCBLines.day(fields.contest_date, path: path, line: line)
        difficulty = fields.difficulty
        functionName = fields.function_name
        code = fields.code
        input = fields.input
        output = fields.output
        steps = fields.numsteps
        do {
            expectedJSON = try PythonLiteral.json(output)
        } catch {
            throw LCBFields.wrong(
                "output", "\"\(output.prefix(60))\": \(error.description)", expected: "a Python literal", path: path,
                line: line)
        }
    }
}
