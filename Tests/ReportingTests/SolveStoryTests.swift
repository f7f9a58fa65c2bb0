import Foundation
import Orchestration
import Testing

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
