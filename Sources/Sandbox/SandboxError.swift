import Glibc

/// A failure of the sandbox itself: never the candidate's, never a verdict.
public enum SandboxError: Error, Sendable, Equatable {
    /// `atlas-sandbox` is not where it was looked for.
    case launcherMissing(searched: [String])
    /// A step failed: the launcher's phase, the object it worked on, the call that failed (nil where none did, but
    /// something else was wrong), the errno, and a remedy when one is known.
    case failed(phase: String, object: String, call: String? = nil, errno: Int32, remedy: String?)
    /// The launcher ended or broke the protocol.
    case launcherLost(String)
    /// The task was cancelled; everything the run had started is dead.
    case cancelled
}

extension SandboxError {
    /// What a person can do where the kernel would not start a process; nil where its reason says enough.
    package static func remedy(notStarted errno: Int32) -> String? {
        guard errno == EAGAIN else { return nil }
        return "a limit of processes around atlas is reached; "
            + "raise it (RLIMIT_NPROC: ulimit -u; pids.max of a control group)"
    }
}

extension SandboxError: CustomStringConvertible {
    /// One line: `sandbox: PHASE: OBJECT: CALL: REASON; REMEDY`.
    public var description: String {
        switch self {
        case .launcherMissing(let searched):
            "sandbox: start: atlas-sandbox: not found at \(searched.joined(separator: ", ")); "
                + "build it with \"swift build\" or set ATLAS_SANDBOX to its path"
        case .failed(let phase, let object, let call, let errno, let remedy):
            "sandbox: \(phase): \(object): \(call.map { "\($0): " } ?? "")\(String(cString: strerror(errno)))"
                + (remedy.map { "; \($0)" } ?? "")
        case .launcherLost(let reason):
            "sandbox: launcher: \(reason); nothing of its run is left, the next run starts a new one"
        case .cancelled:
            "sandbox: run: cancelled"
        }
    }
}
