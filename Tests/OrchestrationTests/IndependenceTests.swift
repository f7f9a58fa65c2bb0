import FoundationEssentials
import Judging
import Models
import Problems
import ScriptedServer
import Testing

@testable import Orchestration

/// What must never be in a request, proven from the requests that arrived.
@Suite(.needsJudge) struct IndependenceTests {
    private static func scene() throws -> Scene {
        try Scene.start(
            orchestrator: [
                .text("ORCHESTRATORS-THOUGHT\nACTION: EXPLORE x2"), .text("ORCHESTRATORS-THOUGHT\nACTION: EXPLORE"),
                .text("ACTION: SUBMIT\n```python\nx = 'FINAL-WORD'\n\(Programs.wrong)```"),
                .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1"),
            ],
            solvers: [
                1: .text(Programs.answer(Programs.right, approach: "SOLVERS-WORD")),
                2: .text(Programs.answer("print('CANDIDATES-OUTPUT')\n")),
            ])
    }

    @Test func `a solver is shown the problem and nothing else`() async throws {
        let scene = try Self.scene()
        let trajectory = try await scene.solve()
        #expect(trajectory.explores.count == 4)
        let requests = scene.askedOfSolvers
        // All four are the same to the byte but for the seed, whatever had happened before.
        let bodies = Set(requests.map { $0.body.replacing("\"seed\":\($0.seed)", with: "") })
        #expect(bodies.count == 1)
        #expect(Set(requests.map(\.seed)) == [1, 2, 3, 4])
        let body = try #require(bodies.first)
        for word in [
            "ORCHESTRATORS-THOUGHT", "SOLVERS-WORD", "CANDIDATES-OUTPUT", "FINAL-WORD", "xplore", "add them up",
        ] {
            #expect(!body.contains(word))
        }
        #expect(body.contains("Print the sum of n numbers."))
        #expect(body.contains(#"2\n10 -3"#))
        // The same search finds those words where they belong.
        #expect(scene.askedOfOrchestrator.contains { $0.body.contains("SOLVERS-WORD") })
        #expect(scene.askedOfOrchestrator.contains { $0.body.contains("CANDIDATES-OUTPUT") })
    }

    @Test func `no byte of a private test is in any request`() async throws {
        let scene = try Self.scene()
        _ = try await scene.solve()
        #expect(scene.asked.count >= 8)
        for asked in scene.asked {
            for secret in ["8675309", "secret-name", "private"] { #expect(!asked.body.contains(secret)) }
        }
        #expect(try scene.task().problem.privateTests.isEmpty)
    }

    @Test func `a candidate that floods its output does not flood the orchestrator`() async throws {
        let flood = "import sys\nfor _ in range(1100): sys.stdout.write('z' * 10000)\n"
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE x4"), .text("ACTION: SUBMIT explore 1")],
            solvers: [
                2: .text(Programs.answer(flood)),
                3: .text(Programs.answer(flood + "# \(String(repeating: "c", count: 50_000))")),
            ])
        _ = try await scene.solve(tokenLimits: .small)
        let asked = try #require(scene.askedOfOrchestrator.last)
        let tokens = asked.messages.reduce(0) { $0 + TokenEstimate.of($1) }
        #expect(tokens <= TokenLimits.small.orchestratorRequest)
        #expect(asked.last.contains("cut) …"))
    }
}

extension IndependenceTests {
    @Test func `who writes probes is shown the problem alone, and solvers nothing of the probes`() async throws {
        let generator = ProbeTests.generator + "# GENERATORS-WORD\n"
        let scene = try Scene.start(
            orchestrator: [
                .text("ORCHESTRATORS-THOUGHT\nACTION: EXPLORE"), .text("ACTION: EXPLORE"),
                .text("ACTION: SUBMIT explore 1"),
            ],
            solvers: [1: .text(Programs.answer(Programs.right, approach: "SOLVERS-WORD"))],
            tester: [
                ProbeTests.programs(generator, "# validator\nassert False, 'VALIDATORS-WORD'\n"),
                ProbeTests.programs(generator),
            ])
        var task = try scene.task()
        task.probes = .on
        let trajectory = try await AtlasMethod().solve(task)
        #expect(trajectory.probes?.inputs.isEmpty == false)
        #expect(scene.askedOfTester.count == 2)
        for asked in scene.askedOfTester {
            for word in ["ORCHESTRATORS-THOUGHT", "SOLVERS-WORD", "8675309", "secret-name", "xplore"] {
                #expect(!asked.body.contains(word))
            }
        }
        for asked in scene.askedOfSolvers {
            for word in ["GENERATORS-WORD", "VALIDATORS-WORD", "probe", "ORCHESTRATORS-THOUGHT", "SOLVERS-WORD"] {
                #expect(!asked.body.contains(word))
            }
        }
        // Solvers are asked the same with probes as without.
        let plain = try Scene.start(orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")])
        _ = try await plain.solve()
        #expect(plain.askedOfSolvers.first?.body == scene.askedOfSolvers.first { $0.seed == 1 }?.body)
        #expect(scene.askedOfTester.last?.body.contains("VALIDATORS-WORD") == true)
    }
}
