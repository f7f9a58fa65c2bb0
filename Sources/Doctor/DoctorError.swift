import Glibc
import Sandbox

/// What keeps the examination itself from taking place.
public enum DoctorError: Error, Sendable, Equatable, CustomStringConvertible {
    /// `atlas-probe` is not where it was looked for.
    case probeMissing(searched: [String])
    /// A step outside the sandbox failed: what it was about, and the errno.
    case failed(object: String, errno: Int32)

    /// One line.
    public var description: String {
        switch self {
        case .probeMissing(let searched):
            "doctor: atlas-probe: not found at \(searched.joined(separator: ", ")); build it with tools/build"
        case .failed(let object, let errno):
            "doctor: \(object): \(String(cString: strerror(errno)))"
                + (SandboxError.remedy(notStarted: errno).map { "; \($0)" } ?? "")
        }
    }
}
