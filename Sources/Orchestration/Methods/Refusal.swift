/// Which actions are readable and yet not taken.
struct Refusal {
    let explores: [Explore]
    let submitted: [FinalProgram]
    /// Whether programs that are known to fail are: while explores are left.
    let refusesFailing: Bool
    /// Whether a `SUBMIT` that names nothing stands for the best candidate where no program passes.
    let takesBest: Bool

    /// Why an action is not taken; nil for those that are.
    ///
    /// A program that is known to fail is worth handing in only when nothing else can be tried: repeating it tells
    /// nothing, and weak models repeat themselves.
    func reason(_ action: OrchestratorAction) -> MalformedAction? {
        guard case .submit(let number, let program) = action else { return nil }
        if let number, explores.first(where: { $0.n == number })?.judgement?.passes == true { return nil }
        if let program { return refusesFailing ? known(program).map(MalformedAction.knownToFail) : nil }
        guard let number else {
            let isMeant = explores.contains { takesBest ? $0.program != nil : $0.judgement?.passes == true }
            return isMeant ? nil : .noProgram
        }
        guard explores.indices.contains(number - 1) else { return .noSuchExplore(number) }
        let explore = explores[number - 1]
        guard explore.program != nil else { return .exploreWithoutProgram(number) }
        return refusesFailing && explore.judgement?.isFailing == true ? .knownToFail("explore \(number)'s") : nil
    }

    /// Where a failing program was seen before.
    private func known(_ program: String) -> String? {
        let text = ProgramText.lines(program)
        if let explore = explores.first(where: {
            $0.judgement?.isFailing == true && ProgramText.lines($0.program ?? "") == text
        }) {
            return "explore \(explore.n)'s"
        }
        let isRepeated = submitted.contains { $0.judgement.isFailing && ProgramText.lines($0.program) == text }
        return isRepeated ? "one handed in before" : nil
    }
}
