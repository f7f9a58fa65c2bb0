/// By what means a run was held: this depends on the machine, and on who started `atlas`.
///
/// The limits are the same by every means; how closely they are kept is in `docs/sandbox.md`.
public struct SandboxMechanisms: Sendable, Equatable, Codable {
    /// What held a limit.
    public enum Mechanism: String, Sendable, Codable {
        /// A control group of the unified hierarchy, which needs root or a delegated group.
        case cgroupV2 = "cgroup_v2"
        /// Control groups of the older hierarchies, which need root.
        case cgroupV1 = "cgroup_v1"
        /// The supervisor, which adds up the processes every few milliseconds: needs nothing of the machine.
        case polled
    }

    /// What held the memory limit.
    public var memory: Mechanism
    /// What held the number of processes and threads.
    public var processes: Mechanism
    /// What CPU time was read from.
    public var cpu: Mechanism
    /// The version of the kernel's Landlock that held the run in addition; 0 when none did.
    public var landlockABI: Int

    /// Nothing but the supervisor: what every machine offers.
    public static let polled = SandboxMechanisms(memory: .polled, processes: .polled, cpu: .polled, landlockABI: 0)

    /// Names the means.
    public init(memory: Mechanism, processes: Mechanism, cpu: Mechanism, landlockABI: Int) {
        self.memory = memory
        self.processes = processes
        self.cpu = cpu
        self.landlockABI = landlockABI
    }

    private enum CodingKeys: String, CodingKey {
        case memory, processes, cpu
        case landlockABI = "landlock_abi"
    }
}
