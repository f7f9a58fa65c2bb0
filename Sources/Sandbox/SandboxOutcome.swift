import FoundationEssentials

/// How a run ended and what it used.
public struct SandboxOutcome: Sendable {
    /// How the main process ended.
    public enum End: Sendable, Equatable {
        /// It exited with this status, 0 to 255.
        case exited(Int)
        /// A signal of its own making ended it (SIGSEGV, SIGABRT, …).
        case signaled(Int)
        /// It went over a limit and was killed.
        case limit(Limit)
    }

    /// A limit that ends a run.
    public enum Limit: String, Sendable, Codable {
        case cpu, wall, memory, output, processes
    }

    /// How the main process ended.
    public var end: End
    /// User plus system time of the process tree, in ms.
    public var cpuMilliseconds: Double
    /// Real time from just before the program started until its end, in ms.
    public var wallMilliseconds: Double
    /// The largest resident memory seen, in KiB.
    public var peakKiB: Int
    /// What was written to stdout, cut at the output limit.
    public var stdout: Data
    /// What was written to stderr, cut at the output limit.
    public var stderr: Data
    /// Bytes written to stdout, counting those past the limit that were seen.
    public var stdoutBytes: Int
    /// Bytes written to stderr, counting those past the limit that were seen.
    public var stderrBytes: Int
    /// Names of the system calls that were refused, each once, in order of first use.
    public var blockedSystemCalls: [String]
    /// By what means the limits were held.
    public var mechanisms: SandboxMechanisms
    /// The files of `SandboxRequest.collect` that exist, by name.
    public var collected: [String: SandboxInput]

    /// Describes an outcome.
    public init(
        end: End, cpuMilliseconds: Double, wallMilliseconds: Double, peakKiB: Int, stdout: Data, stderr: Data,
        stdoutBytes: Int, stderrBytes: Int, blockedSystemCalls: [String], mechanisms: SandboxMechanisms = .polled,
        collected: [String: SandboxInput]
    ) {
        self.end = end
        self.cpuMilliseconds = cpuMilliseconds
        self.wallMilliseconds = wallMilliseconds
        self.peakKiB = peakKiB
        self.stdout = stdout
        self.stderr = stderr
        self.stdoutBytes = stdoutBytes
        self.stderrBytes = stderrBytes
        self.blockedSystemCalls = blockedSystemCalls
        self.mechanisms = mechanisms
        self.collected = collected
    }
}
