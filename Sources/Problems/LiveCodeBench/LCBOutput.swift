import FoundationEssentials
import Spelling

/// What a model wrote for one question, as the files of LiveCodeBench's harness have it.
///
/// Read are its outputs (`Scenario.codegeneration_10_0.2.json`), its graded outputs (`…_eval_all.json`) and the input of its
/// custom evaluator, of all scenarios.
/// Source: LiveCodeBench, `insert_output` and `insert_output_evaluation` in `lcb_runner/benchmarks`,
/// `lcb_runner/runner/custom_evaluator.py`.
public struct LCBOutput: Sendable, Equatable {
    /// Which kind of answers a file has.
    public enum Kind: Sendable, Equatable {
        /// Programs: `code_list`; of self-repair when the original ones are there too.
        case programs(areRepaired: Bool)
        /// Asserted results: `pred_list` with a `test_id`.
        case predictions
        /// Stated results: `pred_list` with an `id`.
        case executions
    }

    /// The question: `question_id`, for predictions `ID#TEST`, for executions `id`; nil in a list of lists, whose places
    /// are those of the questions in order.
    public let id: String?
    /// What the answers are; nil in a list of lists, which has what its data set asks for.
    public let kind: Kind?
    /// The answers, as the harness extracted them: `code_list` or `pred_list`.
    public let answers: [String]
    /// The model's texts: `output_list`, when it is there.
    public let texts: [String]?
    /// Whether each answer was found right: `graded_list`, when it is there.
    public let graded: [Bool]?
    /// What the harness noted of each answer, JSON in a text: `metadata`, when it is there.
    public let metadata: [String]?
    /// `question_title`, when stated.
    public let title: String?
    /// `easy`, `medium` or `hard`, when stated.
    public let difficulty: String?
    /// `platform`, when stated.
    public let platform: String?
    /// The day of `contest_date`, when stated.
    public let contestDate: String?
    /// The line on which it begins.
    public let line: Int

    /// What such files are, for messages.
    private static let form = "a list of {\"question_id\": …, \"code_list\": […]}, as LiveCodeBench's harness writes it"

    /// Reads a file.
    ///
    /// - Throws: `ProblemError.unreadable`; `.malformed`, naming the line, also for a file that is cut off, for an empty one
    ///   and for a question that comes twice.
    public static func read(_ path: String) throws(ProblemError) -> [LCBOutput] {
        var outputs: [LCBOutput] = []
        var lines: [String: Int] = [:]
        for item in try JSONList(path, form: form).items {
            let output = try LCBOutput(item, path: path)
            if let id = output.id, let first = lines.updateValue(item.line, forKey: id) {
                throw .malformed(
                    path: path, place: "line \(item.line)", found: "the question \"\(id)\" again, as on line \(first)",
                    expected: "each question once")
            }
            if let first = outputs.first, (first.id == nil) != (output.id == nil) || first.kind != output.kind {
                throw .malformed(
                    path: path, place: "line \(item.line)", found: "an item of another form than the first",
                    expected: "items of one form")
            }
            outputs.append(output)
        }
        guard !outputs.isEmpty else { throw .malformed(path: path, place: nil, found: "no item", expected: form) }
        return outputs
    }

    private init(_ item: JSONList.Item, path: String) throws(ProblemError) {
        func wrong(_ found: String) -> ProblemError {
            .malformed(
                path: path, place: "line \(item.line)", found: "item \(item.index + 1) \(found)", expected: Self.form)
        }
        line = item.line
        let decoder = JSONDecoder()
        if let answers = try? decoder.decode([Answer].self, from: item.bytes) {
            (id, kind, self.answers) = (nil, nil, answers.map(\.text))
            (texts, graded, metadata, title, difficulty, platform, contestDate) = (nil, nil, nil, nil, nil, nil, nil)
            return
        }
        let fields: Fields
        do {
            fields = try decoder.decode(Fields.self, from: item.bytes)
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            throw wrong("has another kind of value in \"\(context.codingPath[0].stringValue)\"")
        } catch {
            throw wrong("is no JSON object")
        }
        if let programs = fields.code_list {
            guard let question = fields.question_id else { throw wrong("has no \"question_id\"") }
            (id, kind) = (question.text, .programs(areRepaired: fields.original_code_list != nil))
            answers = programs.map(\.text)
        } else if let predictions = fields.pred_list {
            answers = predictions.map(\.text)
            if let test = fields.test_id, let question = fields.question_id {
                (id, kind) = ("\(question.text)#\(test.text)", .predictions)
            } else if let execution = fields.id {
                (id, kind) = (execution.text, .executions)
            } else {
                throw wrong("has a \"pred_list\", but neither \"test_id\" nor \"id\"")
            }
        } else {
            throw wrong("has neither \"code_list\" nor \"pred_list\"")
        }
        texts = fields.output_list?.map(\.text)
        graded = fields.graded_list
        metadata = fields.metadata?.map(\.text)
        // What is not known is written as an empty text, by us too.
        func stated(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
        title = stated(fields.question_title)
        difficulty = fields.difficulty.map { $0.lowercased() }.flatMap { Problem.difficulties.contains($0) ? $0 : nil }
        platform = stated(fields.platform)
        contestDate = fields.contest_date.flatMap(LCBFields.day)
        for (name, count) in [
            ("output_list", texts?.count), ("graded_list", graded?.count), ("metadata", metadata?.count),
        ] {
            // An answer of an execution that repeats the call is in no official grade.
            if let count, count != answers.count, !(kind == .executions && name == "graded_list") {
                throw wrong("has \(answers.count.counted("answer")) and \(count.counted("item")) in \"\(name)\"")
            }
        }
    }

    private struct Fields: Decodable {
        let question_id, test_id, id: Identifier?
        let question_title, difficulty, platform, contest_date: String?
        let code_list, pred_list, output_list, metadata, original_code_list: [Answer]?
        let graded_list: [Bool]?
    }

    /// A text or a number.
    private struct Identifier: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = try (try? container.decode(String.self)) ?? "\(container.decode(Int.self))"
        }
    }

    /// A text, nothing, or a list that holds a text: self-repair has each output in a list of its own.
    private struct Answer: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                text = ""
            } else if let text = try? container.decode(String.self) {
                self.text = text
            } else {
                text = try container.decode([String].self).first ?? ""
            }
        }
    }
}

extension LCBOutput.Kind {
    /// What the answers to a data set's questions are, as the fields of its first record tell; programs where they do not.
    ///
    /// - Throws: `ProblemError.unreadable`.
    public init(askedBy path: String) throws(ProblemError) {
        self = .programs(areRepaired: false)
        let index = try LCBIndex.open(path)
        guard let first = index.entries.first else { return }
        let record = try FileContents.read(path, offset: first.offset, count: first.length)
        var scanner = RecordScanner(names: ["public_test_cases", "test_id", "id"], longestValue: 64)
        record.withUnsafeBytes { scanner.feed($0) }
        guard let values = try? scanner.finish(), values[0] == nil else { return }
        if values[1] != nil {
            self = .predictions
        } else if values[2] != nil {
            self = .executions
        }
    }
}
