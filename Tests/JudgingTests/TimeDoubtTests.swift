import Foundation
import Problems
import Sandbox
import Testing

@testable import Judging

/// Which time-outs are believed, and which are run again.
@Suite struct TimeDoubtTests {
    private static func outcome(_ end: SandboxOutcome.End, cpu: Double, wall: Double = 0, waited: Double = 0)
        -> SandboxOutcome
    {
        SandboxOutcome(
            end: end, cpuMilliseconds: cpu, wallMilliseconds: wall, waitedMilliseconds: waited, peakKiB: 1,
            output: .empty, stderr: Data(), stdoutBytes: 0, stderrBytes: 0, blockedSystemCalls: [], collected: [:])
    }

    @Test(arguments: [
        (outcome(.exited(0), cpu: 900), false, false, "within its limit"),
        (outcome(.exited(0), cpu: 1100), true, true, "ended a little over its limit"),
        (outcome(.exited(1), cpu: 1100), true, true, "failed a little over its limit"),
        (outcome(.limit(.cpu), cpu: 1205), true, false, "still running a fifth over its limit"),
        (outcome(.limit(.wall), cpu: 10, wall: 5000), true, false, "slept"),
        (outcome(.limit(.wall), cpu: 700, wall: 5000, waited: 4300), true, true, "waited for a processor"),
    ])
    func `a time-out is doubted when the machine may be its cause`(
        _ row: (SandboxOutcome, isOver: Bool, isDoubtful: Bool, why: String)
    ) {
        let doubt = TimeDoubt(cpuMilliseconds: 1000)
        #expect(doubt.isOver(row.0) == row.isOver, "\(row.why)")
        #expect(row.isOver && doubt.isDoubtful(row.0) == row.isDoubtful || !row.isOver, "\(row.why)")
    }

    @Test func `a program a little over its limit is run again alone, three times, and the report says so`()
        async throws
    {
        // Ends by its own clock just past the limit, however fast the machine is.
        let source = """
            import time
            while time.process_time() < 0.525: pass
            print(sum(map(int, input().split())))
            """
        var problem = Bench.sum(limits: ProblemLimits(cpuMilliseconds: 500))
        problem.privateTests = []
        problem.publicTests = [problem.publicTests[0]]
        let report = try await Bench().judge(source, "python", on: problem)
        #expect(report.verdict == .timeLimitExceeded)
        #expect(report.tests[0].reruns == 3)
        #expect(report.doubtfulTests == 1)
        #expect(report.message?.contains("ms of 500 ms); run again alone 3 times") == true, "\(report.message ?? "")")
    }

    @Test func `a problem's multiplier and a calibration make limits longer`() {
        let limits = ProblemLimits(cpuMilliseconds: 1000, cpuMultipliers: ["python": 3])
        #expect(SandboxLimits(test: limits, language: "python").cpuMilliseconds == 3000)
        #expect(SandboxLimits(test: limits, language: "cpp", scale: 1.5).cpuMilliseconds == 1500)
        #expect(SandboxLimits(test: limits, language: "cpp").wallMilliseconds == 5000)
    }

    @Test func `a run that is to be alone waits for the others, and they for it`() async throws {
        let pool = try SandboxPool(workers: 2)
        let alone = SandboxRequest(arguments: ["/bin/true"])
        let other = SandboxRequest(arguments: ["/bin/sleep", "0.05"])
        try await withThrowingTaskGroup(of: (isAlone: Bool, from: Double, to: Double).self) { group in
            for index in 0..<12 {
                let isAlone = index % 4 == 3
                group.addTask {
                    let outcome = try await pool.run(isAlone ? alone : other, alone: isAlone)
                    return (isAlone, outcome.endedMilliseconds - outcome.wallMilliseconds, outcome.endedMilliseconds)
                }
            }
            var runs: [(isAlone: Bool, from: Double, to: Double)] = []
            for try await run in group { runs.append(run) }
            for run in runs where run.isAlone {
                let beside = runs.count { $0.from < run.to && run.from < $0.to }
                #expect(beside == 1)
            }
        }
        await pool.shutDown()
    }
}
