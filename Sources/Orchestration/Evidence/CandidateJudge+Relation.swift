import Digests
import FoundationEssentials
import Judging
import Problems

extension CandidateJudge {
    /// How a candidate relates to earlier ones; nil when there is nothing to compare.
    ///
    /// Outputs for probes are compared as the problem compares an output with the judges' own. Where its checker decides,
    /// that is asked, each output once in the place of the judges'; what it says is recorded. Where the statement allows
    /// several answers and no checker is at hand, differing outputs are no disagreement.
    ///
    /// - Throws: `OrchestrationError`; `CancellationError` when the task is cancelled.
    func relation(
        of program: String, _ trace: CandidateTrace?, in task: SolveTask, earlier: [Relation.Earlier],
        isBruteForce: Bool = false
    ) async throws -> Relation? {
        let problem = task.problem
        let several = problem.hasUncheckedAnswers || trace?.probes?.allowsSeveralAnswers ?? false
        var checked: [String: OutputAgreement] = [:]
        if case .checker(let checker) = problem.comparison, let own = Behaviour(trace) {
            for other in earlier {
                guard let behaviour = Behaviour(other.trace) else { continue }
                for pair in own.unlike(behaviour) {
                    let result = try await agreement(pair.this, pair.other, input: pair.input, checker, problem)
                    checked["\(other.n) \(pair.probe)"] = result
                    if result == .different { break }
                }
            }
        }
        return Relation(
            program, trace, language: task.language, earlier: earlier, isBruteForce: isBruteForce
        ) { explore, probe, this, that in
            if case .checker = problem.comparison { return checked["\(explore) \(probe)"] ?? .unknown }
            return this.agreement(with: that, on: problem, allowsSeveralAnswers: several)
        }
    }

    /// What the problem's checker says of two outputs; unknown where one of them, or the input, was not kept whole.
    private func agreement(
        _ this: ProbeOutput, _ that: ProbeOutput, input: Excerpt, _ checker: JudgeProgram, _ problem: Problem
    ) async throws -> OutputAgreement {
        guard !this.text.isCut, !that.text.isCut, !input.isCut else { return .unknown }
        var digest = ContentDigest()
        digest.add("atlas.agreement/1")
        try digest.add(checker)
        digest.add([input.text, this.text.text, that.text.text])
        let key = "agreement-\(digest.hexadecimal)"
        if let known = try store?.read(key, as: AgreementRecord.self) { return known.agreement }
        guard let judge = liveJudge else {
            throw OrchestrationError.judgementNotRecorded(
                directory: store?.directory ?? "", submission: "two outputs for a probe")
        }
        let (first, second) = (Data(this.text.text.utf8), Data(that.text.text.utf8))
        let result = try await judge.agreement(of: first, and: second, input: Data(input.text.utf8), on: problem)
        try store?.write(AgreementRecord(agreement: result), key)
        return result
    }
}

private struct AgreementRecord: Codable {
    var agreement: OutputAgreement
}
