import FoundationEssentials
import Sandbox
import Testing

@Suite struct OutcomeTests {
    @Test func `a program's output and exit status are reported`() async throws {
        let pool = try SandboxPool(workers: 1)
        let outcome = try await pool.run(Programs.shell("echo out; echo err >&2; exit 3"))
        #expect(outcome.end == .exited(3))
        #expect(String(decoding: outcome.stdout, as: UTF8.self) == "out\n")
        #expect(String(decoding: outcome.stderr, as: UTF8.self) == "err\n")
    }

    @Test(arguments: SandboxRefusal.allCases) func `a refused call fails or kills, and is named`(
        _ refusal: SandboxRefusal
    )
        async throws
    {
        var request = Programs.request(try await Programs.attack("ptrace"))
        request.refusal = refusal
        let outcome = try await SandboxPool(workers: 1).run(request)
        #expect(outcome.end == (refusal == .kill ? .signaled(31) : .exited(0)))
        #expect(outcome.blockedSystemCalls == ["ptrace"])
    }

    @Test func `the kernel's own limit of CPU time leaves room for the supervisor's`() async throws {
        var request = Programs.shell("ulimit -t")
        request.limits.cpuMilliseconds = 30_000
        let outcome = try await SandboxPool(workers: 1).run(request)
        #expect(String(decoding: outcome.stdout, as: UTF8.self) == "62\n")
    }

    @Test func `the CPU time of reaped children counts once`() async throws {
        let pool = try SandboxPool(workers: 1)
        let outcome = try await pool.run(Programs.request(try await Programs.attack("busy_reaped")))
        #expect(outcome.end == .exited(0))
        let text = String(decoding: outcome.stdout, as: UTF8.self)
        let spent = try #require(Double(text.dropLast())) / 1000
        // What it does after it asked, and before, is within the margin.
        #expect(spent * 0.97...spent * 1.03 + 10 ~= outcome.cpuMilliseconds)
    }

    @Test(arguments: Mode.available) func `a run finds nothing of the one before it`(_ mode: Mode) async throws {
        let pool = try await mode.pool()
        let look = Programs.shell("ls -A /work; stat -c '%i %a %u' /work; ls -d /proc/[0-9]*; echo $$")
        let mess = "mkdir -p a/b; echo x > a/b/c; chmod 700 /work; (setsid sleep 60 &) ; mkfifo p; exit 3"
        let before = try await pool.run(look)
        #expect(try await pool.run(Programs.shell(mess)).end == .exited(3))
        let after = try await pool.run(look)
        #expect(after.end == .exited(0))
        #expect(String(decoding: after.stdout, as: UTF8.self) == String(decoding: before.stdout, as: UTF8.self))
    }

    @Test(arguments: Mode.available) func `a program cannot keep the next run from executing it`(_ mode: Mode)
        async throws
    {
        let pool = try await mode.pool()
        let request = Programs.request(try await Programs.attack("chmod_itself"))
        for _ in 0..<3 { #expect(try await pool.run(request).end == .exited(0)) }
    }
}
