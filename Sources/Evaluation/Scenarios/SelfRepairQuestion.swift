import FoundationEssentials
import Judging
import Models
import Problems

/// Self-repair: a program that fails is shown to a model with what went wrong.
///
/// What went wrong is told of public tests alone. The official harness takes the first of all tests that failed, a private
/// one with its input and expected output more often than not, and no model of ours ever sees one. So a program that
/// passes the public tests is kept as it is, right or wrong.
public struct SelfRepairQuestion: ScenarioQuestion {
    /// `selfrepair`.
    public static let scenario = EvalScenario.selfRepair

    private let solved: Problem
    private let shown: Problem
    private let programs: [String]
    private let language: Language

    /// Asks for programs to be repaired.
    ///
    /// - Parameters:
    ///   - problem: The problem.
    ///   - programs: The programs, one a sample.
    ///   - language: Their language.
    public init(_ problem: Problem, programs: [String], language: Language) {
        solved = problem
        shown = problem.withoutPrivateTests
        self.programs = programs
        self.language = language
    }

    /// The problem.
    public var problem: EvalProblem { EvalProblem(solved) }

    /// The failing program with its first public test that failed; a program that passes them all is kept.
    public func request(sample: Int, judge: Judge) async throws -> ScenarioRequest {
        let program = programs[sample]
        guard !shown.publicTests.isEmpty else { return .keep(program) }
        let submission = Submission(name: shown.id, source: program, language: language)
        let report = try await judge.judge(
            submission, on: shown, tests: shown.publicTests, policy: .stopAtFirstFailure)
        if report.verdict == .judgeError { return .judgeFailed(report.message ?? "the judge failed") }
        if report.verdict == .accepted { return .keep(program) }
        let values = [
            "question": shown.statement, "program": program, "failure": try RepairHint(report, on: shown).text,
        ]
        return .ask([.system(LCBPrompt.selfRepairSystem.filled()), .user(LCBPrompt.selfRepair.filled(values))])
    }

    /// The last fenced block.
    public func answer(in text: String) -> String { OfficialAnswer.program(in: text) }

    /// All tests of the problem.
    public var testCount: Int { solved.allTests.count }

    /// Judges the repaired program on all tests.
    public func grade(_ answer: String, judge: Judge) async throws -> JudgeReport {
        try await CodeGenerationQuestion(solved, language: language).grade(answer, judge: judge)
    }
}

/// What a repair prompt says of a failure, in the official words.
///
/// Source: LiveCodeBench, `lcb_runner/prompts/self_repair.py`, `get_check_prompt`; `truncatefn` in
/// `lcb_runner/evaluation/testing_util.py`.
struct RepairHint {
    let text: String

    /// Describes the first public test that failed.
    init(_ report: JudgeReport, on problem: Problem) throws {
        let lead = "The above code is incorrect and got"
        guard let trace = report.firstFailure, let test = problem.publicTests.first(where: { $0.name == trace.name })
        else {
            let said = report.compile?.diagnostics.text ?? report.message ?? ""
            text = "\(lead) the following compilation error.\n\(Self.cut(said))"
            return
        }
        let isFunctional = problem.interface != .standardStreams
        let input = String(decoding: try test.input.load(), as: UTF8.self)
        let expected = String(decoding: try test.expected.load(), as: UTF8.self)
        func shown(_ value: String) -> String {
            Self.cut(isFunctional ? PythonText.representation(ofJSON: value) : value)
        }
        let arguments = input.split(separator: "\n").map { PythonText.representation(ofJSON: String($0)) }
        let inputs = isFunctional ? Self.cut("[\(arguments.joined(separator: ", "))]") : Self.cut(input)
        let error = trace.stderr.text.split(whereSeparator: \.isNewline).last.map(String.init) ?? trace.message ?? ""
        switch trace.verdict {
        case .wrongAnswer:
            text =
                "\(lead) a wrong answer.\nInput: \(inputs)\nGenerated Output: \(shown(trace.actual.text))\n"
                + "Expected: \(shown(expected))"
        case .timeLimitExceeded:
            text =
                "\(lead) time limit exceeded.\nTimeoutException()\nInput: \(inputs)\nExpected: \(shown(expected))"
        case _ where ["SyntaxError", "IndentationError", "TabError"].contains { error.hasPrefix("\($0):") }:
            text = "\(lead) the following compilation error.\n\(Self.cut(error))"
        default:
            text = "\(lead) a runtime error.\nInput: \(inputs)\nExpected: \(shown(expected))\n\(Self.cut(error))"
        }
    }

    /// The longest text shown whole, in characters.
    private static let longest = 300

    private static func cut(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > longest else { return text }
        return String(scalars.prefix(longest / 2)) + "...(truncated) ..." + String(scalars.suffix(longest / 2))
    }
}
