import FoundationEssentials
import Sandbox

/// How fast this machine is, measured with a reference program.
///
/// The program does what contest programs do: it sieves, sorts, hashes, and follows pointers through memory.
public struct Calibration: Sendable {
    /// The reference program's CPU time on the machine on which its limits were chosen, in ms: the one of
    /// `docs/performance.md`.
    public static let referenceMilliseconds = 500.0

    /// The least CPU time of five runs alone, in ms.
    public let milliseconds: Double

    /// By how much CPU limits are to be multiplied; never below 1: a faster machine makes no limit tighter.
    public var timeScale: Double { max(1, milliseconds / Self.referenceMilliseconds) }

    /// Measures.
    ///
    /// - Parameters:
    ///   - pool: Where the program runs; alone.
    ///   - builder: What compiles it.
    /// - Returns: What was found.
    /// - Throws: `ToolchainError` without a C compiler; `SandboxError`; `JudgeFailure` when the program fails.
    public static func measure(pool: SandboxPool, builder: ProgramBuilder) async throws -> Calibration {
        let source = String(decoding: PackageResources.reference_c, as: UTF8.self)
        let submission = Submission(
            name: "reference.c", source: source, language: try builder.languages.named("c"))
        guard case .ready(let program, _) = try await builder.build(submission) else {
            throw JudgeFailure(reason: "the reference program does not compile")
        }
        var least = Double.infinity
        for _ in 0..<5 {
            let outcome = try await pool.run(program.request(stdin: .empty, limits: SandboxLimits()), alone: true)
            guard outcome.end == .exited(0) else {
                throw JudgeFailure(reason: "the reference program \(EndDescription.text(outcome.end))")
            }
            least = min(least, outcome.cpuMilliseconds)
        }
        return Calibration(milliseconds: least)
    }
}
