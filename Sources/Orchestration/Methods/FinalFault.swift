import Judging

/// Why a final program is handed back: what was run says that it is wrong, or worse than an explore.
struct FinalFault {
    /// In a sentence or two, for the orchestrator.
    let reason: String
    /// The explore that does better; nil for none.
    let better: Int?

    /// Nil where nothing that was run speaks against the program.
    ///
    /// A probe speaks against it only beside an explore that is better on the evidence: the generator of probes may be
    /// wrong, and a program that is slow may be the best there is. That it contradicts others is told once, for it may be
    /// the one that is right.
    init?(_ final: FinalProgram, _ explores: [Explore], isDisagreementTold: Bool) {
        let judgement = final.judgement
        let better = explores.filter { explore in
            guard let other = explore.judgement, explore.program != nil else { return false }
            return other.rank > judgement.rank && !other.isFailing
        }
        if judgement.isFailing {
            let passing = better.first { $0.judgement?.passes == true }
            self.better = passing?.n
            reason =
                (judgement.verdict == .compileError
                    ? "This program does not compile." : "This program fails a public test, so it is wrong.")
                + (passing.map { " Explore \($0.n) passes every public test." } ?? "")
            return
        }
        let best = better.max { ($0.judgement?.rank ?? .min) < ($1.judgement?.rank ?? .min) }
        guard let failed = judgement.failedProbes.first, let best else {
            guard !isDisagreementTold, let told = Self.disagreement(final, explores) else { return nil }
            self.better = nil
            reason = told
            return
        }
        self.better = best.n
        let onThat = best.judgement?.probes?.first { $0.probe == failed.probe }
        let verdict = failed.verdict?.rawValue ?? "a failure"
        let failsOnFewer = (best.judgement?.failedProbes.count ?? 0) < judgement.failedProbes.count
        reason =
            "This program ends with \(verdict) on probe \(failed.probe). Explore \(best.n) "
            + (onThat.map { !$0.isFailing } == true
                ? "ends within the limits there."
                : failsOnFewer
                    ? "fails on fewer probes."
                    : judgement.mayBeRight == true && best.judgement?.passes == true
                        ? "gives the answers of the public tests, which this program does not."
                        : "could be judged, which this program could not.")
    }

    /// What a program contradicts, in a sentence; nil for nothing, and for one that fails a public test: that is told.
    ///
    /// It is the brute force, or explores that pass the public tests and behave alike where no other that passes behaves
    /// like the program.
    static func disagreement(_ final: FinalProgram, _ explores: [Explore]) -> String? {
        guard let relation = final.relation, !final.judgement.isFailing else { return nil }
        let passing = explores.filter { $0.judgement?.passes == true }
        func sentence(_ explore: Int, _ others: String) -> String? {
            relation.differences.first { $0.explore == explore }.map {
                "This program differs from \(others), first on \($0.test): this \($0.this); explore \(explore) \($0.other)."
            }
        }
        if let brute = relation.differsFromBruteForce { return sentence(brute, "explore \(brute), the brute force") }
        guard !passing.contains(where: { relation.behavesLike.contains($0.n) }) else { return nil }
        for later in passing {
            let alike = passing.filter { later.relation?.behavesLike.contains($0.n) == true }.map(\.n)
            guard let first = alike.first else { continue }
            let list = (alike + [later.n]).map { "\($0)" }.joined(separator: " and ")
            return sentence(first, "explores \(list), which pass the public tests and behave alike")
        }
        return nil
    }
}
