import Sandbox

/// What the sandbox holds on this machine: each promise, attacked.
public struct SandboxDiagnosis: Sendable {
    /// Where `atlas-sandbox` is; nil where it was not found.
    public internal(set) var launcherPath: String?
    /// Why no program can be run; nil where one can.
    public internal(set) var failure: SandboxError?
    /// Why it was not attacked, or not to the end; nil where it was.
    public internal(set) var obstacle: DoctorError?
    /// What holds a program.
    public internal(set) var mechanisms = Mechanisms()
    /// What came of each attack that was made; empty where no program can be run.
    public internal(set) var findings: [Finding] = []
    /// How long it took, in seconds.
    public internal(set) var seconds = 0.0

    /// Whether programs may be run and their verdicts believed: everything was attacked, and nothing is broken.
    public var isSound: Bool { failure == nil && obstacle == nil && !findings.contains { $0.state == .broken } }

    /// How many findings have a state.
    public func count(_ state: Finding.State) -> Int { findings.count { $0.state == state } }

    /// Attacks every promise, which takes a second or two.
    ///
    /// The attacks also run outside the sandbox, to show that they can tell; they do no harm there.
    ///
    /// - Parameter launcherPath: Where `atlas-sandbox` is (default: as `SandboxPool` finds it).
    /// - Returns: What was found; a sandbox that cannot start is its `failure`, attacks that cannot be made are its
    ///   `obstacle`.
    /// - Throws: `SandboxError.cancelled`.
    public static func examine(launcherPath: String? = nil) async throws -> SandboxDiagnosis {
        let start = ContinuousClock.now
        var diagnosis = SandboxDiagnosis()
        do {
            let pool = try SandboxPool(workers: 1, launcherPath: launcherPath)
            diagnosis.launcherPath = pool.launcherPath
            try await Bench.open(pool) { bench in
                bench.mechanisms = try await Mechanisms.seen(on: bench)
                diagnosis.mechanisms = bench.mechanisms
                for check in Check.all { diagnosis.findings.append(try await check.finding(on: bench)) }
            }
            await pool.shutDown()
        } catch let error as SandboxError where error != .cancelled {
            diagnosis.failure = error
        } catch let error as DoctorError {
            diagnosis.obstacle = error
        }
        let time = (ContinuousClock.now - start).components
        diagnosis.seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
        return diagnosis
    }
}
