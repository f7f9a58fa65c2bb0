import Orchestration

extension Trajectory {
    /// Why the model's server answered no call, one reason for each such call, whoever was asked; a call that a cap kept
    /// from being made is none.
    var lostCalls: [String] {
        explores.filter { $0.notMade != true }.compactMap(\.failure)
            + (failures ?? []).filter { $0.notMade != true }.map(\.reason)
    }
}
