import Problems
import Sandbox

extension SandboxLimits {
    /// What one test of a problem may use.
    ///
    /// Real time is a backstop for programs that sleep: three times the CPU limit and two seconds, so that a loaded
    /// machine does not turn a right program into a slow one.
    init(test limits: ProblemLimits) {
        self.init(
            cpuMilliseconds: limits.cpuMilliseconds, wallMilliseconds: limits.cpuMilliseconds * 3 + 2_000,
            memoryKiB: limits.memoryKiB, outputBytes: limits.outputBytes)
    }
}
