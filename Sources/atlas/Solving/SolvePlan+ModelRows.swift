import Evaluation

extension SolvePlan {
    /// What the models file says of the models, as far as no other setting of a run does; nil for nothing.
    var modelRows: [ModelRow]? {
        var rows: [ModelRow] = []
        for name in [model] + solvers where !rows.contains(where: { $0.name == name }) {
            let pooled = pool?.first { $0.name == name }
            let use = name == model ? orchestratorUse : name == solver ? solverUse : pooled?.use
            rows.append(
                ModelRow(
                    name: name, effort: name == model || name == solver ? nil : use?.effort, maxTokens: use?.maxTokens,
                    contextTokens: use?.contextTokens, prefersTools: use?.prefersTools, extra: use?.extra,
                    description: pooled?.description, inputPrice: pooled?.inputPrice,
                    outputPrice: pooled?.outputPrice))
        }
        rows.removeAll(where: \.isBare)
        return rows.isEmpty ? nil : rows
    }
}
