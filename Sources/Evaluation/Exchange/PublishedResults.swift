import FoundationEssentials
import Judging
import Models
import Problems

/// What LiveCodeBench's harness wrote about a model, as results of a run.
public struct PublishedResults: Sendable {
    /// The scenario, as the file's form tells, or for repaired programs its name.
    public let scenario: EvalScenario
    /// The questions, in the file's order.
    public let problems: [EvalProblem]
    /// A result for each answer; without a verdict where the file has no grades.
    public let results: [EvalResult]
    /// The most answers that a question has.
    public let samples: Int

    /// Takes the items of a file.
    ///
    /// - Parameters:
    ///   - outputs: The items.
    ///   - path: The file, for messages.
    /// - Throws: `ProblemError.malformed` where the items do not say which question they are for, or have no answer.
    public init(_ outputs: [LCBOutput], path: String) throws(ProblemError) {
        switch outputs.first?.kind {
        case .predictions?: scenario = .testOutputPrediction
        case .executions?: scenario = .codeExecution
        case .programs(areRepaired: true)?: scenario = .selfRepair
        default:
            // Of repaired programs without the original ones only the name tells.
            let name = path.split(separator: "/").last ?? ""
            scenario = name.hasPrefix("Scenario.selfrepair_") ? .selfRepair : .codeGeneration
        }
        var problems: [EvalProblem] = []
        var results: [EvalResult] = []
        for output in outputs {
            guard let id = output.id else {
                throw .malformed(
                    path: path, place: "line \(output.line)",
                    found: "answers that do not say which question they are for",
                    expected: "items with \"question_id\", as in an _eval_all.json")
            }
            var problem = EvalProblem(
                id: id, title: output.title ?? id, platform: output.platform, contestDate: output.contestDate,
                difficulty: output.difficulty)
            problem.samples = output.answers.count
            problems.append(problem)
            for sample in output.answers.indices {
                results.append(Self.result(output, sample, of: problem, scenario))
            }
        }
        samples = outputs.map(\.answers.count).max() ?? 0
        guard samples > 0 else {
            throw .malformed(path: path, place: nil, found: "no answer at all", expected: "at least one answer")
        }
        self.problems = problems
        self.results = results
    }

    private static func result(
        _ output: LCBOutput, _ sample: Int, of problem: EvalProblem, _ scenario: EvalScenario
    ) -> EvalResult {
        var result = EvalResult(problem: problem, sample: sample, language: "python", scenario: scenario)
        let answer = output.answers[sample]
        result.program = answer.isEmpty ? nil : answer
        result.answer = output.texts?[sample]
        result.stopReason = .fixed
        // The harness asks once for each answer; what that took it does not write down.
        (result.explores, result.calls) = (1, 1)
        guard let graded = output.graded, sample < graded.count, graded.count == output.answers.count else {
            (result.failure, result.message) = (.machine, "the file has no grade of this answer")
            return result
        }
        if graded[sample] {
            result.verdict = .accepted
        } else if answer.isEmpty {
            (result.failure, result.message) = (.model, "no answer in the model's text")
        } else {
            let note = output.metadata.flatMap { try? JSONDecoder().decode(Note.self, from: Data($0[sample].utf8)) }
            result.verdict = note?.verdict ?? .wrongAnswer
            result.message = note?.error_message ?? "graded as wrong in the file"
        }
        return result
    }

    /// What the harness noted of a program that failed.
    private struct Note: Decodable {
        let error_code: Int?
        let error_message: String?

        /// The verdict nearest to its code: -1 is a time-out of the whole program, -5 a failure of the harness.
        var verdict: Verdict {
            switch error_code {
            case -1, -3: .timeLimitExceeded
            case -4, -5: .runTimeError
            default: .wrongAnswer
            }
        }
    }
}
