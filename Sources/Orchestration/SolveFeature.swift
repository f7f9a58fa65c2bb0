/// What a method may make use of, beyond a problem and one solver.
public enum SolveFeature: Sendable, CaseIterable {
    /// An orchestrator that asks for explores: how it states its actions, their arguments, and those made before its first turn.
    case orchestrator
    /// More solvers than one.
    case pool
    /// Inputs on which candidates are compared.
    case probes
}
