import Models

/// All that `atlas doctor` finds.
public struct Diagnosis: Sendable {
    /// The machine.
    public let machine: Machine
    /// What the sandbox holds.
    public let sandbox: SandboxDiagnosis
    /// What languages are compiled and interpreted with.
    public let toolchains: [ToolchainFinding]
    /// Which models can be used.
    public let models: [ModelFinding]

    /// Examines everything.
    ///
    /// - Parameters:
    ///   - environment: The process's environment: `PATH`, keys and addresses.
    ///   - catalog: The models of the user's own.
    ///   - asksServers: Whether models' servers are asked what they offer; else nothing leaves the machine.
    /// - Returns: What was found; promises that are broken are in it, and no error.
    /// - Throws: As `SandboxDiagnosis.examine`.
    public static func make(
        environment: [String: String], catalog: ModelCatalog, asksServers: Bool
    ) async throws -> Diagnosis {
        Diagnosis(
            machine: .current(), sandbox: try await .examine(),
            toolchains: await ToolchainFinding.all(path: environment["PATH"] ?? "/usr/bin:/bin"),
            models: await ModelFinding.all(
                environment: environment, catalog: catalog, asksServers: asksServers))
    }
}
