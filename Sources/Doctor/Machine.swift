import FoundationEssentials
import Glibc
import Sandbox

/// The machine, as far as it bears on what the sandbox can do.
public struct Machine: Sendable, Equatable {
    /// The kernel's release, such as `6.8.0-45-generic`.
    public let kernel: String
    /// The processor's architecture, such as `x86_64`.
    public let architecture: String
    /// The distribution's own name; empty where it does not say.
    public let system: String
    /// How many programs it can run at once without sharing a core.
    public let cores: Int
    /// Whether `atlas` is the superuser.
    public let isRoot: Bool
    /// Whether this is a container, as far as the usual signs tell.
    public let isContainer: Bool

    /// Looks at the machine.
    public static func current() -> Machine {
        var names = utsname()
        uname(&names)
        let signs = ["/.dockerenv", "/run/.containerenv"]
        return Machine(
            kernel: text(names.release), architecture: text(names.machine), system: distribution(),
            cores: SandboxPool.availableCores, isRoot: geteuid() == 0,
            isContainer: signs.contains { access($0, F_OK) == 0 } || getenv("container") != nil)
    }

    private static func distribution() -> String {
        let text = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        return line.map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } } ?? ""
    }

    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
