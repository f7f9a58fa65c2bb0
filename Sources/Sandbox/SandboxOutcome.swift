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
    /// When it ended, in ms of the machine's monotonic clock: tells which of two runs ended first.
    public var endedMilliseconds: Double
    /// When real time ran out: the longest that one thread was ready to run and had no processor, in ms; else 0.
    ///
    /// It tells a program that slept from one that a busy machine kept waiting.
    public var waitedMilliseconds: Double
    /// The largest resident memory seen, in KiB.
    public var peakKiB: Int
    /// What was written to stdout, cut at the output limit, still where the launcher put it.
    public var output: SandboxInput
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
    /// Whether the process was a copy of the request's zygote.
    public var isFromZygote: Bool
    /// The files of `SandboxRequest.collect` that exist, by name.
    public var collected: [String: SandboxInput]

    /// Describes an outcome.
    public init(
        end: End, cpuMilliseconds: Double, wallMilliseconds: Double, endedMilliseconds: Double = 0,
        waitedMilliseconds: Double = 0, peakKiB: Int,
        output: SandboxInput, stderr: Data,
        stdoutBytes: Int, stderrBytes: Int, blockedSystemCalls: [String], mechanisms: SandboxMechanisms = .polled,
        isFromZygote: Bool = false, collected: [String: SandboxInput]
    ) {
        self.end = end
        self.cpuMilliseconds = cpuMilliseconds
        self.wallMilliseconds = wallMilliseconds
        self.endedMilliseconds = endedMilliseconds
        self.waitedMilliseconds = waitedMilliseconds
        self.peakKiB = peakKiB
        self.output = output
        self.stderr = stderr
        self.stdoutBytes = stdoutBytes
        self.stderrBytes = stderrBytes
        self.blockedSystemCalls = blockedSystemCalls
        self.mechanisms = mechanisms
        self.isFromZygote = isFromZygote
        self.collected = collected
    }

    /// What was written to stdout, cut at the output limit, copied into memory.
    public var stdout: Data {
        do {
            return try output.read()
        } catch {
            // A sealed memfd of our own that cannot be read: no part of it may pass for the whole.
            preconditionFailure("\(error)")
        }
    }
}
