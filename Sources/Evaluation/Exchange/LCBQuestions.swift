import Judging
import Problems
import Spelling

/// The questions that a file of outputs answers, found in the data set they are of.
public struct LCBQuestions: Sendable {
    /// By id, in the official order.
    let items: [ScenarioItem]
    private let places: [String: Int]
    private let path: String

    /// Opens a data set.
    ///
    /// - Parameters:
    ///   - path: Code generation data for programs, `test_generation` for predictions, `execution-v2` for executions.
    ///   - kind: What the outputs are; nil for what the data set asks for.
    ///   - language: The programs' language.
    /// - Throws: `ProblemError`.
    public init(_ path: String, for kind: LCBOutput.Kind?, language: Language) throws(ProblemError) {
        self.path = path
        let answers: LCBOutput.Kind
        if let kind { answers = kind } else { answers = try LCBOutput.Kind(askedBy: path) }
        switch answers {
        case .programs:
            let index = try LCBIndex.open(path)
            // By the bytes of their ids, as Python sorts them.
            items = index.entries.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }.map { entry in
                ScenarioItem(EvalProblem(entry)) {
                    CodeGenerationQuestion(try index.record(entry).problem(), language: language)
                }
            }
        case .predictions:
            items = try ScenarioItem.testOutputs(path, ProblemSelection())
        case .executions:
            items = try ScenarioItem.executions(path, ProblemSelection(), thought: false)
        }
        places = Dictionary(
            items.enumerated().map { ($0.element.problem.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// How many there are.
    public var count: Int { items.count }

    /// Whether the data set has the question of an output.
    public func has(_ output: LCBOutput) -> Bool { output.id.map { places[$0] != nil } ?? true }

    /// Makes sure that the data set has the questions of a file.
    ///
    /// - Throws: `ProblemError.unknownRecord` for the first that it does not have.
    public func require(_ outputs: [LCBOutput]) throws(ProblemError) {
        for output in outputs where output.id != nil { _ = try item(for: output, at: 0) }
    }

    /// The question that an output answers.
    ///
    /// - Parameters:
    ///   - output: The output.
    ///   - place: Its place in its file, from 0, which counts where it does not name a question.
    /// - Returns: The question.
    /// - Throws: `ProblemError.unknownRecord`, with the nearest id.
    func item(for output: LCBOutput, at place: Int) throws(ProblemError) -> ScenarioItem {
        guard let id = output.id else { return items[place] }
        guard let index = places[id] else {
            throw .unknownRecord(
                path: path, id: id, nearest: NearestName.nearest(to: id, among: items.map(\.problem.id)))
        }
        return items[index]
    }
}
