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
    /// wrong, and a program that is slow may be the best there is.
    init?(_ final: FinalProgram, _ explores: [Explore]) {
        let judgement = final.judgement
        let better = explores.filter { explore in
            guard let other = explore.judgement, explore.program != nil else { return false }
            return other.rank > judgement.rank && !other.isFailing
        }
        if judgement.isFailing {
            let passing = better.first { $0.judgement?.passes == true }
            self.better = passing?.n
            reason =
                "This program fails a public test, so it is wrong."
                + (passing.map { " Explore \($0.n) passes every public test." } ?? "")
            return
        }
        let best = better.max { ($0.judgement?.rank ?? .min) < ($1.judgement?.rank ?? .min) }
        guard let failed = judgement.failedProbes.first, let best else { return nil }
        self.better = best.n
        let onThat = best.judgement?.probes?.first { $0.probe == failed.probe }
        let verdict = failed.verdict?.rawValue ?? "a failure"
        reason =
            "This program ends with \(verdict) on probe \(failed.probe). Explore \(best.n) "
            + (onThat.map { !$0.isFailing } == true ? "ends within the limits there." : "fails on fewer probes.")
    }
}
