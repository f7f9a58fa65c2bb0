/// Where a solution stands, in words for the orchestrator: what is known and what may be done.
struct Standing {
    let explores: [Explore]
    let maxExplores: Int
    /// The tag of a fenced block of the language.
    let fence: String

    private var passing: [Explore] { explores.filter { $0.judgement?.passes == true } }
    private var hasBudget: Bool { explores.count < maxExplores }

    /// The lines that end a request.
    func text(_ prompts: Prompts, usesTools: Bool) -> String {
        prompts.text(
            usesTools ? .nextTools : explores.isEmpty && hasBudget ? .beginText : .nextText,
            [
                "used": "\(explores.count)", "max_explores": "\(maxExplores)", "evidence": evidence,
                "choices": options.choices.joined(separator: "\n"),
            ])
    }

    /// What the explores show so far.
    private var evidence: String {
        var sentences: [String] = []
        let numbers = passing.map { "\($0.n)" }.joined(separator: ", ")
        let isJudged = explores.contains { $0.judgement?.tests.isEmpty == false }
        if explores.contains(where: { $0.judgement?.mayBeRight == true }) {
            sentences.append("Several answers are right: one that is not the expected one may be.")
        }
        switch passing.count {
        case 0: if isJudged { sentences.append("No program passes all public tests yet.") }
        case 1: sentences.append("Explore \(numbers) passes all public tests.")
        default: sentences.append("Explores \(numbers) pass all public tests.")
        }
        if !hasBudget { sentences.append("No explore is left: submit now.") }
        return sentences.joined(separator: " ")
    }

    /// How many explores are suggested at once: as many again as failed, where nothing passes yet.
    ///
    /// A turn between two explores that both fail tells a weak model nothing, and costs a call.
    var batch: Int {
        passing.isEmpty && explores.count > 1 ? max(min(explores.count, maxExplores - explores.count), 1) : 1
    }

    /// What may be done now, for a model that has to choose.
    struct Options {
        /// Whether explores are left.
        var mayExplore: Bool
        /// How many explores are suggested at once.
        var batch = 1
        /// Whether there is something to submit: a program that does not fail, or no other way.
        var suggestsSubmission: Bool
        /// The explores whose program may be submitted, by number: while explores are left, those that do not fail.
        var programs: [Int]
        /// The lines to choose from, the most sensible first: weak models repeat them all, and the first one counts.
        var choices: [String]

        /// The same for a model that calls tools.
        var toolChoices: String {
            var calls = programs.first.map { ["submit with explore \($0)"] } ?? []
            if mayExplore { calls.append("explore") }
            if suggestsSubmission { calls.append("submit with a whole program") }
            return calls.joined(separator: ", or ")
        }
    }

    /// What may be done now.
    ///
    /// While explores are left and nothing passes, only another explore is suggested: programs that the embedded model
    /// corrected by itself repeated the mistake. A model that sees the correction submits it unasked.
    var options: Options {
        let programs = explores.filter { $0.program != nil && (!hasBudget || $0.judgement?.isFailing != true) }.map(\.n)
        var choices: [String] = []
        if let n = passing.first?.n ?? programs.last { choices.append("ACTION: SUBMIT explore \(n)") }
        if hasBudget { choices.append(batch == 1 ? "ACTION: EXPLORE" : "ACTION: EXPLORE x\(batch)") }
        let suggestsSubmission = !programs.isEmpty || !hasBudget
        if suggestsSubmission {
            choices.append("ACTION: SUBMIT and below it a whole corrected program in a ```\(fence) block")
        }
        return Options(
            mayExplore: hasBudget, batch: batch, suggestsSubmission: suggestsSubmission, programs: programs,
            choices: choices)
    }
}
