/// What one run may use.
///
/// Every limit is for the whole process tree unless it says otherwise.
public struct SandboxLimits: Sendable, Equatable {
    /// User plus system time of every thread and process of the run, in ms.
    public var cpuMilliseconds: Int
    /// Real time from the start of the program, in ms: the backstop for programs that sleep.
    public var wallMilliseconds: Int
    /// Resident memory, in KiB.
    public var memoryKiB: Int
    /// How much of stdout, and how much of stderr, is kept, in bytes each.
    ///
    /// Going over ends the run.
    public var outputBytes: Int
    /// How many processes and threads may exist at once.
    public var processes: Int
    /// Size of the work folder, in KiB.
    ///
    /// It is memory: a fresh tmpfs for each run.
    public var workFolderKiB: Int

    /// Makes a set of limits; the defaults suit one test of a contest problem.
    public init(
        cpuMilliseconds: Int = 10_000, wallMilliseconds: Int = 30_000, memoryKiB: Int = 512 * 1024,
        outputBytes: Int = 64 * 1024 * 1024, processes: Int = 64, workFolderKiB: Int = 64 * 1024
    ) {
        self.cpuMilliseconds = cpuMilliseconds
        self.wallMilliseconds = wallMilliseconds
        self.memoryKiB = memoryKiB
        self.outputBytes = outputBytes
        self.processes = processes
        self.workFolderKiB = workFolderKiB
    }
}
