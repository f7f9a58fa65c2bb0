import FoundationEssentials
import Judging
import Problems
import Testing

@testable import Orchestration

/// Answers that the embedded model (Qwen2.5-Coder-1.5B) really gave, mistakes included, to the bundled problem dry-spell.
///
/// First it wrote no action, then it repeated the status with its numbers moved on, then a constrained answer came with
/// a filler for a program. Its solver's answer has none of the labels in their place.
@Suite(.needsJudge) struct EmbeddedModelTests {
    private static let problem = Problem(
        id: "dry-spell", title: "Dry Spell",
        statement: "Find each station's longest run of days with at most k of rain.",
        publicTests: [
            Programs.test("1", "3\n5 2\n9 1 5 0 3\n7 4\n4 2 7 1 0 3 12\n6 0\n3 0 0 0 0 5\n", "1\n3\n4\n"),
            Programs.test("2", "1\n5 10\n11 10 9 20 3\n", "2\n"),
        ])

    private static func fixture(_ name: String) throws -> Scene.Answer {
        let file = #filePath
        let folder = file[..<(file.lastIndex(of: "/") ?? file.endIndex)]
        return .text(
            String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/Fixtures/\(name).txt")), as: UTF8.self))
    }

    @Test func `a weak model's recorded answers lead to a program that passes`() async throws {
        let scene = try Scene.start(
            orchestrator: [try Self.fixture("turn-1"), try Self.fixture("turn-2"), try Self.fixture("turn-3")],
            solvers: [1: try Self.fixture("solver")])
        let trajectory = try await scene.solve(Self.problem)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.final?.judgement.passes == true)
        #expect(trajectory.stopReason == .testsPassed)
        #expect(trajectory.malformedActions == 2)
        #expect(trajectory.explores.count == 1)
        #expect(trajectory.explores[0].approach?.hasPrefix("For each station, we can use a simple linear scan") == true)
        // From the first answer that could not be read, what the model may write is constrained.
        #expect(scene.askedOfOrchestrator.map(\.hasSchema) == [false, true, true])
    }
}
