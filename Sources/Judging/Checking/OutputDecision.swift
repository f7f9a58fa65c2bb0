import FoundationEssentials
import Sandbox

/// What was decided about one output.
struct OutputDecision: Sendable {
    /// Why the output is not right; nil when it is.
    var mismatch: Mismatch?
    /// Points that a checker gave, in place of the test's.
    var points: Double?
    /// The share of the test's points that a checker gave, 0 to 1.
    var share: Double?
    /// The input of the next pass, where a checker asks for one.
    var nextInput: SandboxInput?
    /// What the checker left in its feedback folder, for the next pass.
    var feedback: SandboxInput?

    static let accepted = OutputDecision()
}
