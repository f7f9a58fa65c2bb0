/// Where a solution stands, in words for the orchestrator: what is known and what may be done.
struct Standing {
    let explores: [Explore]
    let maxExplores: Int
    /// After how many explores in a row that get no further no more are made; nil for any number.
    let patience: Int?
    /// The tag of a fenced block of the language.
    let fence: String

    private var passing: [Explore] { explores.filter { $0.judgement?.passes == true } }
    private var hasBudget: Bool { remaining > 0 }

    /// Explores that may still be made.
    var remaining: Int { isOutOfPatience ? 0 : max(maxExplores - explores.count, 0) }

    /// Whether as many explores in a row as patience allows got no further, and every program fails.
    var isOutOfPatience: Bool { patience.map { vain >= $0 } ?? false }

    /// How many explores came after the last one that accepted more public tests than any before it; 0 where a program does
    /// not fail.
    ///
    /// One whose solver could not be reached says nothing of the problem.
    private var vain: Int {
        var most = 0
        var count = 0
        for explore in explores where explore.failure == nil {
            if let judgement = explore.judgement, !judgement.isFailing { return 0 }
            let accepted = explore.judgement?.acceptedTests ?? 0
            count = accepted > most ? 0 : count + 1
            most = max(most, accepted)
        }
        return count
    }

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
        if isOutOfPatience, explores.count < maxExplores {
            sentences.append("The last explores got no further, so that no more are made: submit now.")
        } else if !hasBudget {
            sentences.append("No explore is left: submit now.")
        }
        return sentences.joined(separator: " ")
    }

    /// How many explores are suggested at once: as many again as failed, where nothing passes yet.
    ///
    /// A turn between two explores that both fail tells a weak model nothing, and costs a call.
    var batch: Int {
        guard passing.isEmpty, explores.count > 1 else { return 1 }
        return max(min(explores.count, remaining, patience.map { $0 - vain } ?? .max), 1)
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
