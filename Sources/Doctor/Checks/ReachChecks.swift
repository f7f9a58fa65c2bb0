import FoundationEssentials
import Glibc
import Sandbox

extension Check {
    /// Connects to a port on which the doctor listens.
    static let network = Check(.network) { bench in
        let listener = Listener()
        defer { listener?.close() }
        let attack = ["connect", "\(listener?.port ?? 9)"]
        return .contained(
            try await bench.inside(attack), outside: try bench.outside(attack), mechanism: "net namespace, seccomp"
        ).weaker(unless: bench.mechanisms.has("net"), "there is no net namespace")
    }

    /// Reads a file that any user of the machine may read, and what a machine has to hide.
    static let files = Check(.files) { bench in
        let secret = try bench.makeFile("secret", "known to the machine only\n")
        let attack = [
            "read", secret, "/home", "/root", "/etc/shadow", "/var/log", "/run", "/sys", "/boot", "/dev/mem",
            "/dev/kmsg", "/proc/1/environ", "/proc/kallsyms", "/proc/cpuinfo", "/proc/sys/kernel/ostype",
        ]
        return .contained(
            try await bench.inside(attack), outside: try bench.outside(Array(attack.prefix(2))),
            mechanism: "mount namespace, own root"
        ).weaker(unless: bench.mechanisms.has("mnt"), "there is no mount namespace")
    }

    /// Makes files everywhere.
    static let readOnly = Check(.readOnly) { bench in
        let places = ["/", "/usr", "/usr/bin", "/usr/local", "/etc", "/dev", "/proc", "/lib"]
        let own = try await bench.inside(["write", "/work"])
        guard own.answer.reached == ["/work"] else {
            return Result(
                state: .unproven, mechanism: "", evidence: "the attack cannot even write into its work folder")
        }
        return .contained(
            try await bench.inside(["write"] + places), outside: try bench.outside(["write", bench.folder]),
            mechanism: "read-only mounts")
    }

    /// Changes what it was given to read.
    static let stdin = Check(.stdin) { bench in
        let input = try SandboxInput(Data("as it was\n".utf8))
        let inside = try await bench.inside(["stdin"], stdin: input)
        let file = try bench.makeFile("input", "as it was\n")
        let result = Result.contained(
            inside, outside: try bench.outside(["stdin"], stdin: file), mechanism: "sealed memfd")
        guard try input.read() == Data("as it was\n".utf8) else {
            return Result(state: .broken, mechanism: "sealed memfd", evidence: "the input was changed")
        }
        return result
    }

    /// Looks for a process that the doctor started, and for any other.
    static let processes = Check(.processes) { bench in
        let bystander = try bench.start(["sleep", "10000"])
        defer { bystander.end() }
        let attack = ["processes", "\(bystander.process)"]
        return .contained(
            try await bench.inside(attack), outside: try bench.outside(attack),
            mechanism: "pid namespace, hidepid, seccomp"
        ).weaker(unless: bench.mechanisms.has("pid"), "there is no pid namespace")
    }
}
