import Evaluation
import Judging
import Models
import Orchestration
import Spelling

/// `atlas solve`'s result, as `atlas.solve/1` and as text for people.
///
/// Holds no clock of its own: a replay yields the same bytes.
public struct SolveReport {
    private let trajectory: Trajectory
    private let grade: JudgeReport?
    private let prices: PriceTable

    /// Reports on a trajectory.
    ///
    /// - Parameters:
    ///   - trajectory: What happened.
    ///   - grade: The final program's verdict on all tests, where it was asked for.
    ///   - prices: What the calls cost.
    public init(_ trajectory: Trajectory, grade: JudgeReport? = nil, prices: PriceTable) {
        self.trajectory = trajectory
        self.grade = grade
        self.prices = prices
    }

    /// USD of all calls; nil when a model's price is not known.
    public var costUSD: Double? { trajectory.costUSD(prices) }

    /// The document: the trajectory's own fields, with the schema, the cost and, where asked for, the grade.
    public func json() throws -> JSONValue {
        guard case .object(var fields) = try JSONValue(encoding: trajectory) else { return .null }
        fields["schema"] = .string("atlas.solve/1")
        fields["verdict"] = .optional(trajectory.final?.judgement.verdict?.rawValue)
        fields["program"] = .optional(trajectory.final?.program)
        fields["cost_usd"] = costUSD.map(JSONValue.double) ?? .null
        if trajectory.totals.cachedInputTokens != nil {
            fields["saved_usd"] = trajectory.savedUSD(prices).map(JSONValue.double) ?? .null
        }
        if let grade {
            fields["grade"] = .object([
                "verdict": .string(grade.verdict.rawValue), "tests": .int(grade.tests.count),
                "accepted": .int(grade.tests.count { $0.verdict == .accepted }),
                "first_failure": .optional(grade.firstFailure?.name), "message": .optional(grade.message),
            ])
        }
        return .object(fields)
    }

    /// The closing lines for people: the verdict, why it stopped, what it took.
    public var text: String {
        var lines: [String] = []
        if let final = trajectory.final {
            lines.append("final program, by \(final.source.name): \(final.judgement.summary)")
        } else {
            lines.append("no program: \(trajectory.lackOfProgram)")
        }
        if let grade {
            let accepted = grade.tests.count { $0.verdict == .accepted }
            lines.append("graded on all tests: \(grade.verdict.rawValue), \(accepted) of \(grade.tests.count) accepted")
        }
        lines.append("stopped: \(trajectory.stopReason.explanation(hasProgram: trajectory.final != nil))")
        if let note = trajectory.stopNote { lines.append("  \(note)") }
        let totals = trajectory.totals
        lines.append(
            "\(totals.calls.counted("call")) (\(trajectory.madeExplores.counted("explore"))), \(totals.inputTokens.counted("token")) in, "
                + "\(totals.outputTokens) out, \(Quantity.fixed(totals.callSeconds, 1)) s of calls, cost "
                + Quantity.cost(costUSD))
        if let details { lines.append("  \(details)") }
        return lines.joined(separator: "\n")
    }

    /// How much was reasoning, how much came from a cache and what that saved; nil where neither is told.
    private var details: String? {
        var parts: [String] = []
        if let tokens = trajectory.totals.reasoningTokens {
            parts.append("\(tokens.counted("token of the answers is", "tokens of the answers are")) reasoning")
        }
        if let tokens = trajectory.totals.cachedInputTokens {
            let saved = trajectory.savedUSD(prices).map { ", which saved \(Quantity.cost($0))" } ?? ""
            parts.append("\(tokens) of the requests came from a cache\(saved)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

extension Trajectory {
    /// Why there is no program to hand in.
    var lackOfProgram: String {
        // What was never run is not handed in.
        if explores.contains(where: { $0.program != nil }) { return "no candidate was judged" }
        let isAnswered = explores.isEmpty || explores.contains { $0.failure == nil }
        return isAnswered ? "no answer holds one" : "no solver answered"
    }
}

extension Judgement {
    /// `AC on 3 of 3 public tests`, or why nothing was run.
    var summary: String {
        guard let verdict else { return message ?? "not run: the statement has no samples" }
        let counts = tests.isEmpty ? "" : ", \(acceptedTests) of \(tests.count.counted("public test")) accepted"
        return verdict.rawValue + counts + (message.map { "; \(TerminalText.line($0))" } ?? "") + doubts
    }

    /// What else is known of the program: a probe on which it fails, or that its answers may be right.
    var doubts: String {
        if mayBeRight == true { return "; several answers are right, and these may be" }
        guard passes, let failed = probes?.first(where: \.isFailing) else { return "" }
        return ", but \(failed.verdict?.rawValue ?? "fails") on probe \(failed.probe)"
    }
}

extension ProgramSource {
    /// Who wrote it, in words.
    var name: String {
        switch self {
        case .orchestrator, .integrator: "the \(description)"
        case .explore: description
        }
    }
}

extension StopReason {
    /// The reason in words, where a program was handed in.
    var explanation: String { explanation(hasProgram: true) }

    /// The reason in words.
    func explanation(hasProgram: Bool) -> String {
        let taken = hasProgram ? "the best candidate was taken" : "no solver wrote a program"
        return switch self {
        case .budget: "every explore was spent"
        case .cap: "the orchestrator's turns were used up; \(taken)"
        case .spendingCap: "the cap on what may be spent was reached; \(taken)"
        case .modelFailed: "the model that decides did not answer; \(taken)"
        case .failed: "it could not go on"
        case .fixed: "the method asks a fixed number of times"
        // The rest is about programs.
        case _ where !hasProgram: "gave up: no solver wrote a program"
        case .malformedActions: "the answers that decide stayed unreadable; the best candidate was taken"
        case .agreement: "explores that passed the public tests agree"
        case .testsPassed: "a program passed the public tests"
        case .unverified: "submitted without a test that decides"
        case .gaveUp: "gave up: no program passes the public tests"
        }
    }
}
