import Judging

extension Relation {
    /// How many kinds of other behaviour are told apart.
    private static let shownDifferences = 2
    /// How much of the input of a difference is kept, in tokens.
    private static let inputTokens = 60

    /// An earlier candidate.
    struct Earlier {
        var n: Int
        var program: String
        var trace: CandidateTrace?
        /// Whether it was asked for as a brute force: slow, and right if anything is.
        var isBruteForce = false
    }

    /// Compares a candidate with earlier ones, in their order; nil when there is nothing to compare.
    ///
    /// - Parameters:
    ///   - program: Its source.
    ///   - trace: What it did.
    ///   - language: The language of all of them.
    ///   - earlier: The others.
    ///   - isBruteForce: Whether this one was asked for as a brute force.
    ///   - agreement: How two outputs of a test or probe relate that are not the same.
    init?(
        _ program: String, _ trace: CandidateTrace?, language: Language, earlier: [Earlier],
        isBruteForce: Bool = false,
        agreement: (_ explore: Int, _ test: String, ProbeOutput, ProbeOutput) -> OutputAgreement = { _, _, _, _ in
            .different
        }
    ) {
        let essence = ProgramText.essence(program, language: language)
        sameProgramAs = earlier.first { ProgramText.essence($0.program, language: language) == essence }?.n
        if sameProgramAs == nil {
            let shape = ProgramText.shape(program, language: language)
            sameUpToNamesAs = earlier.first { ProgramText.shape($0.program, language: language) == shape }?.n
        }
        behavesLike = []
        differences = []
        guard let own = Behaviour(trace) else {
            if sameProgramAs == nil, sameUpToNamesAs == nil { return nil }
            return
        }
        var compared: [Behaviour] = []
        var least: Int?
        var unknown = 0
        for other in earlier {
            guard let behaviour = Behaviour(other.trace) else { continue }
            let result = own.comparison(with: behaviour, isBruteForce: (isBruteForce, other.isBruteForce)) {
                agreement(other.n, $0, $1, $2)
            }
            guard let difference = result.difference else {
                // Nothing is known of what a brute force would have said on a public test.
                if result.excused > 0 { continue }
                behavesLike.append(other.n)
                least = min(least ?? result.probes, result.probes)
                unknown = max(unknown, result.unknown)
                continue
            }
            let isKnown = compared.contains { $0.isAlike(behaviour) }
            // The first brute force that it contradicts is shown however many others there are.
            let isShown = other.isBruteForce && differsFromBruteForce == nil
            if isShown { differsFromBruteForce = other.n }
            guard isShown || !isKnown && compared.count < Self.shownDifferences else { continue }
            compared.append(behaviour)
            let input = QuotedText.excerpt(difference.input, tokens: Self.inputTokens)
            let row = Difference(
                explore: other.n, test: difference.test, input: input.isEmpty ? nil : input, this: difference.this,
                other: difference.other)
            // What is told first is cut last.
            differences.insert(row, at: isShown ? 0 : differences.count)
        }
        if let least, least > 0 { comparedProbes = least }
        if unknown > 0 { undecidedProbes = unknown }
        if sameProgramAs == nil, sameUpToNamesAs == nil, behavesLike.isEmpty, differences.isEmpty { return nil }
    }

    /// For the orchestrator: a sentence for each fact.
    public var sentences: [String] {
        var sentences: [String] = []
        if let sameProgramAs {
            sentences.append("Same program as explore \(sameProgramAs) up to white space and comments.")
        }
        if let sameUpToNamesAs {
            sentences.append("Same program as explore \(sameUpToNamesAs) up to names, white space and comments.")
        }
        if !behavesLike.isEmpty {
            let list = behavesLike.map { "\($0)" }.joined(separator: ", ")
            var sentence = "Behaves like explore \(list) on every public test"
            if let comparedProbes { sentence += " and on the \(comparedProbes) probe inputs that both finished" }
            if let undecidedProbes {
                sentence += ", but for \(undecidedProbes) on which the outputs differ and several may be right"
            }
            sentences.append(sentence + ".")
        }
        for difference in differences {
            let place = difference.test.hasPrefix("probe ") ? difference.test : "test \(difference.test)"
            let brute = difference.explore == differsFromBruteForce ? ", the brute force," : ""
            sentences.append(
                "Differs from explore \(difference.explore)\(brute) first on \(place): this "
                    + "\(difference.this); explore \(difference.explore) \(difference.other).")
        }
        return sentences
    }
}
