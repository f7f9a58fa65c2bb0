import FoundationEssentials
import Glibc
@testable import Sandbox
import TestSupport
import Testing

extension Trait where Self == ConditionTrait {
    /// Skips where a launcher gets no control group, and says so.
    fileprivate static var needsControlGroup: Self {
        .enabled("this machine offers no control group") { try await MechanismTests.offersGroup() }
    }
}

/// What a run is held by, and what of it stays on the machine.
@Suite struct MechanismTests {
    /// The machine's control groups that launchers made, by path.
    private static func groups(madeBy launcher: pid_t) throws -> [String] {
        try groups().filter { $0.contains("-\(launcher)-") }
    }

    private static func groups() throws -> [String] {
        try Programs.outside(["/usr/bin/find", "/sys/fs/cgroup", "-type", "d", "-name", "atlas-sandbox-*"]).output
            .split(separator: "\n").map(String.init)
    }

    fileprivate static func offersGroup() async throws -> Bool {
        let pool = try SandboxPool(workers: 1)
        _ = try await pool.run(Programs.shell("exit 0"))
        let launcher = try #require(pool.launcherProcesses.first)
        let isOffered = try !Self.groups(madeBy: launcher).isEmpty
        await pool.shutDown()
        return isOffered
    }

    /// What holds a run when the launcher may use all that the machine offers.
    private static func offered() async throws -> SandboxMechanisms {
        let mechanisms = try await SandboxPool(workers: 1).run(Programs.shell("exit 0")).mechanisms
        if mechanisms.memory == .polled { print("skipped in part: this machine offers no control group for memory") }
        return mechanisms
    }

    @Test func `a launcher that may use nothing polls`() async throws {
        let pool = try SandboxPool(workers: 1, launcherOptions: ["--cgroup=none", "--landlock=off"])
        #expect(try await pool.run(Programs.shell("exit 0")).mechanisms == .polled)
    }

