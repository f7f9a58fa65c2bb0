import Judging
import Models
import Problems

/// A run in the files of LiveCodeBench's own harness, to be read by its tools.
///
/// `Scenario.SCENARIO_N_T.json` has the outputs, `…_eval.json` the metrics, `…_eval_all.json` outputs with grades, and
/// `…_custom.json` is the input of its custom evaluator. Private tests are in none of them.
/// Source: LiveCodeBench, `lcb_runner/runner/main.py`, `lcb_runner/utils/path_utils.py`, `insert_output_evaluation` in
/// `lcb_runner/benchmarks`, `compute_…_metrics.py` and `pass_k_utils.py` in `lcb_runner/evaluation`.
public struct OfficialFiles {
    /// One file.
    public struct File: Sendable {
        /// Its name.
        public let name: String
        /// Its JSON.
        public let json: JSONValue
    }

    /// What is known of a question beside its results.
    public struct Question: Sendable {
        /// The id that results have.
        public let id: String
        /// Its fields under the official names, the answers aside.
        let fields: [String: JSONValue]
        /// Whether the answers are called `pred_list` rather than `code_list`.
        let isPredicted: Bool

        /// Describes a record of code generation data.
        public init(_ record: LCBRecord) {
            id = record.id
            isPredicted = false
            fields = [
                "question_title": .string(record.title), "question_content": .string(record.statement),
                "platform": .string(record.platform ?? ""), "question_id": .string(record.id),
                "contest_id": .string(record.contestID), "contest_date": Self.date(record.contestDate),
                "starter_code": .string(record.starterCode), "difficulty": .string(record.difficulty ?? ""),
            ]
        }

        /// Describes a record of test output prediction.
        public init(_ record: LCBTestOutput) {
            id = record.id
            isPredicted = true
            fields = [
                "question_title": .string(record.title), "question_content": .string(record.statement),
                "question_id": .string(record.questionID), "contest_id": .string(record.contestID),
                "contest_date": Self.date(record.contestDate), "difficulty": .string(record.difficulty ?? ""),
                "test_id": .int(record.testID), "function_name": .string(record.functionName),
                "starter_code": .string(record.starterCode),
            ]
        }

        /// Describes a record of code execution.
        public init(_ record: LCBExecution) {
            id = record.id
            isPredicted = true
            fields = [
                "question_id": .string(record.questionID), "contest_id": .string(record.contestID),
                "contest_date": Self.date(record.contestDate), "difficulty": .string(record.difficulty ?? ""),
                "function_name": .string(record.functionName), "code": .string(record.code),
                "input": .string(record.input), "output": .string(record.output), "id": .string(record.id),
                "problem_id": .string(record.problemID), "numsteps": .int(record.steps),
            ]
        }

        private static func date(_ day: String?) -> JSONValue { .string(day.map { "\($0)T00:00:00" } ?? "") }
    }

    /// The files.
    public let files: [File]
    /// Samples that are in none of them, as they are not judged.
    public let leftOut: Int

    /// Writes results down.
    ///
    /// - Parameters:
    ///   - results: The results of a run.
    ///   - questions: The questions, in the official order; those without a result are left out.
    ///   - settings: The run's settings.
    public init(_ results: [EvalResult], of questions: [Question], settings: EvalSettings) {
        let samples = Dictionary(grouping: results.filter(\.isJudged), by: \.problem)
            .mapValues { $0.sorted { $0.sample < $1.sample } }
        var entries: [Entry] = []
        for question in questions {
            guard let answers = samples[question.id] else { continue }
            entries.append(Entry(question: question, samples: answers))
        }
        leftOut = results.count { !$0.isJudged }
        let scenario = settings.scenario
        let name = "Scenario.\(scenario.rawValue)_\(settings.samples)_\(Self.text(settings.temperature))"
        let isProgram = scenario == .codeGeneration || scenario == .selfRepair
        files = [
            File(name: "\(name).json", json: .array(entries.map { .object($0.output) })),
            File(name: "\(name)_eval.json", json: Self.metrics(entries, scenario)),
            File(name: "\(name)_eval_all.json", json: .array(entries.map { .object($0.graded(isProgram)) })),
            File(name: "\(name)_custom.json", json: .array(entries.map { .object($0.custom) })),
        ]
    }

    /// A temperature as Python writes it; `default` where it was the server's.
    private static func text(_ temperature: Double?) -> String { temperature.map { "\($0)" } ?? "default" }

    /// The k for which the official harness states pass@k.
    public static let ks = [1, 5, 10, 20, 40, 50, 75, 100, 125, 150, 200, 500, 1000]

