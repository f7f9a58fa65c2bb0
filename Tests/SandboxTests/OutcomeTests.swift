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

    @Test func `the CPU time of reaped children counts once`() async throws {
        let pool = try SandboxPool(workers: 1)
        let outcome = try await pool.run(Programs.request(try await Programs.attack("busy_reaped")))
        #expect(outcome.end == .exited(0))
        let text = String(decoding: outcome.stdout, as: UTF8.self)
        let spent = try #require(Double(text.dropLast())) / 1000
        // What it does after it asked, and before, is within the margin.
        #expect(spent * 0.97...spent * 1.03 + 10 ~= outcome.cpuMilliseconds)
    }
}
