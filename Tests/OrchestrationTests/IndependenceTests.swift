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
        let bodies = Set(requests.map(\.unseeded))
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
        Self.expectNoSecret(in: scene)
        #expect(try scene.task().problem.privateTests.isEmpty)
    }

    /// Every request shows the problem, and no byte of its private test.
    private static func expectNoSecret(in scene: Scene) {
        for asked in scene.asked {
            for secret in ["8675309", "secret-name", "private"] { #expect(!asked.body.contains(secret)) }
            // The same search finds what may be shown.
            #expect(asked.body.contains(#"2\n10 -3"#))
        }
    }

    /// What `single` asks its solver.
    private static func usual(usesTools: Bool) async throws -> Asked {
        let scene = try Scene.start()
        _ = try await SolveMethods.solve("single", try scene.task(usesTools: usesTools))
        return try #require(scene.askedOfSolvers.first)
    }

    @Test(arguments: EveryMethodTests.names, [false, true])
    func `whatever the method, no request holds a byte of a private test, and fresh solvers are asked alike`(
        _ name: String, _ usesTools: Bool
    ) async throws {
        let turns =
            usesTools
            ? [Scene.Answer.explores("a", "b", "c", "d"), .submit(#"{"explore": 2}"#)] : EveryMethodTests.turns
        let scene = try Scene.start(orchestrator: turns, solvers: EveryMethodTests.solvers)
        let task = try scene.task(usesTools: usesTools, budget: SolveBudget(maxExplores: 4))
        let trajectory = try await SolveMethods.solve(name, task)
        #expect(scene.asked.count == trajectory.totals.calls)
        Self.expectNoSecret(in: scene)
        let usual = try await Self.usual(usesTools: usesTools)
        // Who writes a program anew has a conversation behind it.
        let fresh = scene.askedOfSolvers.filter { $0.messages.count == 2 }
        #expect(fresh.map(\.seed).sorted() == trajectory.explores.filter { $0.revises == nil }.map(\.n))
        if name == "alphacodium" {
            let text = "\(usual.last)\n\n# Notes on the problem\n\nAdd the numbers up."
            #expect(fresh.map(\.messages) == [[usual.messages[0], text]])
        } else {
            #expect(Set(fresh.map(\.unseeded)) == [usual.unseeded])
        }
    }

    @Test(arguments: ["atlas", "atlas-integrator"], [false, true])
    func `a solver of a pool is shown the problem, the strategy that is meant for it, and nothing else`(
        _ name: String, _ usesTools: Bool
    ) async throws {
        let strategy = "Read all input at once"
        let arguments = #"{"solver": "second", "strategy": "\#(strategy)"}"#
        let calls = ["a", "b"].map { ScriptedToolCall(id: $0, name: "explore", arguments: arguments) }
        let turns: [Scene.Answer] =
            usesTools
            ? [.tools("ORCHESTRATORS-THOUGHT", calls), .explores("c", "d"), .submit(#"{"explore": 2}"#)]
            : [
                .text("ORCHESTRATORS-THOUGHT\nACTION: EXPLORE x2 solver=second\nSTRATEGY: \(strategy)"),
                .text("ACTION: EXPLORE x2"), .text("ACTION: SUBMIT explore 2"),
            ]
        let scene = try Scene.start(
            orchestrator: turns, solvers: [1: .text(Programs.answer(Programs.wrong, approach: "SOLVERS-WORD"))])
        var task = try scene.task(usesTools: usesTools)
        task.pool = try ["first", "second"].map {
            PooledSolver(model: try scene.model(usesTools: usesTools, name: $0))
        }
        task.offersStrategy = true
        let trajectory = try await SolveMethods.solve(name, task)
        #expect(trajectory.explores.map(\.model) == ["second", "second", "first", "first"])
        Self.expectNoSecret(in: scene)
        let usual = try await Self.usual(usesTools: usesTools)
        let asked = scene.askedOfSolvers.sorted { $0.seed < $1.seed }
        #expect(asked.map(\.seed) == [1, 2, 3, 4])
        let directed = "\(usual.last)\n\n# How to approach it\n\n\(strategy)"
        #expect(asked.prefix(2).map(\.messages) == Array(repeating: [usual.messages[0], directed], count: 2))
        #expect(asked.suffix(2).map(\.unseeded) == Array(repeating: usual.unseeded, count: 2))
        // What solvers are not shown is there for who decides.
        #expect(scene.askedOfOrchestrator.contains { $0.body.contains("SOLVERS-WORD") })
        #expect(scene.askedOfOrchestrator.contains { $0.body.contains("ORCHESTRATORS-THOUGHT") })
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
