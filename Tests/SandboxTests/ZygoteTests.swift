import FoundationEssentials
import Glibc
@testable import Sandbox
import TestSupport
import Testing

/// A program in Python, and the zygote of which its processes are copies.
private struct Warm {
    static let python = "/usr/bin/python3"

    /// A word on the zygote's command line.
    let marker = HostProcesses.newMarker()
    /// What the zygote does first, and for each order.
    var preparation = ""
    var perOrder = "pass"

    private var text: String {
        """
        import ctypes, os, sys, time
        zygote = ctypes.CDLL(sys.argv[1])
        zygote.zygote_argument.restype = ctypes.c_char_p
        \(preparation)
        zygote.zygote_ready()
        while zygote.zygote_wait():
            \(perOrder)
            parent = os.fork()
            if parent == 0:
                if os.fork() == 0:
                    zygote.zygote_become()
                    break
                os._exit(0)
            zygote.zygote_let_go()
            os.waitpid(parent, 0)
            zygote.zygote_part()
        else:
            os._exit(0)
        sys.argv = ["-c"]
        exec(zygote.zygote_argument(2))
        """
    }

    /// A run of a program that is the same either way.
    func request(_ program: String, limits: SandboxLimits = SandboxLimits()) -> SandboxRequest {
        var request = SandboxRequest(
            arguments: [Self.python, "-c", program], environment: ["LC_ALL": "C.UTF-8"], limits: limits)
        request.zygote = SandboxZygote([Self.python, "-c", text, SandboxZygote.library, marker])
        return request
    }

    /// Runs programs until one's process is a copy.
    func start(in pool: SandboxPool) async throws {
        for _ in 0..<3 where try await pool.run(request("pass")).isFromZygote { return }
        throw Programs.Failure("there is no zygote")
    }
}

@Suite struct ZygoteTests {
    /// Prints all that a process has and is held by.
    private static let confession = """
        import os, resource
        print(os.getresuid(), os.getresgid(), os.getgroups(), os.getcwd(), sorted(os.environ.items()))
        print(os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid(), os.getppid(), os.umask(0))
        print(sorted(os.listdir("/proc/self/fd"))[:3], len(os.listdir("/proc/self/fd")))
        print([name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()])
        for name in sorted(name for name in dir(resource) if name.startswith("RLIMIT_")):
            print(name, resource.getrlimit(getattr(resource, name)))
        wanted = "Uid Gid Groups Cap NoNew Seccomp Threads Shd Sig Speculation Cpus_allowed Mems".split()
        for line in open("/proc/self/status"):
            if any(line.startswith(word) for word in wanted):
                print(line, end="")
        for name in "uid_map", "gid_map", "setgroups", "cgroup", "oom_score_adj":
            print(name, open("/proc/self/" + name).read())
        for line in open("/proc/self/mountinfo"):
            print(line[line.index(" / /work ") if " / /work " in line else 0:], end="")  # numbered anew for each run
        for name in "ipc", "mnt", "net", "pid", "pid_for_children", "uts":
            print(name, os.readlink("/proc/self/ns/" + name))
        for attempt in (lambda: open("/usr/new", "w"), lambda: os.mkdir("/new"), lambda: os.kill(1, 9)):
            try:
                print(attempt())
            except OSError as error:
                print(error)
        """