    @Test func `an option that the launcher does not know is refused`() async throws {
        let pool = try SandboxPool(workers: 1, launcherOptions: ["--cgroup=v3"])
        await #expect(throws: SandboxError.launcherLost("it exited with status 2")) {
            try await pool.run(Programs.shell("exit 0"))
        }
    }

    @Test func `a group bounds memory that is taken at once`() async throws {
        let limits = SandboxLimits(memoryKiB: 64 * 1024, workFolderKiB: 8 * 1024)
        var request = Programs.request(try await Programs.attack("memory_at_once"))
        request.limits = limits
        let outcome = try await SandboxPool(workers: 1).run(request)
        #expect(outcome.end == .limit(.memory))
        guard try await Self.offered().memory != .polled else { return }
        // 24 MiB are for the kernel's own; what it cannot do without it takes beyond a limit, in pieces of 256 KiB a core.
        #expect(outcome.peakKiB < limits.memoryKiB + limits.workFolderKiB + 28 * 1024)
    }

    @Test(arguments: Mode.ofLimits)
    func `limits hold for a program that nobody may read, and so nobody may look into`(_ mode: Mode) async throws {
        let path = try await ProcessFolder.shared.path + "/unreadable-\(mode.rawValue)"
        let (status, output) = try Programs.outside([
            "/bin/sh", "-c", "cp \"$0\" \"$1\" && chmod 711 \"$1\"", try await Programs.attackPath("memory_one"), path,
        ])
        try #require(status == 0, "\(output)")
        for command in [[path], ["/bin/sh", "-c", "\"$0\"; exit 7", path]] {
            var request = SandboxRequest(arguments: command, environment: ["PATH": "/usr/bin:/bin"])
            request.readOnlyPaths = [path]
            request.limits = SandboxLimits(memoryKiB: 64 * 1024, workFolderKiB: 8 * 1024)
            #expect(try await mode.pool().run(request).end == .limit(.memory))
        }
    }

    @Test(.timeLimit(.minutes(30)), .enabled(if: geteuid() == 0, "only root has other users for candidates"))
    func `programs of two workers are two users of the machine`() async throws {
        let pool = try SandboxPool(workers: 2)
        let marker = HostProcesses.newMarker()
        let request = Programs.request(try await Programs.attack("sleep"), [marker])
        let runs = [0, 1].map { _ in Task { try await pool.run(request) } }
        var users: Set<uid_t> = []
        while users.count < 2 {
            for process in HostProcesses.carrying(marker) {
                var status = stat()
                if stat("/proc/\(process)", &status) == 0, status.st_uid != 0 { users.insert(status.st_uid) }
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        for run in runs {
            run.cancel()
            await #expect(throws: SandboxError.cancelled) { try await run.value }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "a real-time policy takes root"))
    func `a program does not inherit a strict umask or a real-time policy`() async throws {
        let path = try await ProcessFolder.shared.path + "/strict-launcher"
        let launcher = try SandboxPool(workers: 1).launcherPath
        // Some machines give root no such policy either.
        try Programs.write(
            "#!/bin/sh\numask 077\nif chrt --fifo 5 true; then exec chrt --fifo 5 \(launcher) \"$@\"; fi\n"
                + "exec \(launcher) \"$@\"\n", toScript: path)
        let outcome = try await SandboxPool(workers: 1, launcherPath: path)
            .run(Programs.shell("umask; cut -d ' ' -f 41 /proc/self/stat; touch /dev/shm/new < /dev/null"))
        #expect(String(decoding: outcome.stdout, as: UTF8.self) == "0022\n0\n")
        #expect(outcome.end == .exited(0))
    }

    @Test func `Landlock keeps what file modes allow`() async throws {
        // A device can be written to through a read-only mount.
        let write = Programs.shell("echo x > /dev/urandom")
        let without = try SandboxPool(workers: 1, launcherOptions: ["--landlock=off"])
        #expect(try await without.run(write).end == .exited(0))
        let outcome = try await SandboxPool(workers: 1).run(write)
        if outcome.mechanisms.landlockABI == 0 { print("skipped: this kernel has no Landlock") }
        #expect((outcome.end == .exited(0)) == (outcome.mechanisms.landlockABI == 0))
    }

    @Test(arguments: Mode.ofLimits) func `CPU time is that of the work, by whatever it is read`(_ mode: Mode)
        async throws
    {
        let outcome = try await mode.pool().run(Programs.request(try await Programs.attack("busy_reaped")))
        #expect(outcome.end == .exited(0))
        let spent = try #require(Double(String(decoding: outcome.stdout, as: UTF8.self).dropLast())) / 1000
        // What it does after it asked, and before, is within the margin.
        #expect(spent * 0.97...spent * 1.03 + 10 ~= outcome.cpuMilliseconds)
    }

    @Test func `a launcher that ends takes its groups with it`() async throws {
        let pool = try SandboxPool(workers: 1)
        let mechanisms = try await pool.run(Programs.shell("exit 0")).mechanisms
        let launcher = try #require(pool.launcherProcesses.first)
        #expect(try Self.groups(madeBy: launcher).isEmpty == (mechanisms == Self.ungrouped(mechanisms)))
        await pool.shutDown()
        #expect(try Self.groups(madeBy: launcher).isEmpty)
    }

    @Test(.timeLimit(.minutes(30))) func `what a killed launcher left is removed by the next, and nothing else`()
        async throws
    {
        let (killed, living) = (try SandboxPool(workers: 1), try SandboxPool(workers: 1))
        for pool in [killed, living] { _ = try await pool.run(Programs.shell("exit 0")) }
        let (dead, other) = (
            try #require(killed.launcherProcesses.first), try #require(living.launcherProcesses.first)
        )
        let kept = try Self.groups(madeBy: other)
        let left = try Self.groups(madeBy: dead)
        kill(dead, SIGKILL)
        // Its pool starts the next, when it has noticed; the kernel may take a moment to end what was in the groups.
        repeat { try await Self.start() } while try !Set(Self.groups()).isDisjoint(with: left)
        #expect(try Self.groups(madeBy: other) == kept)
        #expect(try await living.run(Programs.shell("exit 6")).end == .exited(6))
    }

    /// Whether a pid namespace can be made here, for a launcher of its own.
    static let canNest =
        (try? Programs.outside(["unshare", "--pid", "--fork", "--mount-proc", "true"]))?.status == 0

    /// A launcher in a pid namespace of its own, as in a container that shares the machine's groups.
    private struct Nested {
        let pool: SandboxPool
        let launcher: pid_t
        let groups: [String]

        init() async throws {
            let script = try await ProcessFolder.shared.path + "/nested-launcher"
            let launcher = try SandboxPool(workers: 1).launcherPath
            let command = "exec unshare --pid --fork --mount-proc '\(launcher)' \"$@\""
            try Programs.write("#!/bin/sh\n\(command)\n", toScript: script)
            pool = try SandboxPool(workers: 1, launcherPath: script)
            _ = try await pool.run(Programs.shell("exit 0"))
            let outside = try #require(pool.launcherProcesses.first)
            let process = try #require(HostProcesses.children(of: outside).first)
            self.launcher = process
            var namespace = stat()
            try #require(stat("/proc/\(process)/ns/pid", &namespace) == 0)
            groups = try MechanismTests.groups().filter { $0.contains("/atlas-sandbox-\(namespace.st_ino)-") }
        }
    }

    /// A launcher's start, which removes what others left.
    private static func start() async throws {
        let next = try SandboxPool(workers: 1)
        _ = try await next.run(Programs.shell("exit 0"))
        await next.shutDown()
    }

    @Test(.enabled(if: canNest, "unshare(1) cannot make a pid namespace here"), .timeLimit(.minutes(30)))
    func `what a launcher left that was killed in another pid namespace is removed by the next, and nothing else`()
        async throws
    {
        let (killed, living) = (try await Nested(), try await Nested())
        let isGrouped = try await Self.offered().memory != .polled
        #expect(!isGrouped || !killed.groups.isEmpty && !living.groups.isEmpty)
        kill(killed.launcher, SIGKILL)
        repeat { try await Self.start() } while try !Set(Self.groups()).isDisjoint(with: killed.groups)
        #expect(try Set(Self.groups()).isSuperset(of: living.groups))
        #expect(try await living.pool.run(Programs.shell("exit 6")).end == .exited(6))
    }

    @Test(.needsControlGroup, .timeLimit(.minutes(30)))
    func `a group of another pid namespace stays as long as it is locked, and where it was never`() async throws {
        let pool = try SandboxPool(workers: 1)
        _ = try await pool.run(Programs.shell("exit 0"))
        let launcher = try #require(pool.launcherProcesses.first)
        let own = try #require(try Self.groups(madeBy: launcher).first)
        // No namespace has the number 1. Older launchers held no lock, and had no number behind a dot.
        let parent = own[..<(own.lastIndex(of: "/") ?? own.endIndex)]
        let older = "\(parent)/atlas-sandbox-1-\(getpid())-1"
        try #require(mkdir(older, 0o755) == 0)
        defer { rmdir(older) }
        var (number, folder) = (0, Int32(-1))
        var held: String { "\(older).\(number)" }
        // Another test's launcher that starts now may take it for one left behind before it is locked.
        repeat {
            if folder >= 0 { close(folder) }
            number += 1
            try #require(mkdir(held, 0o755) == 0)
            folder = open(held, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        } while folder < 0 || flock(folder, LOCK_SH | LOCK_NB) != 0 || access(held, F_OK) != 0
        defer { close(folder) }
        try await Self.start()
        #expect(access(held, F_OK) == 0)
        #expect(flock(folder, LOCK_UN) == 0)
        repeat { try await Self.start() } while access(held, F_OK) == 0
        #expect(access(older, F_OK) == 0)
    }

    /// The same without control groups.
    private static func ungrouped(_ mechanisms: SandboxMechanisms) -> SandboxMechanisms {
        var polled = SandboxMechanisms.polled
        polled.landlockABI = mechanisms.landlockABI
        return polled
    }
}
