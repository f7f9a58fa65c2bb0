/// Whose fault it is that a sample has no verdict.
public enum FailureKind: String, Sendable, Codable, CaseIterable {
    /// The model's: no answer holds a program, or the problem's cap was reached before one did. Counts as wrong.
    case model
    /// The user's: the problem's cap allows no call at all, so that no model was asked. Neither right nor wrong, and not
    /// repeated, as the cap is a setting of the run.
    case cap
    /// The machine's: the judge failed, or the model's server did. Neither right nor wrong; `--retry-failed` repeats it.
    case machine
}