    /// `[metrics, results, metadata]` of programs, `[metrics, results]` of values, which are right or wrong without a code.
    private static func metrics(_ entries: [Entry], _ scenario: EvalScenario) -> JSONValue {
        let figures: [String: JSONValue]
        let isProgram: Bool
        switch scenario {
        case .codeGeneration, .selfRepair: (figures, isProgram) = (shares(entries, ks), true)
        case .testOutputPrediction: (figures, isProgram) = (shares(entries, [1, 5]), false)
        case .codeExecution: (figures, isProgram) = (percent(entries), false)
        }
        let results = entries.enumerated().map { index, entry in
            ("\(index)", JSONValue.array(entry.samples.map { .array([isProgram ? code($0) : .bool($0.isAccepted)]) }))
        }
        var parts: [JSONValue] = [.object(figures), .object(Dictionary(uniqueKeysWithValues: results))]
        if isProgram { parts.append(.array(entries.map { .array($0.metadata) })) }
        return .array(parts)
    }

    /// pass@k as a share, with that of each question, for each k that every question has answers for.
    private static func shares(_ entries: [Entry], _ ks: [Int]) -> [String: JSONValue] {
        var figures: [String: JSONValue] = [:]
        var detail: [String: JSONValue] = [:]
        for k in ks {
            let estimates = entries.compactMap { $0.passAt(k) }
            guard !entries.isEmpty, estimates.count == entries.count else { continue }
            figures["pass@\(k)"] = .double(estimates.reduce(0, +) / Double(estimates.count))
            detail["pass@\(k)"] = .object(
                Dictionary(
                    uniqueKeysWithValues: estimates.enumerated().map { ("\($0.offset)", .double($0.element)) }))
        }
        figures["detail"] = .object(detail)
        return figures
    }

    /// pass@1 in percent, which is all that the harness states of code execution.
    private static func percent(_ entries: [Entry]) -> [String: JSONValue] {
        let estimates = entries.compactMap { $0.passAt(1) }
        guard !estimates.isEmpty else { return [:] }
        return ["pass@1": .double(estimates.reduce(0, +) / Double(estimates.count) * 100)]
    }

    /// What the official harness calls a program's result: true, or a code below zero.
    static func code(_ result: EvalResult) -> JSONValue {
        switch result.verdict {
        case .accepted: .bool(true)
        case .timeLimitExceeded: .int(-3)
        case .wrongAnswer: .int(-2)
        default: .int(-4)
        }
    }

    /// A question with what was answered.
    private struct Entry {
        let question: Question
        let samples: [EvalResult]

        var accepted: Int { samples.count(where: \.isAccepted) }

        /// nil where there are fewer answers.
        func passAt(_ k: Int) -> Double? { try? passAtK(accepted: accepted, judged: samples.count, k: k) }

        private var answers: [JSONValue] { samples.map { .string($0.program ?? "") } }

        var output: [String: JSONValue] {
            var fields = question.fields
            // Where a run kept no text, the answer stands for it.
            fields["output_list"] = .array(samples.map { .string($0.answer ?? $0.program ?? "") })
            fields[question.isPredicted ? "pred_list" : "code_list"] = .array(answers)
            return fields
        }

        func graded(_ isProgram: Bool) -> [String: JSONValue] {
            var fields = output
            fields["graded_list"] = .array(samples.map { .bool($0.isAccepted) })
            fields["pass@1"] = .double(Double(accepted) / Double(samples.count))
            if isProgram { fields["metadata"] = .array(metadata) }
            return fields
        }

        var custom: [String: JSONValue] {
            guard question.isPredicted else {
                return ["question_id": .string(question.id), "code_list": .array(answers)]
            }
            var fields = question.fields.filter { ["question_id", "test_id", "id"].contains($0.key) }
            fields["pred_list"] = .array(answers)
            return fields
        }

        /// What went wrong with each program, JSON in a text; without input and expected output, which may be private.
        var metadata: [JSONValue] {
            samples.map { sample in
                let code = OfficialFiles.code(sample)
                guard case .int = code else { return .string("{}") }
                let fields: [String: JSONValue] = [
                    "error_code": code, "error_message": .string(Self.message(sample)),
                ]
                return .string((try? StoredJSON.text(JSONValue.object(fields))) ?? "")
            }
        }

        private static func message(_ sample: EvalResult) -> String {
            switch sample.verdict {
            case .wrongAnswer: "Wrong Answer"
            case .timeLimitExceeded: "Time Limit Exceeded"
            case .memoryLimitExceeded: "Memory Limit Exceeded"
            case .outputLimitExceeded: "Output Limit Exceeded"
            case .compileError: "Compile Error"
            case .runTimeError: "Runtime Error"
            default: "No program"
            }
        }
    }
}
