import Judging
import Problems

/// One answer of a file of outputs, graded.
public struct GradedOutput: Sendable, Equatable {
    /// The question's id.
    public let question: String
    /// `easy`, `medium` or `hard`, when stated.
    public let difficulty: String?
    /// Which answer of the question it is, from 0.
    public let sample: Int
    /// On all tests; nil where there is no answer, which counts as wrong; `JE` where the grader failed.
    public let verdict: Verdict?
    /// The verdict by the errata of the data set, where they say that a problem has several answers; nil elsewhere.
    public let corrected: Verdict?
    /// Why the errata would not count the problem; nil where they do.
    public let excluded: String?
    /// What the file says of the answer; nil where it has no grades.
    public let published: Bool?
    /// Why it is not accepted, in one line.
    public let message: String?

    /// Whether it counts as right.
    public var isAccepted: Bool { verdict == .accepted }
    /// Whether the grader failed: neither right nor wrong.
    public var isFailed: Bool { verdict == .judgeError }
    /// Whether the file says otherwise.
    public var differs: Bool { !isFailed && published != nil && published != isAccepted }
}

/// Grades the answers of a file that LiveCodeBench's harness wrote, or that its custom evaluator would take.
public struct OutputGrader: Sendable {
    private let outputs: [LCBOutput]
    private let path: String
    private let questions: LCBQuestions
    private let judge: Judge

    /// Prepares to grade.
    ///
    /// - Parameters:
    ///   - outputs: The items of the file, at least one.
    ///   - path: The file, for messages.
    ///   - questions: The data set.
    ///   - judge: Runs and grades programs.
    /// - Throws: `ProblemError.malformed` for a list of lists that is not as long as the data set: its items are for the
    ///   questions in order.
    public init(
        _ outputs: [LCBOutput], path: String, questions: LCBQuestions, judge: Judge
    ) throws(ProblemError) {
        if outputs.first?.id == nil, outputs.count != questions.count {
            throw .malformed(
                path: path, place: nil, found: "\(outputs.count) lists of answers without the ids of their questions",
                expected: "one for each of the \(questions.count) questions of the data set, in the order of their ids")
        }
        self.outputs = outputs
        self.path = path
        self.questions = questions
        self.judge = judge
    }

    /// Grades all answers, some at once.
    ///
    /// - Parameters:
    ///   - concurrency: Answers in the works at once.
    ///   - report: Is told of each answer, in the order of the file.
    /// - Returns: What is wrong with items that cannot be graded: one error each.
    /// - Throws: `JudgingError`, `CancellationError`; whatever `report` throws.
    public func grade(
        concurrency: Int, report: (GradedOutput) throws -> Void
    ) async throws -> [ProblemError] {
        var faults: [ProblemError] = []
        // How many answers of each item there are to report, and those that are graded and not reported yet.
        var expected = outputs.map(\.answers.count)
        var graded: [Int: [GradedOutput]] = [:]
        var (inTheWorks, next) = (0, 0)
        func reportWholeItems() throws {
            while next < outputs.count, graded[next]?.count ?? 0 == expected[next] {
                for output in (graded.removeValue(forKey: next) ?? []).sorted(by: { $0.sample < $1.sample }) {
                    try report(output)
                }
                next += 1
            }
        }
        try await withThrowingTaskGroup(of: (place: Int, graded: GradedOutput).self) { group in
            func finishOne() async throws {
                guard let (place, output) = try await group.next() else { return }
                inTheWorks -= 1
                graded[place, default: []].append(output)
                try reportWholeItems()
            }
            for (place, output) in outputs.enumerated() {
                let item: ScenarioItem
                let question: any ScenarioQuestion
                do {
                    item = try questions.item(for: output, at: place)
                    question = try item.read()
                    if output.answers.isEmpty {
                        throw ProblemError.malformed(
                            path: path, place: "line \(output.line)", found: "no answer to \"\(item.problem.id)\"",
                            expected: "at least one")
                    }
                } catch let error as ProblemError {
                    faults.append(error)
                    expected[place] = 0
                    continue
                }
                for sample in output.answers.indices {
                    if inTheWorks >= max(concurrency, 1) { try await finishOne() }
                    group.addTask { (place, try await self.graded(output, sample, item, question)) }
                    inTheWorks += 1
                }
            }
            while inTheWorks > 0 { try await finishOne() }
        }
        try reportWholeItems()
        return faults
    }

    private func graded(
        _ output: LCBOutput, _ sample: Int, _ item: ScenarioItem, _ question: any ScenarioQuestion
    ) async throws -> GradedOutput {
        let answer = output.answers[sample]
        let report = answer.isEmpty ? nil : try await question.grade(answer, judge: judge)
        // A list of grades that is shorter does not say which answers it is about.
        let grades = output.graded.flatMap { $0.count == output.answers.count ? $0 : nil }
        return GradedOutput(
            question: item.problem.id, difficulty: item.problem.difficulty, sample: sample, verdict: report?.verdict,
            corrected: report?.corrected, excluded: item.problem.excluded, published: grades?[sample],
            message: report == nil ? "no program" : report?.message)
    }
}
