import Models

/// Which model of the pool writes the program.
///
/// Source: ATLAS-MM of arXiv 2606.01667: the solver's name is an argument, its description and price are shown.
struct SolverArgument: ExploreArgument {
    let pool: [PooledSolver]

    var name: String { "solver" }
    var example: String? { pool.last?.name }
    var choices: [String]? { pool.map(\.name) }

    func description(_ prompts: Prompts) -> String {
        let rows = pool.map { solver in
            let words = [solver.description, solver.price.map(Self.text)].compactMap { $0 }
            return "  - \(solver.name)" + (words.isEmpty ? "" : ": \(words.joined(separator: " "))")
        }
        return prompts.text(
            .argumentSolver, ["solvers": rows.joined(separator: "\n"), "default": pool.first?.name ?? ""])
    }

    private static func text(_ price: PriceTable.Price) -> String {
        price.input == 0 && price.output == 0
            ? "(free)" : "(USD per million tokens: \(number(price.input)) in, \(number(price.output)) out)"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : "\(value)"
    }

    /// The name, its end after a provider's, or the only name that contains what was written.
    func value(_ text: String) -> String? {
        let word = text.lowercased()
        let names = pool.map(\.name)
        if let name = names.first(where: { $0.lowercased() == word }) { return name }
        let ending = names.filter { $0.lowercased().hasSuffix(":\(word)") || $0.lowercased().hasSuffix("/\(word)") }
        if ending.count == 1 { return ending[0] }
        let containing = names.filter { $0.lowercased().contains(word) || word.contains($0.lowercased()) }
        return containing.count == 1 ? containing[0] : nil
    }

    func apply(_ value: String, to brief: inout SolverBrief) {
        guard let solver = pool.first(where: { $0.name == value }) else { return }
        brief.model = solver.model
        brief.effort = solver.effort
        brief.answerTokens = solver.answerTokens
        brief.mostTokens = solver.mostTokens
    }
}
