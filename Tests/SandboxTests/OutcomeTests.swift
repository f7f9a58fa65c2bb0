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
}
