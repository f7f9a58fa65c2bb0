import FoundationEssentials
import Glibc
import Sandbox
import Testing

/// An attack and what a contained result is.
struct Attack: Sendable, CustomTestStringConvertible {
    let name: String
    var arguments: [String] = []
    var isPython = false
    var limits = Attack.limits
    /// The ends that are right.
    let ends: [SandboxOutcome.End]
    /// What it must print, when that matters.
    var prints: String?
    /// Calls that the report must name.
    var blocked: [String] = []

    var testDescription: String { ([name] + arguments).joined(separator: " ") }

    /// Small, so that the tests are quick.
    static let limits = SandboxLimits(
        cpuMilliseconds: 3_000, wallMilliseconds: 20_000, memoryKiB: 128 * 1024, outputBytes: 1 << 20, processes: 32,
        workFolderKiB: 8 * 1024)

    private static func limits(_ change: (inout SandboxLimits) -> Void) -> SandboxLimits {
        var limits = limits
        change(&limits)
        return limits
    }

    private static let shortCPU = limits { $0.cpuMilliseconds = 300 }
    private static let shortWall = limits { $0.wallMilliseconds = 200 }

    static let all: [Attack] = [
        // Using up the machine: each ends by the limit it goes over.
        Attack(name: "fork_bomb", ends: [.limit(.processes)]),
        Attack(name: "thread_bomb", ends: [.limit(.processes)]),
        Attack(name: "fork_bomb", isPython: true, ends: [.limit(.processes), .exited(1)]),
        Attack(name: "memory_one", ends: [.limit(.memory)]),
        Attack(name: "memory_many", ends: [.limit(.memory)]),
        Attack(name: "memory_at_once", ends: [.limit(.memory)]),
        Attack(name: "memory_leaderless", arguments: ["1"], ends: [.limit(.memory)]),
        Attack(name: "memory_leaderless", arguments: ["8"], ends: [.limit(.memory)]),
        Attack(name: "memory_list", isPython: true, ends: [.limit(.memory)]),
        Attack(name: "memory_shared", ends: [.exited(0)], prints: "socket refused\n", blocked: ["socket"]),
        Attack(name: "memory_lent", ends: [.exited(0)], prints: "lent 10 times\n"),
        Attack(name: "recursion", ends: [.limit(.memory)]),
        Attack(
            name: "memory_hidden", ends: [.exited(0)],
            prints: "memfd refused, shm refused, anonymous refused, zero refused\n",
            blocked: ["memfd_create", "shmget", "mmap"]),
        Attack(name: "output_flood", arguments: ["1"], ends: [.limit(.output)]),
        Attack(name: "output_flood", arguments: ["2"], ends: [.limit(.output)]),
        Attack(name: "sleep", limits: shortWall, ends: [.limit(.wall)]),
        Attack(name: "stop_self", limits: shortWall, ends: [.limit(.wall)]),
        Attack(name: "busy", limits: shortCPU, ends: [.limit(.cpu)]),
        Attack(name: "busy_threads", limits: shortCPU, ends: [.limit(.cpu)]),
        Attack(name: "busy_children", limits: shortCPU, ends: [.limit(.cpu)]),
        Attack(name: "busy_unreaped", limits: shortCPU, ends: [.limit(.cpu)]),
        Attack(name: "busy_orphans", limits: shortCPU, ends: [.limit(.cpu)]),
        Attack(
            name: "refused_flood", limits: shortCPU, ends: [.limit(.cpu), .limit(.wall)], blocked: ["socket"]),
        Attack(name: "fill_work", ends: [.exited(0)]),
        // Getting out: each finds nothing.
        Attack(name: "socket", ends: [.exited(0)], prints: "0 of 4 made\n", blocked: ["socket"]),
        Attack(name: "connect", isPython: true, ends: [.exited(0)], prints: "0 made\n", blocked: ["socket"]),
        Attack(name: "read_file", arguments: ["/etc/shadow"], ends: [.exited(0)]),
        Attack(name: "read_file", arguments: ["/sys/kernel/notes"], ends: [.exited(0)]),
        Attack(name: "read_file", arguments: ["/proc/kallsyms"], ends: [.exited(0)]),
        Attack(name: "read_file", arguments: ["/proc/1/environ"], ends: [.exited(0)]),
        Attack(name: "read_file", arguments: ["/dev/mem"], ends: [.exited(0)]),
        Attack(name: "write_outside", arguments: ["/usr"], ends: [.exited(0)]),
        Attack(name: "write_outside", arguments: ["/etc"], ends: [.exited(0)]),
        Attack(name: "write_outside", arguments: ["/"], ends: [.exited(0)]),
        Attack(name: "write_outside", arguments: ["/dev"], ends: [.exited(0)]),
        Attack(name: "machine_files", ends: [.exited(0)], prints: "0 found, not locked\n", blocked: ["flock"]),
        Attack(name: "write_process", ends: [.exited(0)], prints: "0 of 3 opened\n"),
        Attack(name: "kill_others", ends: [.exited(0)], prints: "reached 0\n"),
        Attack(name: "tamper_first", ends: [.exited(0)], blocked: ["prlimit64", "ptrace", "process_vm_readv"]),
        Attack(name: "ptrace", ends: [.exited(0)], prints: "refused\n", blocked: ["ptrace"]),
        Attack(name: "namespaces", ends: [.exited(0)], prints: "0 of 3 made\n", blocked: ["clone", "unshare"]),
        Attack(name: "mounts", ends: [.exited(0)], prints: "0 of 4 done\n", blocked: ["mount", "umount2", "chroot"]),
        Attack(name: "descriptors", ends: [.exited(0)], prints: "0 others\n"),
        Attack(name: "foreign_abi", ends: [.signaled(Int(SIGSYS))]),
        Attack(
            name: "dangerous_calls", ends: [.exited(0)],
            blocked: [
                "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "keyctl", "add_key", "setns",
                "open_by_handle_at",
            ]),
        // Fooling the judge: each end is reported as it was.
        Attack(name: "orphan", ends: [.exited(0)], prints: "left one behind\n"),
        Attack(name: "closed_streams", ends: [.exited(7)]),
        Attack(name: "ends", arguments: ["exit", "0"], ends: [.exited(0)]),
        Attack(name: "ends", arguments: ["exit", "127"], ends: [.exited(127)]),
        Attack(name: "ends", arguments: ["exit", "137"], ends: [.exited(137)]),
        Attack(name: "ends", arguments: ["exit", "255"], ends: [.exited(255)]),
        Attack(name: "ends", arguments: ["signal", "9"], ends: [.signaled(9)]),
        Attack(name: "ends", arguments: ["signal", "11"], ends: [.signaled(11)]),
        Attack(name: "ends", arguments: ["signal", "24"], ends: [.signaled(24)]),
        Attack(name: "ends", arguments: ["signal", "31"], ends: [.signaled(31)]),
    ]

