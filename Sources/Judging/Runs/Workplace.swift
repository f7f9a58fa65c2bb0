import Problems
import Sandbox

/// What judging needs of the machine, shared by all programs that are judged.
struct Workplace: Sendable {
    let pool: SandboxPool
    let builder: ProgramBuilder
    let interactions: Interactions
    /// By how much CPU limits are multiplied: 1, or what a calibration found.
    let timeScale: Double
}
