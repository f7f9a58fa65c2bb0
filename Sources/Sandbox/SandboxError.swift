/// A failure of the sandbox itself: never the candidate's, never a verdict.
public enum SandboxError: Error, Sendable, Equatable {
    /// `atlas-sandbox` is not where it was looked for.
    case launcherMissing(searched: [String])
    /// A step failed: the launcher's phase, the object it worked on, the errno, and a remedy when one is known.
    case failed(phase: String, object: String, errno: Int32, remedy: String?)
    /// The launcher ended or broke the protocol.
    case launcherLost(String)
    /// The task was cancelled; everything the run had started is dead.
    case cancelled
}
