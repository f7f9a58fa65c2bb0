import Dispatch
import Judging
import Models
import ScriptedServer
import Synchronization
import TestSupport
import Testing

@testable import Orchestration

@Suite(.needsJudge) struct ToolProtocolTests {
    @Test func `several explores of one turn run at the same time, and are answered in the order of their calls`()
        async throws
    {
        // No solver is answered before all three were asked; then the last is answered first.
        let (asked, answered) = (Gate(3), Gate(1))
        let scene = try Scene.start(
            orchestrator: [.explores("a", "b", "c"), .submit(#"{"explore": 2, "reason": "it passes"}"#)],
            solvers: [
                1: .text(Programs.answer(Programs.wrong)), 3: .text(Programs.answer(Programs.alsoRight)),
            ],
            beforeSolver: { n in
                asked.pass()
                if n == 3 { answered.open() } else { answered.wait() }
            })
        let trajectory = try await scene.solve(usesTools: true)
        let results = scene.askedOfOrchestrator[1].messages.suffix(3)
        #expect(results.map { $0.prefix(10) } == ["Explore 1:", "Explore 2:", "Explore 3:"])
        #expect(trajectory.actionProtocol == .tools)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.stopReason == .agreement)
        #expect(trajectory.calls.map(\.n) == [1, 1, 2, 3, 2])
    }

    @Test func `explores made before the first turn are told with the problem`() async throws {
        let scene = try Scene.start(
            orchestrator: [.submit(#"{"explore": 2, "reason": "it passes"}"#)],
            solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await scene.solve(usesTools: true, budget: SolveBudget(firstExplores: 2))
        #expect(trajectory.final?.source == .explore(2))
        let asked = scene.askedOfOrchestrator[0].messages
        #expect(asked.count == 2)
        #expect(!asked.joined().contains("ACTION:"))
        let parts = ["Explore 1:", "Explore 2:", "Explores used: 2 of 8."]
        let places = parts.compactMap { asked[1].firstRange(of: $0)?.lowerBound }
        #expect(places.count == parts.count)
        #expect(places == places.sorted())
    }

    @Test func `a model without tools is asked in plain text, in the replay too`() async throws {
        let refusal = OpenAIScript.error(status: 400, message: "registry/m does not support tools")
        let scene = try Scene.start(
            orchestrator: [.steps([refusal]), .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")])
        let folder = try TemporaryFolder()
        let trajectory = try await AtlasMethod().solve(try scene.task(usesTools: true, recordingTo: folder.path))
        #expect(trajectory.actionProtocol == .text)
        #expect(trajectory.final?.judgement.passes == true)
        scene.server.stop()
        #expect(try await AtlasMethod().solve(try ReplayTests.replay(folder, usesTools: true)) == trajectory)
    }

    @Test(arguments: ["I cannot think of anything.", Programs.answer(Programs.wrong)])
    func `explores made before a server refuses tools are kept, in the replay too`(_ answer: String) async throws {
        let refusal = OpenAIScript.error(
            status: 400, message: "'auto' tool choice requires --enable-auto-tool-choice and --tool-call-parser")
        let scene = try Scene.start(
            orchestrator: [.steps([refusal]), .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 3")],
            solvers: [1: .text(answer), 2: .text(answer)])
        let folder = try TemporaryFolder()
        let budget = SolveBudget(firstExplores: 2)
        let task = try scene.task(usesTools: true, budget: budget, recordingTo: folder.path)
        let trajectory = try await AtlasMethod().solve(task)
        #expect(trajectory.actionProtocol == .text)
        #expect(trajectory.final?.source == .explore(3))
        #expect(scene.askedOfSolvers.map(\.seed).sorted() == [1, 2, 3])
        #expect(trajectory.totals.calls == scene.asked.count - 1)
        #expect(scene.askedOfOrchestrator[1].messages.contains("ACTION: EXPLORE x2"))
        scene.server.stop()
        var replay = try ReplayTests.replay(folder, usesTools: true)
        replay.budget = budget
        #expect(try await AtlasMethod().solve(replay) == trajectory)
    }

    @Test func `a server that refuses tools after a turn is asked in plain text where nothing is there to hand in`()
        async throws
    {
        let refusal = OpenAIScript.error(status: 400, message: "registry/m does not support tools")
        let scene = try Scene.start(
            orchestrator: [
                .explores("a"), .steps([refusal]), .text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 2"),
            ],
            solvers: [1: .text("I cannot think of anything.")])
        let folder = try TemporaryFolder()
        let trajectory = try await AtlasMethod().solve(try scene.task(usesTools: true, recordingTo: folder.path))
        #expect(trajectory.actionProtocol == .text)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.calls.filter { $0.role == .orchestrator }.map(\.n) == [1, 2, 3])
        scene.server.stop()
        #expect(try await AtlasMethod().solve(try ReplayTests.replay(folder, usesTools: true)) == trajectory)
    }

    @Test func `a submission beside an explore is taken when no explore is left`() async throws {
        let both = Scene.Answer.tools(
            "",
            [
                ScriptedToolCall(id: "a", name: "explore", arguments: "{}"),
                ScriptedToolCall(id: "b", name: "submit", arguments: #"{"explore": 1}"#),
            ])
        let scene = try Scene.start(orchestrator: [.explores("x"), both])
        let trajectory = try await scene.solve(usesTools: true, budget: SolveBudget(maxExplores: 1))
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test func `an orchestrator that is lost late leaves the best candidate, in the replay too`() async throws {
        let overloaded = Scene.Answer.steps([OpenAIScript.error(status: 503, message: "overloaded")])
        let scene = try Scene.start(
            orchestrator: [.explores("a", "b"), overloaded],
            solvers: [
                1: .text(Programs.answer(Programs.wrong))
            ])
        let folder = try TemporaryFolder()
        let trajectory = try await AtlasMethod().solve(try scene.task(usesTools: true, recordingTo: folder.path))
        #expect(trajectory.stopReason == .modelFailed)
        #expect(trajectory.final?.source == .explore(2))
        #expect(trajectory.failures?.map(\.role) == [.orchestrator])
        #expect(trajectory.failures?.first?.n == 2)
        scene.server.stop()
        #expect(try await AtlasMethod().solve(try ReplayTests.replay(folder, usesTools: true)) == trajectory)
    }

    @Test func `with no explore allowed a malformed answer gets its reminder`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("I think…"), .text("ACTION: SUBMIT\n```python\n\(Programs.right)```")])
        let trajectory = try await scene.solve(budget: SolveBudget(maxExplores: 0))
        #expect(trajectory.malformedActions == 1)
        #expect(trajectory.final?.judgement.passes == true)
    }

    @Test func `explores beyond the budget are refused call by call`() async throws {
        let scene = try Scene.start(orchestrator: [.explores("a", "b"), .submit(#"{"explore": 1}"#)])
        let trajectory = try await scene.solve(usesTools: true, budget: SolveBudget(maxExplores: 1))
        #expect(trajectory.explores.count == 1)
        #expect(scene.askedOfOrchestrator[1].last.hasPrefix("Refused: no explore is left."))
    }

    @Test func `a submission beside explores waits for their results`() async throws {
        let calls = [
            ScriptedToolCall(id: "a", name: "explore", arguments: "{}"),
            ScriptedToolCall(id: "b", name: "submit", arguments: #"{"program": "print(1)"}"#),
        ]
        let scene = try Scene.start(orchestrator: [.tools("", calls), .submit(#"{"explore": 1}"#)])
        let trajectory = try await scene.solve(usesTools: true)
        #expect(scene.askedOfOrchestrator[1].last.hasPrefix("Not handed in"))
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test func `an unreadable call is answered with the reason`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .explores("a"), .submit(#"{"program": "#), .submit(#"{"program": "\#(Self.oneLine)"}"#),
            ])
        let trajectory = try await scene.solve(usesTools: true)
        #expect(trajectory.malformedActions == 1)
        let reminder = scene.askedOfOrchestrator[2].last
        #expect(reminder.contains("the arguments of submit could not be read. Call a tool: submit with explore 1, or"))
        #expect(!reminder.contains("ACTION"))
        #expect(trajectory.final?.source == .orchestrator)
        #expect(trajectory.final?.judgement.passes == true)
    }

    @Test(arguments: ["I cannot help with that.", ""])
    func `a refusal is told as one and counted as a malformed action, in the replay too`(_ words: String) async throws {
        let scene = try Scene.start(orchestrator: [.explores("a"), .refused(words), .submit(#"{"explore": 1}"#)])
        let folder = try TemporaryFolder()
        let trajectory = try await AtlasMethod().solve(try scene.task(usesTools: true, recordingTo: folder.path))
        #expect(trajectory.malformedActions == 1)
        #expect(trajectory.actionProtocol == .tools)
        #expect(trajectory.final?.source == .explore(1))
        let turns = trajectory.calls.filter { $0.role == .orchestrator }
        #expect(turns.map(\.finish) == [.toolCalls, .refusal, .toolCalls])
        #expect(turns.map(\.malformed) == [nil, "the model refused to answer", nil])
        #expect(
            scene.askedOfOrchestrator[2].last.hasPrefix(
                "That could not be used: the model refused to answer. Call a tool: submit with explore 1, or"))
        scene.server.stop()
        #expect(try await AtlasMethod().solve(try ReplayTests.replay(folder, usesTools: true)) == trajectory)
    }

    @Test func `a program that fails is handed in when it is asked for once more`() async throws {
        let scene = try Scene.start(
            orchestrator: [
                .explores("a"), .submit(#"{"explore": 1}"#), .submit(#"{"explore": 1}"#),
            ],
            solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await scene.solve(usesTools: true)
        #expect(trajectory.explores.count == 1)
        #expect(trajectory.malformedActions == 1)
        #expect(trajectory.revisions == 0)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.stopReason == .gaveUp)
        let reminder = scene.askedOfOrchestrator[2].last
        #expect(reminder.contains("that program is the same as explore 1's, which fails a public test"))
        #expect(!scene.askedOfOrchestrator.contains { $0.messages.joined().contains("ACTION:") })
    }

    @Test func `a program that fails and is insisted on is not handed in beside one that passes, and a step says so`()
        async throws
    {
        let scene = try Scene.start(
            orchestrator: [.explores("a", "b"), .submit(#"{"explore": 1}"#), .submit(#"{"explore": 1}"#)],
            solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await scene.solve(usesTools: true)
        #expect(trajectory.final?.source == .explore(2))
        let steps = scene.seen.compactMap { event -> String? in
            switch event {
            case .synthesis(let source): "submitted \(source)"
            case .finalKept(let source): "kept \(source)"
            default: nil
            }
        }
        #expect(steps == ["submitted explore 1", "kept explore 2"])
    }

    @Test func `a call that was cut off is told as that`() async throws {
        let cut = OpenAIScript.completion(
            text: "", toolCalls: [ScriptedToolCall(id: "s", name: "submit", arguments: #"{"program": "n"#)],
            finishReason: "length")
        let scene = try Scene.start(
            orchestrator: [.explores("a"), .steps(cut), .submit(#"{"explore": 1}"#)])
        _ = try await scene.solve(usesTools: true)
        #expect(scene.askedOfOrchestrator[2].last.contains("it was too long"), "\(scene.askedOfOrchestrator[2].last)")
    }

    @Test func `an integrator begins when its orchestrator hands in whatever it is`() async throws {
        let scene = try Scene.start(
            orchestrator: [.explores("a"), .submit(#"{"explore": 1}"#)],
            solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await AtlasIntegratorMethod().solve(try scene.task(usesTools: true))
        #expect(trajectory.malformedActions == 0)
        #expect(trajectory.explores.count == 1)
    }

    @Test func `explores made in place of answers that call nothing are told as that`() async throws {
        let thoughts = (1...3).map { Scene.Answer.text("Let me think, \($0).") }
        let scene = try Scene.start(
            orchestrator: [.explores("a")] + thoughts + [.submit(#"{"explore": 2}"#)],
            solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await scene.solve(usesTools: true)
        #expect(trajectory.malformedActions == 3)
        #expect(trajectory.final?.source == .explore(2))
        #expect(scene.askedOfOrchestrator[3].last.contains("no tool was called"))
        let told = scene.askedOfOrchestrator[4].last
        #expect(told.hasPrefix("None of your last answers could be used; explores were made in their place."))
        #expect(told.contains("Explore 2: passes"))
    }

    @Test(arguments: [
        (#"{"explore": -1}"#, "there is no explore -1"),
        (#"{"explore": 99999999999999999999}"#, "the arguments of submit could not be read"),
        (#"{"explore": [1]}"#, "the arguments of submit could not be read"),
    ])
    func `a number that no explore can have is malformed`(_ arguments: String, _ reason: String) async throws {
        let scene = try Scene.start(orchestrator: [.explores("a"), .submit(arguments), .submit(#"{"explore": 1}"#)])
        let trajectory = try await scene.solve(usesTools: true)
        #expect(trajectory.malformedActions == 1)
        #expect(scene.askedOfOrchestrator[2].last.contains(reason), "\(scene.askedOfOrchestrator[2].last)")
        #expect(trajectory.final?.source == .explore(1))
    }

    @Test(arguments: [#"{"strategy":"use brute"#, #"{"strategy": 5}"#, #"{"strategy": ["dp"]}"#])
    func `arguments of explore that cannot be read are malformed where there are some`(_ text: String) throws {
        let finder = ProgramFinder(language: try LanguageTable.builtIn.named("python"), interface: .standardStreams)
        let call = ToolCall(id: "1", name: "explore", arguments: text)
        let offered = ExploreArguments([StrategyArgument()])
        #expect(ToolActions.action(call, finder, offered) == .failure(.badArguments(tool: "explore")))
        #expect(ToolActions.action(call, finder) == .success(.explore(count: 1)))
    }

    @Test func `a call is one explore, whatever count it is given, and has that one's result`() async throws {
        let calls = [("a", #"{"count": 3}"#), ("b", "{}")].map {
            ScriptedToolCall(id: $0.0, name: "explore", arguments: $0.1)
        }
        let scene = try Scene.start(orchestrator: [.tools("", calls), .submit(#"{"explore": 2}"#)])
        let trajectory = try await scene.solve(usesTools: true)
        #expect(trajectory.explores.count == 2)
        let results = scene.askedOfOrchestrator[1].messages.suffix(2)
        #expect(results.map { $0.prefix(10) } == ["Explore 1:", "Explore 2:"])
    }

    @Test func `a submission that names nothing means the explore that passes`() async throws {
        let scene = try Scene.start(
            orchestrator: [.explores("a", "b"), .submit("{}")], solvers: [1: .text(Programs.answer(Programs.wrong))])
        let trajectory = try await scene.solve(usesTools: true)
        #expect(trajectory.malformedActions == 0)
        #expect(trajectory.final?.source == .explore(2))
    }

    @Test func `a model that answers in text is read as text`() async throws {
        let scene = try Scene.start(
            orchestrator: [.text("ACTION: EXPLORE"), .text("ACTION: SUBMIT explore 1")])
        let trajectory = try await scene.solve(usesTools: true)
        #expect(trajectory.final?.source == .explore(1))
        #expect(trajectory.malformedActions == 0)
    }

    @Test func `a submitted program that fails may be revised`() async throws {
        let scene = try Scene.start(
            orchestrator: [.explores("a"), .submit(#"{"program": "print(6)"}"#), .submit(#"{"explore": 1}"#)])
        let trajectory = try await scene.solve(usesTools: true)
        #expect(trajectory.revisions == 1)
        #expect(scene.askedOfOrchestrator[2].last.contains("Your program: WA"))
        #expect(trajectory.final?.source == .explore(1))
    }

    private static let oneLine = #"import sys; print(sum(map(int, sys.stdin.read().split()[1:])))"#
}

/// Lets threads through once so many have come, or once it is opened.
final class Gate: Sendable {
    private let count: Mutex<Int>
    private let turnstile = DispatchSemaphore(value: 0)

    init(_ count: Int) { self.count = Mutex(count) }

    /// Comes to the gate and waits until it opens.
    func pass() {
        let isLast = count.withLock { count in
            count -= 1
            return count == 0
        }
        if isLast { open() }
        wait()
    }

    func open() { turnstile.signal() }

    /// Waits on the connection's own thread, and lets the next one through.
    func wait() {
        turnstile.wait()
        turnstile.signal()
    }
}
