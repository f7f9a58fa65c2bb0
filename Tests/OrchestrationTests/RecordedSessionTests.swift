import FoundationEssentials
import Judging
import Problems
import Testing

@testable import Orchestration

/// Sessions of a real model with bundled problems: `Fixtures/sessions`.
@Suite(.needsJudge) struct RecordedSessionTests {
    struct Session: Decodable, Sendable, CustomTestStringConvertible {
        struct Answer: Decodable {
            var finish_reason: String
            var text: String

            var asSent: Scene.Answer { finish_reason == "length" ? .cut(text) : .text(text) }
        }

        struct Outcome: Decodable {
            var stop_reason: StopReason
            var explores: Int
            var malformed_actions: Int
            var verdict: Verdict
            var final_source: String
        }

        var problem: String
        var max_explores: Int
        var orchestrator: [Answer]
        var solvers: [Answer]
        var outcome: Outcome

        var testDescription: String { problem }

        private static let root: String = {
            let parts = #filePath.split(separator: "/").dropLast(3)
            return "/" + parts.joined(separator: "/")
        }()

        static let all: [Session] = {
            let folder = "\(root)/Tests/OrchestrationTests/Fixtures/sessions"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
                do {
                    let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
                    return try JSONDecoder().decode(Session.self, from: bytes)
                } catch {
                    Issue.record("\(name): \(error)")
                    return nil
                }
            }
        }()

        /// The bundled problem, as a solver sees it: a private test can reach nobody.
        func opened() throws -> Problem {
            var problem = try ProblemLibrary(folder: "\(Self.root)/problems").open(problem)
            problem.privateTests = []
            return problem
        }
    }

    @Test func `there are sessions of at least five problems`() {
        #expect(Session.all.count >= 5)
    }

    @Test(arguments: Session.all) func `a session with a real model ends as it ended`(_ session: Session) async throws {
        let solvers = Dictionary(
            uniqueKeysWithValues: session.solvers.enumerated().map { ($0.offset + 1, $0.element.asSent) })
        let scene = try Scene.start(orchestrator: session.orchestrator.map(\.asSent), solvers: solvers)
        let trajectory = try await scene.solve(
            try session.opened(), budget: SolveBudget(maxExplores: session.max_explores))
        let final = try #require(trajectory.final)
        #expect(trajectory.stopReason == session.outcome.stop_reason)
        #expect(trajectory.explores.count == session.outcome.explores)
        #expect(trajectory.malformedActions == session.outcome.malformed_actions)
        #expect(final.judgement.verdict == session.outcome.verdict)
        #expect("\(final.source)" == session.outcome.final_source)
        #expect(scene.askedOfOrchestrator.count == session.orchestrator.count)
    }
}