    @Test(.timeLimit(.minutes(30)), arguments: Mode.ofLimits)
    func `a copy of a zygote has and is held by just what a program is that was started`(_ mode: Mode) async throws {
        let pool = try await mode.pool()
        let warm = Warm()
        let started = try await pool.run(warm.request(Self.confession))
        try #require(
            !started.isFromZygote && started.end == .exited(0), "\(String(decoding: started.stderr, as: UTF8.self))")
        try await warm.start(in: pool)
        let copied = try await pool.run(warm.request(Self.confession))
        try #require(copied.isFromZygote)
        #expect(String(decoding: copied.stdout, as: UTF8.self) == String(decoding: started.stdout, as: UTF8.self))
        #expect(String(decoding: started.stdout, as: UTF8.self).contains("Seccomp:\t2"))
        #expect(copied.mechanisms == started.mechanisms)
    }

    @Test(.timeLimit(.minutes(30)), arguments: Mode.ofLimits)
    func `limits hold for a copy of a zygote, and the next run is one again`(_ mode: Mode) async throws {
        let pool = try await mode.pool()
        let warm = Warm()
        try await warm.start(in: pool)
        var limits = SandboxLimits(
            cpuMilliseconds: 300, wallMilliseconds: 60_000, memoryKiB: 96 << 10, outputBytes: 1 << 16, processes: 8)
        let programs: [(String, SandboxOutcome.End)] = [
            ("while True: pass", .limit(.cpu)),
            ("x = bytearray(200 << 20)", .limit(.memory)),
            ("print('x' * (1 << 20), flush=True)", .limit(.output)),
            ("import os\nfor _ in range(9): os.fork()\nimport time; time.sleep(600)", .limit(.processes)),
            ("import os; os.kill(os.getpid(), 11)", .signaled(11)),
            // Kills all that it can see, but for itself.
            ("import os\nif os.fork() == 0:\n while True: pass\nos.kill(-1, 9)\nos._exit(7)", .exited(7)),
            // Leaves one running, whose parent is gone.
            ("import os\nif os.fork() == 0:\n while True: pass\nos._exit(8)", .exited(8)),
            ("import sys; sys.exit(5)", .exited(5)),
        ]
        for (program, end) in programs {
            let outcome = try await pool.run(warm.request(program, limits: limits))
            #expect(outcome.isFromZygote, "\(program)")
            let stderr = String(decoding: outcome.stderr, as: UTF8.self)
            // Where no group counts processes the kernel may refuse one before they have been counted.
            let isRefused = end == .limit(.processes) && outcome.end == .exited(1) && stderr.contains("BlockingIOError")
            #expect(outcome.end == end || isRefused, "\(program): \(stderr)")
        }
        limits.wallMilliseconds = 200
        let asleep = try await pool.run(warm.request("import time; time.sleep(600)", limits: limits))
        #expect(asleep.isFromZygote && asleep.end == .limit(.wall))
    }

    @Test(.timeLimit(.minutes(30))) func `a refused system call of a copy is reported by name`() async throws {
        let pool = try SandboxPool(workers: 1)
        let warm = Warm()
        try await warm.start(in: pool)
        let outcome = try await pool.run(warm.request("import ctypes; ctypes.CDLL(None).chroot(b'/work')"))
        #expect(outcome.isFromZygote)
        #expect(outcome.blockedSystemCalls == ["chroot"])
    }

    @Test(.timeLimit(.minutes(30)), arguments: Mode.ofLimits)
    func `no run pays for what its zygote computes`(_ mode: Mode) async throws {
        let pool = try await mode.pool()
        let burn = "end = time.process_time() + 1\nwhile time.process_time() < end: pass"
        let warm = Warm(preparation: burn, perOrder: burn.replacing("\n", with: "\n    "))
        try await warm.start(in: pool)
        let outcome = try await pool.run(warm.request("pass"))
        #expect(outcome.isFromZygote)
        #expect(outcome.cpuMilliseconds < 900)
        for process in HostProcesses.carrying(warm.marker) { kill(process, SIGKILL) }
        #expect(await eventually { HostProcesses.carrying(warm.marker).isEmpty })
        let alone = try await pool.run(warm.request("pass"))
        #expect(!alone.isFromZygote)
        #expect(alone.cpuMilliseconds < 900)
    }

    @Test(.timeLimit(.minutes(30)), arguments: Mode.available)
    func `a zygote that was killed, or cannot be started, costs no run`(_ mode: Mode) async throws {
        let pool = try await mode.pool()
        let warm = Warm()
        try await warm.start(in: pool)
        for process in HostProcesses.carrying(warm.marker) { kill(process, SIGKILL) }
        let alone = try await pool.run(warm.request("print(1)"))
        #expect(String(decoding: alone.stdout, as: UTF8.self) == "1\n")
        for preparation in ["sys.exit(3)", "os.kill(os.getpid(), 9)", "zygote.no_such_function()"] {
            for _ in 0..<4 {
                let outcome = try await pool.run(Warm(preparation: preparation).request("print(2)"))
                #expect(String(decoding: outcome.stdout, as: UTF8.self) == "2\n" && !outcome.isFromZygote)
            }
        }
    }

    @Test(.timeLimit(.minutes(30)), arguments: Mode.available)
    func `a killed launcher takes its zygote with it`(_ mode: Mode) async throws {
        let pool = try await mode.pool()
        let warm = Warm()
        try await warm.start(in: pool)
        #expect(HostProcesses.carrying(warm.marker).count == 1)
        kill(try #require(pool.launcherProcesses.first), SIGKILL)
        #expect(await eventually { HostProcesses.carrying(warm.marker).isEmpty })
    }

    @Test(.timeLimit(.minutes(30))) func `another zygote, and the end of the pool, end a zygote`() async throws {
        let pool = try SandboxPool(workers: 1)
        let (first, second) = (Warm(), Warm())
        try await first.start(in: pool)
        try await second.start(in: pool)
        #expect(await eventually { HostProcesses.carrying(first.marker).isEmpty })
        await pool.shutDown()
        #expect(await eventually { HostProcesses.carrying(second.marker).isEmpty })
    }
}
