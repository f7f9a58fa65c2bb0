/// A fixed number of warm launchers; a run waits for a free one.
public final class SandboxPool: Sendable {
    public let workers: Int = 2
    /// Starts no process yet: launchers start when first needed.
    public init(workers: Int, launcherPath: String? = nil) throws(SandboxError) { fatalError() }
    /// Runs one program and returns when everything it started is dead.
    public func run(_ request: SandboxRequest) async throws(SandboxError) -> SandboxOutcome { fatalError() }
    /// Ends the launchers; runs in progress end as `SandboxError.cancelled`.
    public func shutDown() async { fatalError() }
}
