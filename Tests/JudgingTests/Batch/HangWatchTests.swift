import Problems
import Sandbox
import Synchronization
import Testing

@testable import Judging

@Suite struct HangWatchTests {
    private let start = ContinuousClock.now
    private let limits = ProblemLimits(cpuMilliseconds: 1_000)

    private func watch(scale: Double = 1) -> HangWatch {
        let watch = HangWatch(patience: .seconds(300), now: start)
        watch.begins(SandboxLimits(test: limits, scale: scale), passes: 1, at: start)
        return watch
    }

    @Test func `a line of many slow tests does not hang while they end one after the other`() {
        let watch = watch()
        var now = start
        for _ in 0..<1_000 {
            now += .seconds(400)
            #expect(!watch.isOver(at: now))
            watch.restart(at: now)
        }
        #expect(watch.isOver(at: now + .seconds(500)))
    }

    @Test func `limits that are stretched for a slow machine stretch the time in which a test has to end`() {
        #expect(watch().isOver(at: start + .seconds(500)))
        #expect(!watch(scale: 3).isOver(at: start + .seconds(500)))
        #expect(watch(scale: 3).isOver(at: start + .seconds(900)))
    }

    @Test func `the judge tells of each test that ends`() async throws {
        let ended = Mutex(0)
        let (bench, problem) = (try Bench(), Bench.sum())
        let submission = Submission(
            name: "right.py", source: "print(sum(map(int, input().split())))",
            language: try LanguageTable.builtIn.named("python"))
        _ = try await bench.judge.judge(submission, on: problem, tests: problem.allTests) { ended.withLock { $0 += 1 } }
        #expect(ended.withLock { $0 } == problem.allTests.count)
    }
}
