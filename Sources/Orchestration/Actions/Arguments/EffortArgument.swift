import Models

/// How much the solver may think.
///
/// Source: the effort variant of arXiv 2606.01667: low, medium or high for each explore.
struct EffortArgument: ExploreArgument {
    var name: String { "effort" }
    var example: String? { "high" }
    var choices: [String]? { ["low", "medium", "high"] }

    func description(_ prompts: Prompts) -> String { prompts.text(.argumentEffort) }

    func value(_ text: String) -> String? { choices?.first { $0 == text.lowercased() } }

    func apply(_ value: String, to brief: inout SolverBrief) { brief.effort = Effort(value) }
}
