/// An instruction that goes to the solver with the problem.
///
/// Source: ATLAS-MI of arXiv 2606.01667: a directed instruction, such as "brute force, then optimise".
struct StrategyArgument: ExploreArgument {
    /// The longest instruction, in tokens: an idea, not a solution.
    private static let longest = 160

    var name: String { "strategy" }
    var example: String? { nil }
    var choices: [String]? { nil }

    func description(_ prompts: Prompts) -> String { prompts.text(.argumentStrategy) }

    func value(_ text: String) -> String? { QuotedText.line(text, tokens: Self.longest) }

    func apply(_ value: String, to brief: inout SolverBrief) { brief.strategy = value }
}
