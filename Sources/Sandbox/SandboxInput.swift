import FoundationEssentials

/// Bytes that a sandboxed program may read but never change: a sealed memfd, shared by any number of runs.
///
/// A plain file descriptor would not do: a program can reopen `/proc/self/fd/0` for writing and change the host's file.
public final class SandboxInput: Sendable {
    /// No bytes.
    public static let empty: SandboxInput = fatal()
    /// How many bytes there are.
    public let count: Int
    /// Copies bytes into a sealed memfd.
    public init(_ bytes: Data) throws(SandboxError) { fatalError() }
    /// Copies a host file into a sealed memfd.
    public init(contentsOf path: String) throws(SandboxError) { fatalError() }
    /// The bytes, copied out.
    public func read() throws(SandboxError) -> Data { fatalError() }
}
private func fatal() -> SandboxInput { fatalError() }