    func request(marker: String) async throws -> SandboxRequest {
        var request =
            isPython
            ? try Programs.python(name, limits: limits)
            : Programs.request(try await Programs.attack(name), arguments, limits: limits)
        request.arguments.append(contentsOf: name == "ends" ? [] : [marker])
        return request
    }
}

@Suite struct AttackTests {
    @Test(arguments: Mode.available, Attack.all) func `an attack is contained`(_ mode: Mode, _ attack: Attack)
        async throws
    {
        let pool = try await mode.pool()
        let marker = HostProcesses.newMarker()
        let outcome = try await pool.run(try await attack.request(marker: marker))
        let output = String(decoding: outcome.stdout, as: UTF8.self)
        let errors = String(decoding: outcome.stderr.prefix(500), as: UTF8.self)
        #expect(
            attack.ends.contains(outcome.end), "it ended as \(outcome.end) and said \(output.prefix(500)) \(errors)")
        if let expected = attack.prints { #expect(output == expected) }
        for call in attack.blocked { #expect(outcome.blockedSystemCalls.contains(call)) }
        #expect(HostProcesses.carrying(marker).isEmpty)
        #expect(outcome.stdout.count <= attack.limits.outputBytes)
        #expect(outcome.stderr.count <= attack.limits.outputBytes)
        // The worker is none the worse for it.
        #expect(try await pool.run(Programs.shell("exit 5")).end == .exited(5))
        await pool.shutDown()
    }

    @Test(arguments: Mode.available) func `a file of the host is not there`(_ mode: Mode) async throws {
        let path = try await TemporaryFolder.shared.path + "/secret-\(mode.rawValue)"
        try #require(FileManager.default.createFile(atPath: path, contents: Data("secret".utf8)))
        try #require(chmod(path, 0o644) == 0)
        let outcome = try await mode.pool().run(Programs.request(try await Programs.attack("read_file"), [path]))
        #expect(outcome.end == .exited(0))
        #expect(String(decoding: outcome.stdout, as: UTF8.self) == "No such file or directory\n")
        #expect(try Programs.outside([try await Programs.attackPath("read_file"), path]).output == "read\n")
    }

    @Test(arguments: Mode.available, ["/usr/local", "/usr/local/share", "/usr/src"])
    func `a request may show a covered folder, read-only`(_ mode: Mode, _ path: String) async throws {
        var request = Programs.shell("ls -A \(path) && ! touch \(path)/new")
        request.readOnlyPaths = [path]
        let outcome = try await mode.pool().run(request)
        #expect(outcome.end == .exited(0))
        let names = String(decoding: outcome.stdout, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(Set(names) == Set(try FileManager.default.contentsOfDirectory(atPath: path)))
    }

    @Test(arguments: Mode.available) func `stdin cannot be changed`(_ mode: Mode) async throws {
        let stdin = try SandboxInput(Data("as it was".utf8))
        let outcome = try await mode.pool().run(
            Programs.request(try await Programs.attack("reopen_stdin"), stdin: stdin))
        #expect(outcome.end == .exited(0))
        #expect(String(decoding: outcome.stdout, as: UTF8.self) == "0 of 4 done\n")
        #expect(try stdin.read() == Data("as it was".utf8))
    }

    @Test(arguments: Mode.available) func `false results are not collected`(_ mode: Mode) async throws {
        var request = Programs.request(try await Programs.attack("false_results"), limits: Attack.limits)
        request.files.append(SandboxFile(name: "kept", contents: try SandboxInput(Data("kept".utf8))))
        request.collect = ["link", "root", "pipe", "folder", "holes", "kept"]
        let outcome = try await mode.pool().run(request)
        #expect(outcome.end == .exited(0))
        #expect(Array(outcome.collected.keys) == ["kept"])
    }

    @Test(arguments: [
        (["socket"], "4 of 4 made\n"), (["ptrace"], "traced\n"),
        (["memory_hidden"], "memfd made, shm made, anonymous made, zero made\n"),
        (["write_process"], "3 of 3 opened\n"),
        (["write_outside", "/tmp"], "unnamed made, named made\n"), (["read_file", "/proc/version"], "read\n"),
    ]) func `the same probe succeeds outside the sandbox`(_ attack: [String], _ output: String) async throws {
        let path = try await Programs.attackPath(attack[0])
        #expect(try Programs.outside([path] + attack.dropFirst()).output == output)
    }

    @Test func `the probe for open descriptors sees one`() async throws {
        let path = try await Programs.attackPath("descriptors")
        #expect(try Programs.outside(["/bin/sh", "-c", "exec \"$0\" 9</dev/null", path]).output != "0 others\n")
    }
}
