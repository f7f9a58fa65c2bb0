import Foundation
import Testing

@testable import Models
@testable import Orchestration
@testable import Reporting

@Suite struct SolveStoryTests {
    /// A trajectory as it was written before calls said what was wrong with them and what was refused.
    private static let older = """
        {"calls":[{"action":"malformed","finish":"stop","model":"m","n":1,"role":"orchestrator","seconds":1,
        "thought":"Hm.","usage":{"input":1,"output":1}},{"action":"explore x3","finish":"stop","model":"m","n":2,
        "role":"orchestrator","seconds":1,"usage":{"input":20,"output":2}}],"explores":[],"language":"python",
        "malformed_actions":1,"max_explores":1,"method":"atlas","orchestrator":"m","problem":"sum","prompts":"p",
        "revisions":0,"solver":"m","stop_reason":"budget","totals":{"call_seconds":2,"calls":2,"failed_explores":0,
        "input_tokens":21,"output_tokens":3}}
        """

    /// Three turns with an explore each; the solvers of the first two were not reached.
    @Test func `an explore is told after the turn that asked for it, also one without an answer`() throws {
        var trajectory = try JSONDecoder().decode(Trajectory.self, from: Data(Self.older.utf8))
        var call = trajectory.calls[0]
        trajectory.calls = (1...3).map { n in
            (call.n, call.action) = (n, "explore")
            return call
        }
        (call.role, call.n) = (.solver, 3)
        trajectory.calls.append(call)
        trajectory.explores = (1...3).map { n in
            Explore(n: n, model: "m", turn: n, failure: n < 3 ? "busy" : nil, usage: .init(), seconds: 1, evidence: "")
        }
        trajectory.explores[2].finish = .length
        let text = SolveStory(trajectory).text
        let titles = text.split(separator: "\n").filter { $0.hasPrefix("turn") || $0.hasPrefix("explore") }
        #expect(
            titles.map { $0.prefix { $0 != ":" } } == [
                "turn 1", "explore 1", "turn 2", "explore 2", "turn 3", "explore 3",
            ])
        #expect(
            text.contains("evidence: the answer was cut off at max_tokens, which the model's row in the\n"), "\(text)")
        trajectory.explores[2].confidence = 1e300
        #expect(SolveStory(trajectory).text.contains("claims: 100% sure"))
        trajectory.explores[2].program = "print(1)\n"
        #expect(SolveStory(trajectory).text.contains("cut: the answer was cut off at max_tokens"))
    }

    @Test func `where there is no program it is said whether any was written, and whether anyone answered`() throws {
        var trajectory = try JSONDecoder().decode(Trajectory.self, from: Data(Self.older.utf8))
        var explore = Explore(n: 1, model: "m", failure: "busy", usage: .init(), seconds: 1, evidence: "")
        func ends(_ told: String) {
            trajectory.explores = [explore]
            for text in [SolveStory(trajectory).text, SolveReport(trajectory, prices: .builtIn).text] {
                #expect(text.contains("no program: \(told)\n"), "\(text)")
            }
        }
        ends("no solver answered")
        (explore.failure, explore.finish) = (nil, .stop)
        ends("no answer holds one")
        explore.program = "print(1)\n"
        ends("no candidate was judged")
        #expect(SolveStory(trajectory).text.contains("  evidence: not judged\n"))
    }

    @Test func `a step tells of a wait`() {
        let retry = CallRetry(model: "m", reason: "status 429: slowly", seconds: 25.04)
        #expect(SolveProgress.line(.callRetried(retry)) == "m: status 429: slowly; asking again in 25.0 s")
    }

    @Test(arguments: StopReason.allCases)
    func `no end without a program tells of one that was taken`(_ reason: StopReason) throws {
        var trajectory = try JSONDecoder().decode(Trajectory.self, from: Data(Self.older.utf8))
        trajectory.stopReason = reason
        for text in [SolveStory(trajectory).text, SolveReport(trajectory, prices: .builtIn).text] {
            #expect(!text.contains("was taken") && !text.contains("submitted") && !text.contains("that passed"))
            let isSaid = ![.budget, .failed, .fixed].contains(reason)
            #expect(text.contains("no solver wrote a program") == isSaid, "\(text)")
        }
    }

    @Test(arguments: [
        (ChatResponse.FinishReason.stop, "explore 1: the answer holds no program"),
        (.refusal, "explore 1: the solver refused to answer"),
        (
            .length,
            "explore 1: the answer was cut off at max_tokens, which the model's row in the models file can raise: it "
                + "holds no program"
        ),
    ])
    func `a step says why an answer holds no program`(_ finish: ChatResponse.FinishReason, _ line: String) {
        #expect(SolveProgress.line(.noProgram(n: 1, finish: finish)) == line)
    }

    @Test func `an older trajectory is told, and a newer one says what was wrong and what was refused`() throws {
        var trajectory = try JSONDecoder().decode(Trajectory.self, from: Data(Self.older.utf8))
        let before = SolveStory(trajectory).text
        #expect(before.contains("at most 1 explore."))
        #expect(before.contains("turn 1: malformed (1 token in, 1 out, 1.0 s)\n  thought: Hm.\n"))
        #expect(before.contains("turn 2: explore x3 (20 tokens in, 2 out, 1.0 s)\n\n"))
        trajectory.calls[0].malformed = "there was no ACTION line"
        trajectory.calls[1].refused = 2
        let after = SolveStory(trajectory).text
        #expect(after.contains("  thought: Hm.\n  malformed: there was no ACTION line\n"))
        #expect(after.contains("  2 explores refused: none is left\n"))
        let encoded = try JSONEncoder().encode(trajectory)
        #expect(try JSONDecoder().decode(Trajectory.self, from: encoded) == trajectory)
    }
}
