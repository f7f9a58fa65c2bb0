import FoundationEssentials
import Glibc
import Sandbox
import Testing

@testable import Doctor

/// That what an attack reached is told, and that an attack which proves nothing is not taken for proof.
@Suite struct FindingTests {
    private static func run(_ output: String, end: SandboxOutcome.End = .exited(0)) throws -> Bench.Run {
        let outcome = SandboxOutcome(
            end: end, cpuMilliseconds: 0, wallMilliseconds: 0, peakKiB: 0,
            output: try SandboxInput(Data(output.utf8)), stderr: Data(),
            stdoutBytes: output.utf8.count, stderrBytes: 0, blockedSystemCalls: [], collected: [:])
        return Bench.Run(outcome: outcome, answer: ProbeAnswer(output))
    }

    private struct Tried: Sendable {
        let why: String
        let inside: String
        let outside: String
        let state: Finding.State
    }

    private static let tried = [
        Tried(
            why: "contained", inside: "refused a: No\nrefused b: No", outside: "reached a\nrefused b: No", state: .held),
        Tried(
            why: "one way out of two", inside: "refused a: No\nreached b", outside: "reached a\nreached b",
            state: .broken),
        Tried(
            why: "it cannot tell: outside nothing is reached either", inside: "refused a: No", outside: "refused a: No",
            state: .unproven),
        Tried(why: "it tried nothing", inside: "", outside: "reached a", state: .unproven),
    ]

    @Test(arguments: tried) private func `an attack that tries several things`(_ row: Tried) throws {
        let result = Check.Result.contained(
            try Self.run(row.inside), outside: ProbeAnswer(row.outside), mechanism: "walls")
        #expect(result.state == row.state, "\(row.why): \(result.evidence)")
    }

    @Test func `an attack that ended early proves nothing`() throws {
        let inside = try Self.run("refused a: No\n", end: .signaled(Int(SIGSEGV)))
        #expect(
            Check.Result.contained(inside, outside: ProbeAnswer("reached a"), mechanism: "").state == .unproven)
    }

    private struct Ended: Sendable {
        let why: String
        let end: SandboxOutcome.End
        let control: SandboxOutcome.End
        let state: Finding.State
    }

    private static let ended = [
        Ended(why: "by its limit", end: .limit(.memory), control: .exited(0), state: .held),
        Ended(why: "not at all", end: .exited(0), control: .exited(0), state: .broken),
        Ended(why: "by another limit", end: .limit(.wall), control: .exited(0), state: .broken),
        Ended(
            why: "by its limit, as is what stays below", end: .limit(.memory), control: .limit(.memory),
            state: .unproven),
    ]

    @Test(arguments: ended) private func `an attack on a limit ends`(_ row: Ended) throws {
        let result = Check.Result.limited(
            [try Self.run("", end: row.end)], by: .memory, control: try Self.run("", end: row.control), mechanism: "",
            evidence: "")
        #expect(result.state == row.state, "\(row.why)")
    }

    @Test func `a missing mechanism makes a promise that is held weaker, and mends none that is broken`() {
        let held = Check.Result(state: .held, mechanism: "", evidence: "tried")
        #expect(held.weaker(unless: true, "gap").state == .held)
        #expect(held.weaker(unless: false, "gap", remedy: "cure").remedy == "cure")
        #expect(held.weaker(unless: false, "gap").state == .weaker)
        let broken = Check.Result(state: .broken, mechanism: "", evidence: "reached")
        #expect(broken.weaker(unless: false, "gap").state == .broken)
    }

    @Test func `every promise is attacked once`() {
        #expect(Check.all.map(\.promise) == Promise.allCases)
    }
}
